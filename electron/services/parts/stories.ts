import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { StoryState } from '../../../core/state';
import type { WriteStore } from '../../../db/store';

/** The sentence for a story that is not there. */
export function noStory(uid: string): BroadsheetError {
  return new BroadsheetError('not-found', m.error_no_story({ uid }));
}

/** @throws BroadsheetError `not-found` */
export async function stateOf(store: WriteStore, uid: string): Promise<StoryState> {
  const state = await store.states.get(uid);
  if (!state) throw noStory(uid);
  return state;
}

/** @throws BroadsheetError `not-found` when one of them is not in the archive */
export async function checkStories(store: WriteStore, uids: readonly string[]): Promise<void> {
  for (const uid of uids) await stateOf(store, uid);
}
