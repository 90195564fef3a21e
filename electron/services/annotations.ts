import type { PlacedAnnotation } from '../../core/annotation';
import { describePassage, findQuote, placePassage } from '../../core/anchor';
import type { HighlightColorId } from '../../core/highlight-colors';
import type { EditLabel } from '../../core/edit';
import { BroadsheetError } from '../../core/reply';
import { excerptOf } from '../../core/text';
import type { Archive, WriteStore } from '../../db/store';
import { edit, type Edited, type Watch } from './history';
import { newUid, now } from './parts/identity';
import { cleanTags } from './parts/names';
import { noStory } from './parts/stories';

/** What a new annotation says; where it stands is given apart. */
export interface Marking {
  color: HighlightColorId;
  note: string;
  tags: string[];
}

/** How much of the passage stands in the history's sentences, in UTF-16 units. */
const QUOTE_LENGTH = 60;

type AnnotationLabel = Extract<EditLabel, { params: { quote: string } }>['key'];

function labelled(key: AnnotationLabel, value: PlacedAnnotation): Edited<PlacedAnnotation> {
  return { label: { key, params: { quote: excerptOf(value.selector.exact, QUOTE_LENGTH) } }, value };
}

async function watchAnnotation(watch: Watch, uid: string): Promise<void> {
  await watch('annotation', uid);
  await watch('annotation-tags', uid);
}

async function textOf(store: WriteStore, articleUid: string): Promise<{ text: string; textHash: string }> {
  const article = await store.articles.get(articleUid);
  if (!article) throw noStory(articleUid);
  return article;
}

async function insert(
  store: WriteStore,
  watch: Watch,
  articleUid: string,
  passage: { start: number; end: number },
  marking: Marking,
): Promise<Edited<PlacedAnnotation>> {
  const { text, textHash } = await textOf(store, articleUid);
  const selector = describePassage(text, textHash, passage.start, passage.end);
  if (selector.exact.trim() === '') throw new BroadsheetError('passage-not-found', 'There are no words in this passage to highlight.');
  const at = now();
  const annotation = { uid: newUid(), articleUid, ...marking, tags: cleanTags(marking.tags), selector, createdAt: at, updatedAt: at };
  await watchAnnotation(watch, annotation.uid);
  await store.annotations.insert(annotation);
  return labelled('edit_annotation_made', { ...annotation, place: { start: selector.start, end: selector.end } });
}

/**
 * Highlights a passage given by its offsets in the story's text.
 * @throws BroadsheetError `not-found`, `passage-not-found`
 */
export function createAnnotation(archive: Archive, articleUid: string, passage: { start: number; end: number }, marking: Marking) {
  return edit(archive, (store, watch) => insert(store, watch, articleUid, passage, marking));
}

/**
 * Highlights the passage with these words.
 * @throws BroadsheetError `not-found`, `passage-not-found`
 */
export function annotateQuote(archive: Archive, articleUid: string, quote: string, marking: Marking) {
  return edit(archive, async (store, watch) => {
    const { text } = await textOf(store, articleUid);
    const passage = findQuote(text, quote);
    if (!passage) {
      throw new BroadsheetError('passage-not-found', `The story does not hold the words “${quote}”. Nothing was highlighted.`);
    }
    return insert(store, watch, articleUid, passage, marking);
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
  return edit(archive, async (store, watch) => {
    await watchAnnotation(watch, uid);
    const before = await placed(store, uid);
    const tags = change.tags ? cleanTags(change.tags) : before.tags;
    const after = { ...before, ...change, tags };
    if (JSON.stringify(after) === JSON.stringify(before)) return labelled('edit_annotation_changed', before);
    const changed = { ...after, updatedAt: now() };
    await store.annotations.update(changed);
    return labelled('edit_annotation_changed', changed);
  });
}

/** @throws BroadsheetError `not-found` */
export function removeAnnotation(archive: Archive, uid: string): Promise<null> {
  return edit(archive, async (store, watch) => {
    await watch('annotation', uid);
    const { label } = labelled('edit_annotation_removed', await placed(store, uid));
    await store.annotations.remove(uid, now());
    return { label, value: null };
  });
}

/** Brings a removed annotation back as it was. @throws BroadsheetError `not-found` */
export function restoreAnnotation(archive: Archive, uid: string): Promise<PlacedAnnotation> {
  return edit(archive, async (store, watch) => {
    await watch('annotation', uid);
    await store.annotations.restore(uid);
    return labelled('edit_annotation_restored', await placed(store, uid));
  });
}
