import type { CountedPublication, PublicationFacts } from '../../core/collection';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { Archive, ReadStore, WriteStore } from '../../db/store';
import { edit, type Watch } from './history';
import { cleanName } from './parts/names';

/** Publications with their counts, the fullest first. */
export function listPublications(store: ReadStore): Promise<CountedPublication[]> {
  return store.publications.list();
}

/** @throws BroadsheetError `not-found` */
async function checkKnown(store: ReadStore, name: string): Promise<void> {
  if (!(await store.publications.has(name))) throw new BroadsheetError('not-found', m.error_no_publication({ name }));
}

/** Changes a publication's address or note; what is left out stays. @throws BroadsheetError `not-found` */
export function changePublication(archive: Archive, name: string, change: Partial<PublicationFacts>): Promise<null> {
  return edit(archive, async (store, watch) => {
    await checkKnown(store, name);
    await watch('publication', name);
    await store.publications.put(name, { url: '', note: '', ...(await store.publications.get(name)), ...change });
    return { label: { key: 'edit_publication_changed', params: { name } }, value: null };
  });
}

/** Gives all stories of a publication to another, and what is noted on it where nothing is noted there. @returns how many stories */
async function move(store: WriteStore, watch: Watch, from: string, to: string): Promise<{ stories: number }> {
  await watch('publication', from, to);
  await watch('publication-stories', from, to);
  const [old, there] = [await store.publications.get(from), await store.publications.get(to)];
  const stories = await store.publications.stories(from);
  await store.publications.putStories(to, stories);
  await store.publications.put(to, { url: there?.url || (old?.url ?? ''), note: there?.note || (old?.note ?? '') });
  await store.publications.put(from, null);
  return { stories: Object.keys(stories).length };
}

/** @throws BroadsheetError `not-found`; `invalid-input` when there is a publication of that name */
export function renamePublication(archive: Archive, from: string, to: string): Promise<{ stories: number }> {
  return edit(archive, async (store, watch) => {
    await checkKnown(store, from);
    const name = cleanName(to);
    if (await store.publications.has(name)) {
      throw new BroadsheetError('invalid-input', m.error_publication_exists({ name }));
    }
    return { label: { key: 'edit_publication_renamed', params: { from, to: name } }, value: await move(store, watch, from, name) };
  });
}

/** @throws BroadsheetError `not-found`; `invalid-input` when both are the same */
export function mergePublications(archive: Archive, from: string, into: string): Promise<{ stories: number }> {
  return edit(archive, async (store, watch) => {
    await checkKnown(store, from);
    await checkKnown(store, into);
    if (from === into) throw new BroadsheetError('invalid-input', m.error_merge_itself({ name: from }));
    return { label: { key: 'edit_publication_merged', params: { from, to: into } }, value: await move(store, watch, from, into) };
  });
}
