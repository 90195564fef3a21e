import {
  quoteOf,
  type Annotation,
  type NearestPassage,
  type Passage,
  type PassageSelector,
  type PlacedAnnotation,
} from '../../core/annotation';
import { describePassage } from '../../core/anchoring/describe';
import { Placing } from '../../core/anchoring/place';
import { findQuote } from '../../core/anchoring/quote';
import type { Article } from '../../core/article';
import type { HighlightColorId } from '../../core/highlight-colors';
import type { EditLabel } from '../../core/edit';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import { excerptOf } from '../../core/text';
import type { Archive, ReadStore, WriteStore } from '../../db/store';
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

type Deed = 'made' | 'changed' | 'removed' | 'restored';

/** What the history calls it: by the passage, or, for a note on a whole story, by the headline. */
function labelFor(deed: Deed, annotation: Annotation, { headline, excerpt }: Article): EditLabel {
  const quote = excerptOf(quoteOf(annotation), QUOTE_LENGTH);
  return annotation.selector === null
    ? { key: `edit_note_${deed}`, params: { headline: headline || excerptOf(excerpt, QUOTE_LENGTH) } }
    : { key: `edit_annotation_${deed}`, params: { quote } };
}

async function watchAnnotation(watch: Watch, uid: string): Promise<void> {
  await watch('annotation', uid);
  await watch('annotation-tags', uid);
}

async function storyOf(store: ReadStore, articleUid: string): Promise<Article> {
  const article = await store.articles.get(articleUid);
  if (!article) throw noStory(articleUid);
  return article;
}

/** @throws BroadsheetError `passage-not-found` for a passage without words */
function selectorOf({ text, textHash }: Article, { start, end }: Passage): PassageSelector {
  const selector = describePassage(text, textHash, start, end);
  if (selector.exact.trim() === '') throw new BroadsheetError('passage-not-found', m.error_empty_passage());
  return selector;
}

async function insert(
  store: WriteStore,
  watch: Watch,
  story: Article,
  passage: Passage | null,
  marking: Marking,
): Promise<Edited<PlacedAnnotation>> {
  const selector = passage && selectorOf(story, passage);
  const at = now();
  const tags = cleanTags(marking.tags);
  const annotation = { uid: newUid(), articleUid: story.uid, ...marking, tags, selector, createdAt: at, updatedAt: at };
  await watchAnnotation(watch, annotation.uid);
  await store.annotations.insert(annotation);
  return { label: labelFor('made', annotation, story), value: new Placing(story).annotation(annotation) };
}

/**
 * Highlights a passage given by its offsets in the story's text; without a passage, makes a note on the whole story.
 * @throws BroadsheetError `not-found`, `passage-not-found`
 */
export function createAnnotation(archive: Archive, articleUid: string, passage: Passage | null, marking: Marking) {
  return edit(archive, async (store, watch) => insert(store, watch, await storyOf(store, articleUid), passage, marking));
}

/**
 * Highlights the passage with these words.
 * @throws BroadsheetError `not-found`, `passage-not-found`
 */
export function annotateQuote(archive: Archive, articleUid: string, quote: string, marking: Marking) {
  return edit(archive, async (store, watch) => {
    const story = await storyOf(store, articleUid);
    const passage = findQuote(story.text, quote);
    if (!passage) {
      throw new BroadsheetError('passage-not-found', m.error_no_passage({ quote }));
    }
    return insert(store, watch, story, passage, marking);
  });
}

interface Found {
  annotation: PlacedAnnotation;
  story: Article;
}

/** @throws BroadsheetError `not-found` */
async function find(store: ReadStore, uid: string): Promise<Found> {
  const annotation = await store.annotations.get(uid);
  if (!annotation) throw new BroadsheetError('not-found', m.error_no_highlight());
  const story = await storyOf(store, annotation.articleUid);
  return { annotation: new Placing(story).annotation(annotation), story };
}

/**
 * Changes colour, note or tags; what is left out stays.
 * @throws BroadsheetError `not-found`
 */
export function updateAnnotation(archive: Archive, uid: string, change: Partial<Marking>): Promise<PlacedAnnotation> {
  return edit(archive, async (store, watch) => {
    await watchAnnotation(watch, uid);
    const { annotation: before, story } = await find(store, uid);
    const tags = change.tags ? cleanTags(change.tags) : before.tags;
    const after = { ...before, ...change, tags };
    const label = labelFor('changed', before, story);
    if (JSON.stringify(after) === JSON.stringify(before)) return { label, value: before };
    const changed = { ...after, updatedAt: now() };
    await store.annotations.update(changed);
    return { label, value: changed };
  });
}

/**
 * Gives an annotation another passage of its story: an orphan is attached again, a highlight grows or shrinks, a note on the
 * whole story gets a passage.
 * @throws BroadsheetError `not-found`, `passage-not-found`
 */
export function moveAnnotation(archive: Archive, uid: string, passage: Passage): Promise<PlacedAnnotation> {
  return edit(archive, async (store, watch) => {
    await watchAnnotation(watch, uid);
    const { annotation: before, story } = await find(store, uid);
    const selector = selectorOf(story, passage);
    const label: EditLabel = { key: 'edit_annotation_moved', params: { quote: excerptOf(selector.exact, QUOTE_LENGTH) } };
    if (JSON.stringify(selector) === JSON.stringify(before.selector)) return { label, value: before };
    const moved = { ...before, selector, updatedAt: now() };
    await store.annotations.update(moved);
    return { label, value: new Placing(story).annotation(moved) };
  });
}

/**
 * Where an orphan may belong, to be offered to the person; `null` when nothing is near, or when the annotation is no orphan.
 * @throws BroadsheetError `not-found`
 */
export async function nearestTo(store: ReadStore, uid: string): Promise<NearestPassage | null> {
  const { annotation, story } = await find(store, uid);
  return annotation.orphaned && annotation.selector ? new Placing(story).nearest(annotation.selector) : null;
}

/** @throws BroadsheetError `not-found` */
export function removeAnnotation(archive: Archive, uid: string): Promise<null> {
  return edit(archive, async (store, watch) => {
    await watch('annotation', uid);
    const { annotation, story } = await find(store, uid);
    await store.annotations.remove(uid, now());
    return { label: labelFor('removed', annotation, story), value: null };
  });
}

/** Brings a removed annotation back as it was. @throws BroadsheetError `not-found` */
export function restoreAnnotation(archive: Archive, uid: string): Promise<PlacedAnnotation> {
  return edit(archive, async (store, watch) => {
    await watch('annotation', uid);
    await store.annotations.restore(uid);
    const { annotation, story } = await find(store, uid);
    return { label: labelFor('restored', annotation, story), value: annotation };
  });
}
