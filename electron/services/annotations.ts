import type { PlacedAnnotation } from '../../core/annotation';
import { describePassage, findQuote, placePassage } from '../../core/anchor';
import type { HighlightColorId } from '../../core/highlight-colors';
import { BroadsheetError } from '../../core/reply';
import type { Archive, WriteStore } from '../../db/store';
import { newUid, now } from './parts/identity';

/** What a new annotation says; where it stands is given apart. */
export interface Marking {
  color: HighlightColorId;
  note: string;
  tags: string[];
}

/** Names of tags without repetitions and edges of white space. */
function cleanTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
}

async function textOf(store: WriteStore, articleUid: string): Promise<{ text: string; textHash: string }> {
  const article = await store.articles.get(articleUid);
  if (!article) throw new BroadsheetError('not-found', `There is no story ${articleUid} in this archive.`);
  return article;
}

async function insert(
  store: WriteStore,
  articleUid: string,
  passage: { start: number; end: number },
  marking: Marking,
): Promise<PlacedAnnotation> {
  const { text, textHash } = await textOf(store, articleUid);
  const selector = describePassage(text, textHash, passage.start, passage.end);
  if (selector.exact.trim() === '') throw new BroadsheetError('passage-not-found', 'There are no words in this passage to highlight.');
  const at = now();
  const annotation = { uid: newUid(), articleUid, ...marking, tags: cleanTags(marking.tags), selector, createdAt: at, updatedAt: at };
  await store.annotations.insert(annotation);
  return { ...annotation, place: { start: selector.start, end: selector.end } };
}

/**
 * Highlights a passage given by its offsets in the story's text.
 * @throws BroadsheetError `not-found`, `passage-not-found`
 */
export function createAnnotation(archive: Archive, articleUid: string, passage: { start: number; end: number }, marking: Marking) {
  return archive.write((store) => insert(store, articleUid, passage, marking));
}

/**
 * Highlights the passage with these words.
 * @throws BroadsheetError `not-found`, `passage-not-found`
 */
export function annotateQuote(archive: Archive, articleUid: string, quote: string, marking: Marking) {
  return archive.write(async (store) => {
    const { text } = await textOf(store, articleUid);
    const passage = findQuote(text, quote);
    if (!passage) {
      throw new BroadsheetError('passage-not-found', `The story does not hold the words “${quote}”. Nothing was highlighted.`);
    }
    return insert(store, articleUid, passage, marking);
  });
}

async function placed(store: WriteStore, uid: string): Promise<PlacedAnnotation> {
  const annotation = await store.annotations.get(uid);
  if (!annotation) throw new BroadsheetError('not-found', 'This highlight is no longer in the archive.');
  const { text, textHash } = await textOf(store, annotation.articleUid);
  return { ...annotation, place: placePassage(text, textHash, annotation.selector) };
}

/**
 * Changes colour, note or tags; what is left out stays.
 * @throws BroadsheetError `not-found`
 */
export function updateAnnotation(archive: Archive, uid: string, change: Partial<Marking>): Promise<PlacedAnnotation> {
  return archive.write(async (store) => {
    const before = await placed(store, uid);
    const tags = change.tags ? cleanTags(change.tags) : before.tags;
    const after = { ...before, ...change, tags, updatedAt: now() };
    await store.annotations.update(after);
    return after;
  });
}

/** @throws BroadsheetError `not-found` */
export function removeAnnotation(archive: Archive, uid: string): Promise<null> {
  return archive.write(async (store) => {
    if (!(await store.annotations.remove(uid, now())))
      throw new BroadsheetError('not-found', 'This highlight is no longer in the archive.');
    return null;
  });
}

/** Brings a removed annotation back as it was. @throws BroadsheetError `not-found` */
export function restoreAnnotation(archive: Archive, uid: string): Promise<PlacedAnnotation> {
  return archive.write(async (store) => {
    await store.annotations.restore(uid);
    return placed(store, uid);
  });
}
