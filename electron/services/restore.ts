import type { Annotation } from '../../core/annotation';
import { FIELD_NAMES, type Article } from '../../core/article';
import type { Archive, Memberships, ReadStore, WriteStore } from '../../db/store';
import { edit, type Edited, type Watch } from './history';
import { reanchor } from './parts/reanchor';

/** What was done with one story of a backup. */
export interface RestoredStory {
  uid: string;
  headline: string;
  status: 'restored' | 'replaced' | 'unchanged' | 'missing';
  /** Highlights and notes that came back or were put as they were. */
  annotations: number;
}

/** What makes two versions of a story differ. */
const contentsOf = (article: Article) => [...FIELD_NAMES.map((name) => article[name]), article.html, article.text, ...article.tags];
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const places = (names: readonly string[]): Memberships => Object.fromEntries(names.map((name, position) => [name, position]));

/**
 * Brings chosen stories back from a backup: text, fields, tags, original, state, highlights and notes, and their places in
 * collections that are still there. A story that is there is put as the backup has it, which can be undone; highlights made
 * since stay.
 */
export async function restoreStories(from: ReadStore, archive: Archive, uids: readonly string[]): Promise<RestoredStory[]> {
  const results: RestoredStory[] = [];
  for (const uid of uids) results.push(await restoreStory(from, archive, uid));
  return results;
}

async function restoreStory(from: ReadStore, archive: Archive, uid: string): Promise<RestoredStory> {
  const saved = await from.articles.get(uid);
  if (!saved) return { uid, headline: '', status: 'missing', annotations: 0 };
  const isThere = (await archive.read.articles.get(uid)) !== null;
  const nothing: Watch = () => Promise.resolve();
  // A story that was gone for good comes back as an import brings one: it is put into the trash, not undone.
  if (!isThere) return archive.write(async (store) => (await putBack(from, store, nothing, saved)).value);
  return edit(archive, (store, watch) => putBack(from, store, watch, saved));
}

async function putBack(from: ReadStore, store: WriteStore, watch: Watch, saved: Article): Promise<Edited<RestoredStory>> {
  const { uid } = saved;
  const present = await store.articles.get(uid);
  for (const entity of ['article', 'article-tags', 'state'] as const) await watch(entity, uid);
  const differs = present === null || !isSame(contentsOf(present), contentsOf(saved));
  await restoreOriginal(from, store, saved);
  if (present === null) await store.articles.insert({ ...saved, original: await freeOrigin(from, store, uid) });
  else if (differs) await store.articles.update(uid, asChange(saved));
  const state = await from.states.get(uid);
  const stateDiffers = state !== null && !isSame(await store.states.get(uid), state);
  if (state) await store.states.put(uid, state);
  const annotations = await restoreAnnotations(await from.annotations.ofArticle(uid), store, watch);
  await reanchor(store, watch, uid);
  await restoreCollections(from, store, watch, uid);
  const status = present === null ? 'restored' : differs || stateDiffers || annotations > 0 ? 'replaced' : 'unchanged';
  return {
    label: { key: 'edit_story_restored', params: { headline: saved.headline } },
    value: { uid, headline: saved.headline, status, annotations },
  };
}

function asChange(saved: Article) {
  const { html, text, textHash, wordCount, tags, editedAt } = saved;
  return { ...Object.fromEntries(FIELD_NAMES.map((name) => [name, saved[name]])), html, text, textHash, wordCount, tags, editedAt };
}

async function restoreOriginal(from: ReadStore, store: WriteStore, { original }: Article): Promise<void> {
  const bytes = original ? await from.originals.bytes(original.sha256) : null;
  if (original && bytes) await store.originals.put(original, bytes);
}

/** What the story was imported from, unless another story of this archive came from it. */
async function freeOrigin(from: ReadStore, store: WriteStore, uid: string): Promise<{ sha256: string; ordinal: number } | null> {
  const origin = await from.articles.originOf(uid);
  return origin && (await store.articles.findByOriginal(origin.sha256, origin.ordinal)) === null ? origin : null;
}

async function restoreAnnotations(saved: readonly Annotation[], store: WriteStore, watch: Watch): Promise<number> {
  let restored = 0;
  for (const annotation of saved) {
    if (isSame(await store.annotations.get(annotation.uid), annotation)) continue;
    const { uid, tags, ...record } = annotation;
    await watch('annotation', uid);
    await watch('annotation-tags', uid);
    await store.annotations.put(uid, record);
    await store.tags.putOf('annotation', uid, places(tags));
    restored += 1;
  }
  return restored;
}

async function restoreCollections(from: ReadStore, store: WriteStore, watch: Watch, uid: string): Promise<void> {
  const names = new Map((await from.collections.list()).map((collection) => [collection.uid, collection.name]));
  const here = await store.collections.list();
  for (const collection of await from.collections.of(uid)) {
    const target = here.find((one) => one.uid === collection) ?? here.find((one) => one.name === names.get(collection));
    if (!target) continue;
    const { [uid]: position = 0 } = await from.collections.items(collection);
    await watch('collection-items', target.uid);
    await store.collections.putItems(target.uid, { [uid]: position });
  }
}
