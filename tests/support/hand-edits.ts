import type { Archive, ReadStore } from '../../db/store';
import { annotateQuote } from '../../electron/services/annotations';
import { editStory, tagStories } from '../../electron/services/articles';
import { star } from '../../electron/services/reading';

interface Deed {
  do: (archive: Archive, uid: string, number: number) => Promise<unknown>;
  isDone: (store: ReadStore, uid: string, number: number) => Promise<boolean>;
}

/** One after the other, each story's in turn: every edit can be found again by its number. */
const DEEDS: readonly Deed[] = [
  {
    do: (archive, uid, number) => tagStories(archive, [uid], { add: [`Tag ${number}`], remove: [] }),
    isDone: async (store, uid, number) => (await store.articles.get(uid))?.tags.includes(`Tag ${number}`) === true,
  },
  {
    do: (archive, uid, number) => annotateQuote(archive, uid, 'ferry', { color: 'yellow', note: `Note ${number}`, tags: ['Noted'] }),
    isDone: async (store, uid, number) => (await store.annotations.ofArticle(uid)).some(({ note }) => note === `Note ${number}`),
  },
  {
    do: (archive, uid) => star(archive, [uid], true),
    isDone: async (store, uid) => (await store.states.get(uid))?.starredAt !== '',
  },
  {
    do: (archive, uid, number) => editStory(archive, uid, { headline: `Headline ${number}` }),
    isDone: async (store, uid, number) => (await store.articles.get(uid))?.headline === `Headline ${number}`,
  },
];

/** As many stories as make each story's next edit another one than its last. */
export const EDITED_STORIES = 301;

function deedOf(uids: readonly string[], number: number): { deed: Deed; uid: string } {
  const deed = DEEDS[number % DEEDS.length];
  const uid = uids[number % uids.length];
  if (!deed || uid === undefined) throw new Error('there are no stories to edit');
  return { deed, uid };
}

/** Does the edit with this number to one of the stories. */
export async function editByHand(archive: Archive, uids: readonly string[], number: number): Promise<void> {
  const { deed, uid } = deedOf(uids, number);
  await deed.do(archive, uid, number);
}

/** Whether the edit with this number is there. */
export async function hasEdit(store: ReadStore, uids: readonly string[], number: number): Promise<boolean> {
  const { deed, uid } = deedOf(uids, number);
  return deed.isDone(store, uid, number);
}
