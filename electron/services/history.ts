import { MAX_EDITS, type Change, type EditEntry, type EditLabel, type EntityName, type HistoryPeek, type Json } from '../../core/edit';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { Archive, ReadStore, WriteStore } from '../../db/store';
import { changeBetween } from './parts/change';
import { ENTITIES } from './parts/entities';
import { now } from './parts/identity';

/**
 * Names what the edit is about to touch. Must be called before it is touched, and what is made must be named after what it
 * stands in: undo goes backwards through the names.
 */
export type Watch = (entity: EntityName, ...keys: readonly string[]) => Promise<void>;

/** What an edit's work gives back: what it is called in the history, and the caller's value. */
export interface Edited<T> {
  label: EditLabel;
  value: T;
}

interface Watched {
  entity: EntityName;
  key: string;
  before: Json;
}

/**
 * Does one edit as one unit of work and records what it changed, so that it can be undone. An edit that changes nothing
 * leaves no trace. What had been undone before can no longer be done again.
 * @throws whatever `work` throws, after undoing it
 */
export function edit<T>(archive: Archive, work: (store: WriteStore, watch: Watch) => Promise<Edited<T>>): Promise<T> {
  return archive.write(async (store) => {
    const watched = new Map<string, Watched>();
    const watch: Watch = async (entity, ...keys) => {
      for (const key of keys) {
        const name = `${entity} ${key}`;
        if (!watched.has(name)) watched.set(name, { entity, key, before: await ENTITIES[entity].get(store, key) });
      }
    };
    const { label, value } = await work(store, watch);
    const changes = await changesOf(store, [...watched.values()]);
    if (changes.length > 0) await store.edits.append(now(), label, changes);
    return value;
  });
}

async function changesOf(store: WriteStore, watched: readonly Watched[]): Promise<Change[]> {
  const changes: Change[] = [];
  for (const { entity, key, before } of watched) {
    const after = await ENTITIES[entity].get(store, key);
    const change = changeBetween(entity, key, before, after, ENTITIES[entity].whole);
    if (change) changes.push(change);
  }
  return changes;
}

/**
 * Takes the newest edit back. @returns what was undone
 * @throws BroadsheetError `not-found` when there is nothing to undo
 */
export function undo(archive: Archive): Promise<EditEntry> {
  return archive.write(async (store) => {
    const entry = await store.edits.next('undo');
    if (!entry) throw new BroadsheetError('not-found', m.nothing_to_undo());
    const changes = await store.edits.changes(entry.id);
    for (const { entity, key, before } of changes.reverse()) await ENTITIES[entity].put(store, key, before);
    await store.edits.mark(entry.id, true);
    return { ...entry, undone: true };
  });
}

/**
 * Does again what was undone last. @returns what was done again
 * @throws BroadsheetError `not-found` when nothing was undone since the last edit
 */
export function redo(archive: Archive): Promise<EditEntry> {
  return archive.write(async (store) => {
    const entry = await store.edits.next('redo');
    if (!entry) throw new BroadsheetError('not-found', m.nothing_to_redo());
    for (const { entity, key, after } of await store.edits.changes(entry.id)) await ENTITIES[entity].put(store, key, after);
    await store.edits.mark(entry.id, false);
    return { ...entry, undone: false };
  });
}

/** What was done with a story and the annotations on it, as far as it is remembered and stands, newest first. */
export function storyHistory(store: ReadStore, uid: string): Promise<EditEntry[]> {
  return store.edits.ofArticle(uid, MAX_EDITS);
}

/** What undo and redo would do; `null` where there is nothing. */
export async function peekHistory(store: ReadStore): Promise<HistoryPeek> {
  return { undo: await store.edits.next('undo'), redo: await store.edits.next('redo') };
}
