import { describePassage } from '../../core/anchoring/describe';
import { Placing } from '../../core/anchoring/place';
import { FIELD_NAMES, type Article, type ArticleFields } from '../../core/article';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { MergeReport } from '../../core/report';
import type { Archive, WriteStore } from '../../db/store';
import { edit, type Watch } from './history';
import { now } from './parts/identity';
import { noStory, stateOf } from './parts/stories';

/**
 * Merges stories into one: it gets their highlights, tags, places in collections and star, and their fields where its own are
 * empty. The others go to the trash, where it is noted which story they went into. One edit, undone as a whole.
 * @throws BroadsheetError `not-found`; `invalid-input` when a story is merged into itself, or one of them is in the trash
 */
export function mergeStories(archive: Archive, keep: string, others: readonly string[]): Promise<MergeReport> {
  return edit(archive, async (store, watch) => {
    const report: MergeReport = { kept: keep, merged: 0, annotations: 0, orphans: 0 };
    const kept = await mergeable(store, keep);
    for (const uid of new Set(others)) {
      if (uid === keep) throw new BroadsheetError('invalid-input', m.error_story_into_itself());
      const other = await mergeable(store, uid);
      await watch('article', keep);
      await watch('article-tags', keep);
      await watch('state', keep, uid);
      await fillFields(store, keep, other);
      await uniteTags(store, keep, uid);
      await uniteCollections(store, watch, keep, uid);
      const moved = await moveAnnotations(store, watch, kept, uid);
      await uniteStates(store, keep, uid);
      report.merged += 1;
      report.annotations += moved.annotations;
      report.orphans += moved.orphans;
    }
    return { label: { key: 'edit_stories_merged', params: { count: report.merged, headline: kept.headline } }, value: report };
  });
}

/** @throws BroadsheetError `not-found`, `invalid-input` */
async function mergeable(store: WriteStore, uid: string): Promise<Article> {
  const article = await store.articles.get(uid);
  if (!article) throw noStory(uid);
  if ((await stateOf(store, uid)).trashedAt !== '') {
    throw new BroadsheetError('invalid-input', m.error_merge_trashed({ headline: article.headline }));
  }
  return article;
}

async function fillFields(store: WriteStore, keep: string, other: Article): Promise<void> {
  const kept = await store.articles.get(keep);
  const fields: Partial<ArticleFields> = {};
  for (const name of FIELD_NAMES) if (kept?.[name] === '' && other[name] !== '') fields[name] = other[name];
  if (Object.keys(fields).length > 0) await store.articles.update(keep, { ...fields, editedAt: now() });
}

async function uniteTags(store: WriteStore, keep: string, other: string): Promise<void> {
  const tags = await store.tags.of('article', keep);
  const fresh = Object.keys(await store.tags.of('article', other)).filter((name) => !(name in tags));
  const next = Object.values(tags).reduce<number>((last, place) => Math.max(last, place ?? 0), -1) + 1;
  await store.tags.putOf('article', keep, Object.fromEntries(fresh.map((name, index) => [name, next + index])));
}

/** The story kept takes the other one's place in collections it was not in. The other stays in them, for when it is restored. */
async function uniteCollections(store: WriteStore, watch: Watch, keep: string, other: string): Promise<void> {
  const own = new Set(await store.collections.of(keep));
  for (const uid of await store.collections.of(other)) {
    if (own.has(uid)) continue;
    await watch('collection-items', uid);
    const items = await store.collections.items(uid);
    await store.collections.putItems(uid, { [keep]: items[other] ?? 0 });
  }
}

async function moveAnnotations(
  store: WriteStore,
  watch: Watch,
  kept: Article,
  other: string,
): Promise<{ annotations: number; orphans: number }> {
  let orphans = 0;
  const placing = new Placing(kept);
  const annotations = await store.annotations.ofArticle(other);
  for (const { uid } of annotations) {
    await watch('annotation', uid);
    const record = await store.annotations.record(uid);
    if (!record) continue;
    const place = record.selector && placing.place(record.selector);
    // An orphan keeps the selector of the text it was made against, so that it may be found again.
    const selector = place ? describePassage(kept.text, kept.textHash, place.start, place.end) : record.selector;
    if (record.selector && !place) orphans += 1;
    await store.annotations.put(uid, { ...record, articleUid: kept.uid, selector });
  }
  return { annotations: annotations.length, orphans };
}

async function uniteStates(store: WriteStore, keep: string, other: string): Promise<void> {
  const [kept, gone] = [await stateOf(store, keep), await stateOf(store, other)];
  await store.states.put(keep, { ...kept, starredAt: kept.starredAt || gone.starredAt });
  await store.states.put(other, { ...gone, trashedAt: now(), mergedInto: keep });
}
