import type { PlacedAnnotation } from '../../core/annotation';
import type { Article } from '../../core/article';
import { placePassage } from '../../core/anchor';
import { BroadsheetError } from '../../core/reply';
import type { ReadStore } from '../../db/store';

/** A story with its annotations, each where its passage stands now. */
export interface Story {
  article: Article;
  annotations: PlacedAnnotation[];
}

/** @throws BroadsheetError `not-found` */
export async function loadStory(store: ReadStore, uid: string): Promise<Story> {
  const article = await store.articles.get(uid);
  if (!article) throw new BroadsheetError('not-found', `There is no story ${uid} in this archive.`);
  const annotations = await store.annotations.ofArticle(uid);
  const placed = annotations.map((annotation) => ({
    ...annotation,
    place: placePassage(article.text, article.textHash, annotation.selector),
  }));
  return { article, annotations: placed.sort(byPlace) };
}

/** In the order of the text, orphans last. */
function byPlace(a: PlacedAnnotation, b: PlacedAnnotation): number {
  if (!a.place || !b.place) return Number(!a.place) - Number(!b.place);
  return a.place.start - b.place.start || a.place.end - b.place.end;
}
