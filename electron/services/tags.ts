import type { CountedTag } from '../../core/collection';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { TagChange } from '../../core/report';
import type { Archive, Memberships, ReadStore, WriteStore } from '../../db/store';
import { edit, type Watch } from './history';
import { cleanTag } from './parts/names';

/** Every tag with its counts, by name, so that `Sea/Ferries` follows `Sea`. */
export function listTags(store: ReadStore): Promise<CountedTag[]> {
  return store.tags.list();
}

/** The names of a tag and of everything nested below it. @throws BroadsheetError `not-found` */
async function family(store: ReadStore, name: string): Promise<string[]> {
  const names = await store.tags.family(name);
  if (names.length === 0) throw new BroadsheetError('not-found', m.error_no_tag({ name }));
  return names;
}

/** Takes tags from whatever carries them. @returns what carried each */
async function clear(store: WriteStore, names: readonly string[]): Promise<Map<string, Memberships>> {
  const carried = new Map<string, Memberships>();
  for (const name of names) {
    const members = await store.tags.members(name);
    carried.set(name, members);
    await store.tags.putMembers(name, Object.fromEntries(Object.keys(members).map((key) => [key, null])));
  }
  return carried;
}

function summed(carried: ReadonlyMap<string, Memberships>): TagChange {
  return { tags: carried.size, carriers: new Set([...carried.values()].flatMap((members) => Object.keys(members))).size };
}

/** Gives every tag of a family the name it has below `to`. What carries both keeps the one there. */
async function move(store: WriteStore, watch: Watch, from: string, to: string): Promise<TagChange> {
  const names = await family(store, from);
  const renamed = (name: string) => `${to}${name.slice(from.length)}`;
  await watch('tag', ...names, ...names.map(renamed));
  // All are cleared before one is given: a tag may be moved below itself.
  const carried = await clear(store, names);
  for (const [name, members] of carried) {
    const there = await store.tags.members(renamed(name));
    const fresh = Object.entries(members).filter(([key]) => !(key in there));
    await store.tags.putMembers(renamed(name), Object.fromEntries(fresh));
  }
  return summed(carried);
}

/**
 * Renames a tag and everything nested below it.
 * @throws BroadsheetError `not-found`; `invalid-input` when there is a tag of the new name already
 */
export function renameTag(archive: Archive, from: string, to: string): Promise<TagChange> {
  return edit(archive, async (store, watch) => {
    const name = cleanTag(to);
    if ((await store.tags.family(name)).includes(name)) {
      const reason = name === from ? m.error_tag_same({ name }) : m.error_tag_exists({ name });
      throw new BroadsheetError('invalid-input', reason);
    }
    const value = await move(store, watch, from, name);
    return { label: { key: 'edit_tag_renamed', params: { from, to: name } }, value };
  });
}

/**
 * Gives whatever carries a tag another one that exists, with everything nested below.
 * @throws BroadsheetError `not-found`; `invalid-input` when both are the same
 */
export function mergeTags(archive: Archive, from: string, into: string): Promise<TagChange> {
  return edit(archive, async (store, watch) => {
    if (from === into) throw new BroadsheetError('invalid-input', m.error_merge_itself({ name: from }));
    await family(store, into);
    const value = await move(store, watch, from, into);
    return { label: { key: 'edit_tag_merged', params: { from, to: into } }, value };
  });
}

/** Takes a tag, and everything nested below it, from whatever carries it. @throws BroadsheetError `not-found` */
export function deleteTag(archive: Archive, name: string): Promise<TagChange> {
  return edit(archive, async (store, watch) => {
    const names = await family(store, name);
    await watch('tag', ...names);
    return { label: { key: 'edit_tag_deleted', params: { name } }, value: summed(await clear(store, names)) };
  });
}
