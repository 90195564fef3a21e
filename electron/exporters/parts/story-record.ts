import type { Annotation } from '../../../core/annotation';
import { FIELD_NAMES } from '../../../core/article';
import type { ExportStory } from '../../../core/exporting';
import { UNTOUCHED, type StoryState } from '../../../core/state';
import { BLOCK_SEPARATOR, paragraphsToHtml } from '../../../core/story';

/** Fields every record has, even where they are empty. */
const ALWAYS = ['headline', 'byline', 'dateline', 'publication', 'published', 'url', 'language'] as const;
const SOMETIMES = FIELD_NAMES.filter((name) => !(ALWAYS as readonly string[]).includes(name));
/** A story that comes back is in no trash. */
const STATES = ['readAt', 'openedAt', 'starredAt', 'position'] as const satisfies readonly (keyof StoryState)[];

/** Everything an archive knows of a story but for its original and its places in collections; see docs/formats/jsonl.md. */
export function recordOf({ article, state, annotations }: ExportStory): Record<string, unknown> {
  const { sourceId, uid, tags, text, html, retrieved, importedAt, importFormat, editedAt } = article;
  const touched = STATES.filter((name) => state[name] !== UNTOUCHED[name]);
  return {
    id: sourceId || uid,
    ...Object.fromEntries(ALWAYS.map((name) => [name, article[name]])),
    tags,
    body: text,
    ...Object.fromEntries(SOMETIMES.filter((name) => article[name] !== '').map((name) => [name, article[name]])),
    retrieved,
    // Plain paragraphs are said by the text alone.
    ...(html !== '' && html !== paragraphsToHtml(text.split(BLOCK_SEPARATOR)) && { html }),
    ...(annotations.length > 0 && { annotations: annotations.map(annotationRecord) }),
    ...(touched.length > 0 && { state: Object.fromEntries(touched.map((name) => [name, state[name]])) }),
    uid,
    importedAt,
    importFormat,
    ...(editedAt !== '' && { editedAt }),
  };
}

function annotationRecord({ uid, color, note, tags, createdAt, updatedAt, selector }: Annotation): Record<string, unknown> {
  return { uid, color, note, tags, created: createdAt, updated: updatedAt, selector: selector && { ...selector } };
}
