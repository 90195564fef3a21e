import type { SavedSearch } from '../../core/collection';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { Archive, ReadStore } from '../../db/store';
import { edit } from './history';
import { newUid, now } from './parts/identity';
import { cleanName } from './parts/names';

/** In their order. */
export function listSavedSearches(store: ReadStore): Promise<SavedSearch[]> {
  return store.savedSearches.list();
}

/** @throws BroadsheetError `not-found` */
async function existing(store: ReadStore, uid: string): Promise<SavedSearch> {
  const found = await store.savedSearches.get(uid);
  if (!found) throw new BroadsheetError('not-found', m.error_no_saved_search());
  return found;
}

/** Saves a query under a name, last in the list. @throws BroadsheetError `invalid-input` */
export function saveSearch(archive: Archive, name: string, query: string): Promise<SavedSearch> {
  return edit(archive, async (store, watch) => {
    const position = Math.max(-1, ...(await store.savedSearches.list()).map((search) => search.position)) + 1;
    const value = { uid: newUid(), name: cleanName(name), query, position, createdAt: now() };
    await watch('saved-search', value.uid);
    await store.savedSearches.put(value);
    return { label: { key: 'edit_search_saved', params: { name: value.name } }, value };
  });
}

/** Changes name or query; what is left out stays. @throws BroadsheetError `not-found`, `invalid-input` */
export function changeSearch(archive: Archive, uid: string, change: { name?: string; query?: string }): Promise<SavedSearch> {
  return edit(archive, async (store, watch) => {
    await watch('saved-search', uid);
    const before = await existing(store, uid);
    const value = { ...before, ...change, name: cleanName(change.name ?? before.name) };
    await store.savedSearches.put(value);
    return { label: { key: 'edit_search_changed', params: { name: value.name } }, value };
  });
}

/** Moves a saved search to a place among the others, from 0. @throws BroadsheetError `not-found` */
export function moveSearch(archive: Archive, uid: string, index: number): Promise<null> {
  return edit(archive, async (store, watch) => {
    const moved = await existing(store, uid);
    const searches = (await store.savedSearches.list()).filter((search) => search.uid !== uid);
    searches.splice(index, 0, moved);
    await watch('saved-search', ...searches.map((search) => search.uid));
    for (const [position, search] of searches.entries()) await store.savedSearches.put({ ...search, position });
    return { label: { key: 'edit_search_changed', params: { name: moved.name } }, value: null };
  });
}

/** @throws BroadsheetError `not-found` */
export function deleteSearch(archive: Archive, uid: string): Promise<null> {
  return edit(archive, async (store, watch) => {
    await watch('saved-search', uid);
    const { name } = await existing(store, uid);
    await store.savedSearches.remove(uid);
    return { label: { key: 'edit_search_deleted', params: { name } }, value: null };
  });
}
