import type { ParsedArticle } from '../../core/importing';
import type { Importer } from '../../electron/importers/importer';

/** Every story an importer finds in the bytes. */
export async function storiesOf(importer: Importer, bytes: Uint8Array, name: string): Promise<ParsedArticle[]> {
  const stories: ParsedArticle[] = [];
  for await (const story of importer.read({ name, bytes, modified: '2024-05-01T08:00:00.000Z' })) stories.push(story);
  return stories;
}

/** The one story in the bytes. */
export async function firstStory(importer: Importer, bytes: Uint8Array, name: string): Promise<ParsedArticle> {
  const [story, ...others] = await storiesOf(importer, bytes, name);
  if (!story || others.length > 0) throw new Error(`${name} holds ${others.length + (story ? 1 : 0)} stories`);
  return story;
}

/** A text's bytes in UTF-8. */
export const utf8 = (text: string) => new TextEncoder().encode(text);

/** The paragraphs of a story imported from plain text. */
export function paragraphsOf(story: ParsedArticle): string[] {
  if (story.body.kind !== 'text') throw new Error('the body is not plain text');
  return story.body.paragraphs;
}
