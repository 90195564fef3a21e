import type { Collection, CountedCollection } from '../../core/collection';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { Archive, ReadStore, WriteStore } from '../../db/store';
import { edit, type Watch } from './history';
import { newUid, now } from './parts/identity';
import { cleanName } from './parts/names';
import { checkStories } from './parts/stories';

/** All collections with their counts; siblings in their order. */
export function listCollections(store: ReadStore): Promise<CountedCollection[]> {
  return store.collections.list();
}

/** @throws BroadsheetError `not-found` */
async function existing(store: ReadStore, uid: string): Promise<Collection> {
  const found = await store.collections.get(uid);
  if (!found) throw new BroadsheetError('not-found', m.error_no_collection());
  return found;
}

async function childrenOf(store: ReadStore, parentUid: string | null): Promise<CountedCollection[]> {
  return (await store.collections.list()).filter((collection) => collection.parentUid === parentUid);
}

/** Makes an empty collection, last among its siblings. @throws BroadsheetError `invalid-input`; `not-found` for the parent */
export function createCollection(archive: Archive, name: string, parentUid: string | null): Promise<Collection> {
  return edit(archive, async (store, watch) => {
    if (parentUid !== null) await existing(store, parentUid);
    const siblings = await childrenOf(store, parentUid);
    const position = Math.max(-1, ...siblings.map((sibling) => sibling.position)) + 1;
    const collection = { uid: newUid(), parentUid, position, name: cleanName(name), createdAt: now() };
    await watch('collection', collection.uid);
    await store.collections.put(collection);
    return { label: { key: 'edit_collection_made', params: { name: collection.name } }, value: collection };
  });
}

/** @throws BroadsheetError `not-found`, `invalid-input` */
export function renameCollection(archive: Archive, uid: string, name: string): Promise<Collection> {
  return edit(archive, async (store, watch) => {
    await watch('collection', uid);
    const before = await existing(store, uid);
    const value = { ...before, name: cleanName(name) };
    await store.collections.put(value);
    return { label: { key: 'edit_collection_renamed', params: { from: before.name, to: value.name } }, value };
  });
}

/** Whether a collection is another one, or stands below it. */
async function isWithin(store: ReadStore, uid: string, other: string): Promise<boolean> {
  const parents = new Map((await store.collections.list()).map((collection) => [collection.uid, collection.parentUid]));
  for (let at: string | null | undefined = uid; at; at = parents.get(at)) if (at === other) return true;
  return false;
}

/**
 * Moves a collection, with what is below it, into another one or to the top.
 * @param index its place among the siblings there, from 0; more than there are means last
 * @throws BroadsheetError `not-found`; `invalid-input` for a place below itself
 */
export function moveCollection(archive: Archive, uid: string, parentUid: string | null, index: number): Promise<null> {
  return edit(archive, async (store, watch) => {
    const collection = await existing(store, uid);
    if (parentUid !== null) {
      const parent = await existing(store, parentUid);
      if (await isWithin(store, parentUid, uid)) {
        const { name } = collection;
        const reason =
          parentUid === uid ? m.error_collection_into_itself({ name }) : m.error_collection_below_itself({ name, parent: parent.name });
        throw new BroadsheetError('invalid-input', reason);
      }
    }
    const siblings: Collection[] = (await childrenOf(store, parentUid)).filter((sibling) => sibling.uid !== uid);
    siblings.splice(index, 0, { ...collection, parentUid });
    await watch('collection', ...siblings.map((sibling) => sibling.uid));
    for (const [position, sibling] of siblings.entries()) await store.collections.put({ ...sibling, position });
    return { label: { key: 'edit_collection_moved', params: { name: collection.name } }, value: null };
  });
}

/** Names a collection and what is below it for the history, so that undo makes the outer ones first. */
async function watchTree(store: WriteStore, watch: Watch, uid: string): Promise<void> {
  for (const child of await childrenOf(store, uid)) await watchTree(store, watch, child.uid);
  await watch('collection-items', uid);
  await watch('collection', uid);
}

/** Deletes a collection and those below it; the stories stay in the archive. @throws BroadsheetError `not-found` */
export function deleteCollection(archive: Archive, uid: string): Promise<null> {
  return edit(archive, async (store, watch) => {
    const { name } = await existing(store, uid);
    await watchTree(store, watch, uid);
    await store.collections.remove(uid);
    return { label: { key: 'edit_collection_deleted', params: { name } }, value: null };
  });
}

/** Puts stories at the end of a collection; those in it already stay where they are. @throws BroadsheetError `not-found` */
export function addToCollection(archive: Archive, uid: string, stories: readonly string[]): Promise<{ added: number }> {
  return edit(archive, async (store, watch) => {
    const { name } = await existing(store, uid);
    await checkStories(store, stories);
    await watch('collection-items', uid);
    const items = await store.collections.items(uid);
    const fresh = [...new Set(stories)].filter((story) => !(story in items));
    const first = Object.values(items).reduce<number>((last, position) => Math.max(last, position ?? 0), -1) + 1;
    await store.collections.putItems(uid, Object.fromEntries(fresh.map((story, index) => [story, first + index])));
    const count = fresh.length;
    return { label: { key: 'edit_collection_filled', params: { count, name } }, value: { added: count } };
  });
}

/** Takes stories out of a collection; they stay in the archive. @throws BroadsheetError `not-found` */
export function takeFromCollection(archive: Archive, uid: string, stories: readonly string[]): Promise<{ taken: number }> {
  return edit(archive, async (store, watch) => {
    const { name } = await existing(store, uid);
    await watch('collection-items', uid);
    const items = await store.collections.items(uid);
    const taken = [...new Set(stories)].filter((story) => story in items);
    await store.collections.putItems(uid, Object.fromEntries(taken.map((story) => [story, null])));
    const count = taken.length;
    return { label: { key: 'edit_collection_taken', params: { count, name } }, value: { taken: count } };
  });
}

/**
 * Moves stories within a collection, side by side in the order given; stories that are not in it are passed over.
 * @param index the place of the first of them among the others, from 0; more than there are means last
 * @throws BroadsheetError `not-found`
 */
export function reorderCollection(archive: Archive, uid: string, stories: readonly string[], index: number): Promise<null> {
  return edit(archive, async (store, watch) => {
    const { name } = await existing(store, uid);
    await watch('collection-items', uid);
    const items = await store.collections.items(uid);
    const moved = [...new Set(stories)].filter((story) => story in items);
    const order = Object.keys(items).filter((story) => !moved.includes(story));
    order.splice(index, 0, ...moved);
    await store.collections.putItems(uid, Object.fromEntries(order.map((story, position) => [story, position])));
    return { label: { key: 'edit_collection_ordered', params: { name } }, value: null };
  });
}
