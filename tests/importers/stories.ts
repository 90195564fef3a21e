import type { ParsedArticle } from '../../core/importing';
import { isLibrary, isMarks, isPackageImporter, isStreamImporter, isUnreadable, type Importer } from '../../electron/importers/importer';

/** The bytes in pieces of a size that no format expects. */
export async function* pieces(bytes: Uint8Array, size = 7): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Every story an importer finds in the bytes. One that it cannot read is an error. */
export async function storiesOf(importer: Importer, bytes: Uint8Array, name: string): Promise<ParsedArticle[]> {
  const stories: ParsedArticle[] = [];
  if (isStreamImporter(importer)) {
    for await (const item of importer.readStream({ name, chunks: pieces(bytes) })) {
      if (isUnreadable(item)) throw new Error(item.unreadable);
      if (!isLibrary(item) && !isMarks(item)) stories.push(item);
    }
    return stories;
  }
  if (isPackageImporter(importer)) {
    for await (const item of importer.readPackage({ name, from: { bytes }, breathe: () => Promise.resolve() })) {
      if (isLibrary(item) || isMarks(item)) continue;
      if (isUnreadable(item)) throw new Error(item.unreadable);
      stories.push(item);
    }
    return stories;
  }
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
