import type { Change } from '../../core/edit';
import { TRASH_DAYS } from '../../core/state';
import type { Archive, WriteStore } from '../../db/store';
import { edit } from './history';
import { now } from './parts/identity';
import { stateOf } from './parts/stories';

/** Stories removed in one unit of work, so that nobody waits long for the writer. */
const BATCH = 200;
const DAY = 86_400_000;
/** After every time there is. */
const FOREVER = '9999';

/** Moves stories to the trash: out of every list, count and search. @throws BroadsheetError `not-found` */
export function trashStories(archive: Archive, uids: readonly string[]): Promise<{ trashed: number }> {
  return edit(archive, async (store, watch) => {
    // One by one: a call takes no hundred thousand arguments.
    for (const uid of uids) await watch('state', uid);
    const trashedAt = now();
    let count = 0;
    for (const uid of new Set(uids)) {
      const state = await stateOf(store, uid);
      if (state.trashedAt !== '') continue;
      await store.states.put(uid, { ...state, trashedAt });
      count += 1;
    }
    return { label: { key: 'edit_stories_trashed', params: { count } }, value: { trashed: count } };
  });
}

/** Takes stories out of the trash, as they were. @throws BroadsheetError `not-found` */
export function restoreStories(archive: Archive, uids: readonly string[]): Promise<{ restored: number }> {
  return edit(archive, async (store, watch) => {
    // One by one: a call takes no hundred thousand arguments.
    for (const uid of uids) await watch('state', uid);
    let count = 0;
    for (const uid of new Set(uids)) {
      const state = await stateOf(store, uid);
      if (state.trashedAt === '') continue;
      await store.states.put(uid, { ...state, trashedAt: '', mergedInto: '' });
      count += 1;
    }
    return { label: { key: 'edit_stories_restored', params: { count } }, value: { restored: count } };
  });
}

/** Removes everything in the trash for good. This is the one thing that cannot be undone. @returns how many stories went */
export function emptyTrash(archive: Archive): Promise<{ purged: number }> {
  return purgeBefore(archive, FOREVER);
}

/** Removes for good what has been in the trash for {@link TRASH_DAYS} days. This cannot be undone. */
export function emptyOld(archive: Archive, at: Date): Promise<{ purged: number }> {
  return purgeBefore(archive, new Date(at.getTime() - TRASH_DAYS * DAY).toISOString());
}

async function purgeBefore(archive: Archive, time: string): Promise<{ purged: number }> {
  let purged = 0;
  // Reading first: an archive is not written to because nothing is old in it.
  while ((await archive.read.states.trashedBefore(time, 1)).length > 0) {
    purged += await archive.write(async (store) => {
      const uids = await store.states.trashedBefore(time, BATCH);
      return purgeStories(store, uids);
    });
  }
  return { purged };
}

/**
 * Removes stories for good, from the history as well. This cannot be undone; those that are not there are passed over.
 * @returns how many stories went
 */
export async function purgeStories(store: WriteStore, uids: readonly string[]): Promise<number> {
  await forget(store, uids);
  let purged = 0;
  for (const uid of uids) if (await store.articles.purge(uid)) purged += 1;
  return purged;
}

/** What is removed for good must not live on in the history. */
async function forget(store: WriteStore, uids: readonly string[]): Promise<void> {
  const stories = new Set(uids);
  const annotations = new Set<string>();
  for (const uid of uids) for (const annotation of await store.annotations.uids(uid)) annotations.add(annotation);
  const isGone = ({ entity, key }: Change): boolean => {
    switch (entity) {
      case 'article':
      case 'article-tags':
      case 'state':
        return stories.has(key);
      case 'annotation':
      case 'annotation-tags':
        return annotations.has(key);
      default:
        return false;
    }
  };
  await store.edits.forget(isGone);
}
