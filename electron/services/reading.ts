import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { StoryState } from '../../core/state';
import type { Archive } from '../../db/store';
import { edit } from './history';
import { now } from './parts/identity';
import { stateOf } from './parts/stories';

/** Sets or clears one time of many stories; those that have it, or lack it, already are left as they are. */
function stamp(archive: Archive, uids: readonly string[], name: 'readAt' | 'starredAt', on: boolean, key: StampLabel): Promise<null> {
  return edit(archive, async (store, watch) => {
    const at = on ? now() : '';
    // One by one: a call takes no hundred thousand arguments.
    for (const uid of uids) await watch('state', uid);
    let count = 0;
    for (const uid of new Set(uids)) {
      const state = await stateOf(store, uid);
      if ((state[name] !== '') === on) continue;
      await store.states.put(uid, { ...state, [name]: at });
      count += 1;
    }
    return { label: { key, params: { count } }, value: null };
  });
}

type StampLabel = 'edit_stories_read' | 'edit_stories_unread' | 'edit_stories_starred' | 'edit_stories_unstarred';

/** Marks stories as read or unread. @throws BroadsheetError `not-found` */
export function markRead(archive: Archive, uids: readonly string[], read: boolean): Promise<null> {
  return stamp(archive, uids, 'readAt', read, read ? 'edit_stories_read' : 'edit_stories_unread');
}

/** Gives stories a star or takes it. @throws BroadsheetError `not-found` */
export function star(archive: Archive, uids: readonly string[], starred: boolean): Promise<null> {
  return stamp(archive, uids, 'starredAt', starred, starred ? 'edit_stories_starred' : 'edit_stories_unstarred');
}

/** Notes something that happens while reading. Nobody wants to undo having looked at a story: it is not in the history. */
function note(archive: Archive, uid: string, change: Partial<StoryState>): Promise<null> {
  return archive.write(async (store) => {
    await store.states.put(uid, { ...(await stateOf(store, uid)), ...change });
    return null;
  });
}

/** Notes that a story was shown. @throws BroadsheetError `not-found` */
export function markOpened(archive: Archive, uid: string): Promise<null> {
  return note(archive, uid, { openedAt: now() });
}

/** Notes that a story was read to its end. @throws BroadsheetError `not-found` */
export function finish(archive: Archive, uid: string): Promise<null> {
  return note(archive, uid, { readAt: now() });
}

/** Notes how far a story was read, in UTF-16 units of its text. @throws BroadsheetError `not-found`, `invalid-input` */
export async function keepPosition(archive: Archive, uid: string, position: number): Promise<null> {
  if (!Number.isSafeInteger(position) || position < 0) throw new BroadsheetError('invalid-input', m.error_position());
  return note(archive, uid, { position });
}
