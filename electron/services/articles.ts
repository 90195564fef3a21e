import type { PlacedAnnotation } from '../../core/annotation';
import { FIELD_NAMES, type Article, type ArticleFields, type ArticleHead } from '../../core/article';
import { Placing } from '../../core/anchoring/place';
import { isFieldValue } from '../../core/field-values';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { StoryState } from '../../core/state';
import type { Archive, ReadStore } from '../../db/store';
import { edit } from './history';
import { now } from './parts/identity';
import { cleanTags } from './parts/names';
import { checkStories, noStory } from './parts/stories';

/** A story with what was done with it, and its annotations, each where its passage stands now. */
export interface Story {
  article: Article;
  state: StoryState;
  annotations: PlacedAnnotation[];
}

/** @throws BroadsheetError `not-found` */
export async function loadStory(store: ReadStore, uid: string): Promise<Story> {
  const article = await store.articles.get(uid);
  const state = await store.states.get(uid);
  if (!article || !state) throw noStory(uid);
  const annotations = await store.annotations.ofArticle(uid);
  const placing = new Placing(article);
  const placed = annotations.map((annotation) => placing.annotation(annotation));
  return { article, state, annotations: placed.sort(byPlace) };
}

/** As {@link loadStory}, without the story's text. @throws BroadsheetError `not-found` */
export async function loadHead(store: ReadStore, uid: string): Promise<Omit<Story, 'article'> & { article: ArticleHead }> {
  const story = await loadStory(store, uid);
  const head: Partial<Article> & ArticleHead = { ...story.article };
  delete head.html;
  delete head.text;
  return { ...story, article: head };
}

/** Notes on the whole story first, then in the order of the text, orphans last. */
function byPlace(a: PlacedAnnotation, b: PlacedAnnotation): number {
  if (a.place && b.place) return a.place.start - b.place.start || a.place.end - b.place.end;
  const rank = ({ place, orphaned }: PlacedAnnotation) => (orphaned ? 2 : place ? 1 : 0);
  return rank(a) - rank(b);
}

/** The stories outside the trash whose addresses mean the same as these, by the address given. */
export async function storiesAt(store: ReadStore, urls: readonly string[]): Promise<Record<string, string>> {
  const found: [string, string][] = [];
  for (const url of new Set(urls)) {
    const uid = await store.articles.findByUrl(url);
    if (uid !== null && (await store.states.get(uid))?.trashedAt === '') found.push([url, uid]);
  }
  return Object.fromEntries(found);
}

/** @throws BroadsheetError `invalid-input` */
function checkField(name: keyof ArticleFields, value: string): void {
  if (isFieldValue(name, value)) return;
  const sentence = name === 'url' ? m.error_no_address : name === 'language' ? m.error_no_language : m.error_no_date;
  throw new BroadsheetError('invalid-input', sentence({ value }));
}

/**
 * Changes fields of a story, and all its tags when they are given; what is left out stays.
 * @throws BroadsheetError `not-found`; `invalid-input` for a date, address or language that is none
 */
export function editStory(archive: Archive, uid: string, change: Partial<ArticleFields & { tags: string[] }>): Promise<Story> {
  return edit(archive, async (store, watch) => {
    const fields: Partial<ArticleFields> = {};
    for (const name of FIELD_NAMES) {
      const value = change[name]?.trim();
      if (value === undefined) continue;
      checkField(name, value);
      fields[name] = value;
    }
    await watch('article', uid);
    await watch('article-tags', uid);
    const before = await store.articles.get(uid);
    if (!before) throw noStory(uid);
    const tags = change.tags && cleanTags(change.tags);
    const differs =
      FIELD_NAMES.some((name) => fields[name] !== undefined && fields[name] !== before[name]) ||
      (tags !== undefined && JSON.stringify(tags) !== JSON.stringify(before.tags));
    if (differs) await store.articles.update(uid, { ...fields, ...(tags && { tags }), editedAt: now() });
    const value = await loadStory(store, uid);
    return { label: { key: 'edit_story_changed', params: { headline: value.article.headline } }, value };
  });
}

/**
 * Adds tags to stories and takes others from them.
 * @throws BroadsheetError `not-found`
 */
export function tagStories(archive: Archive, uids: readonly string[], change: { add: string[]; remove: string[] }): Promise<null> {
  return edit(archive, async (store, watch) => {
    const add = cleanTags(change.add);
    await checkStories(store, uids);
    // Named by tag, not by story: one tag on ten thousand stories is one change.
    await watch('tag', ...add, ...change.remove);
    const stories = new Set(uids);
    for (const uid of stories) {
      const tags = await store.tags.of('article', uid);
      const next = Object.values(tags).reduce<number>((last, place) => Math.max(last, place ?? 0), -1) + 1;
      const fresh = add.filter((name) => !(name in tags));
      const gone = change.remove.filter((name) => name in tags && !add.includes(name));
      await store.tags.putOf('article', uid, {
        ...Object.fromEntries(gone.map((name) => [name, null])),
        ...Object.fromEntries(fresh.map((name, index) => [name, next + index])),
      });
    }
    return { label: { key: 'edit_stories_tagged', params: { count: stories.size } }, value: null };
  });
}
