import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editSentence } from '../../core/edit-sentence';
import { BroadsheetError } from '../../core/reply';
import type { Archive } from '../../db/store';
import {
  createAnnotation,
  moveAnnotation,
  removeAnnotation,
  restoreAnnotation,
  updateAnnotation,
} from '../../electron/services/annotations';
import { editStory, tagStories } from '../../electron/services/articles';
import { giveMeaning } from '../../electron/services/color-meanings';
import * as collections from '../../electron/services/collections';
import { takeAnnotations } from '../../electron/services/foreign-annotations';
import { mergeStories } from '../../electron/services/merging';
import { edit, peekHistory, redo, undo } from '../../electron/services/history';
import { changePublication, mergePublications, renamePublication } from '../../electron/services/publications';
import { markRead, star } from '../../electron/services/reading';
import { changeSearch, deleteSearch, moveSearch, saveSearch } from '../../electron/services/saved-searches';
import { changeSetting } from '../../electron/services/settings';
import { deleteTag, mergeTags, renameTag } from '../../electron/services/tags';
import { restoreStories as bringBack } from '../../electron/services/restore';
import { emptyTrash, restoreStories, trashStories } from '../../electron/services/trash';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';
import { modelDump } from '../support/model-dump';

const TAGS = ['Sea', 'Sea/Ferries', 'Votes', 'Sea/Ferries/Night', 'Harbour'];
const PUBLICATIONS = ['The Tide', 'The Ebb', 'Harbour Post'];
const QUERIES = ['ferry', 'tag:sea', 'publication:ebb', 'headline:moved', 'is:starred', 'note:a'];

/** Picks by number, so that an edit can be described before the archive it is done to exists. */
type Pick = <T>(from: readonly T[]) => T;
type Deed = (archive: Archive, pick: Pick) => Promise<unknown>;

const uids = async (archive: Archive) => {
  const { items } = await archive.read.articles.list({ kind: 'all' }, { limit: 100, offset: 0 });
  const trashed = await archive.read.articles.list({ kind: 'trashed' }, { limit: 100, offset: 0 });
  return [...items, ...trashed.items].map(({ uid }) => uid).sort();
};
const aStory = async (archive: Archive, pick: Pick) => pick(await uids(archive));
const someStories = async (archive: Archive, pick: Pick) => {
  const all = await uids(archive);
  return [pick(all), pick(all)];
};
const annotationUid = async (archive: Archive, pick: Pick) => {
  const all = await archive.read.annotations.ofArticle(await aStory(archive, pick));
  return pick(all.map(({ uid }) => uid));
};
const collectionUid = async (archive: Archive, pick: Pick) => pick((await archive.read.collections.list()).map(({ uid }) => uid).sort());
const searchUid = async (archive: Archive, pick: Pick) => pick((await archive.read.savedSearches.list()).map(({ uid }) => uid));

/**
 * What stories are brought back from, by the archive they are brought back to. One that was removed for good would be made anew,
 * which is no edit; here none is.
 */
const backups = new WeakMap<Archive, Archive>();

/** Every edit there is. */
const DEEDS: Readonly<Record<string, Deed>> = {
  fromBackup: async (archive, pick) => {
    const backup = backups.get(archive);
    if (!backup) throw new Nothing();
    await bringBack(backup.read, archive, [await aStory(archive, pick)]);
  },
  mark: async (archive, pick) =>
    createAnnotation(archive, await aStory(archive, pick), pick([{ start: 0, end: 7 }, { start: 4, end: 20 }, null]), {
      color: pick(['yellow', 'blue']),
      note: '',
      tags: [pick(TAGS), pick(TAGS)],
    }),
  note: async (archive, pick) => updateAnnotation(archive, await annotationUid(archive, pick), { note: pick(['a', 'b']) }),
  moveNote: async (archive, pick) =>
    moveAnnotation(
      archive,
      await annotationUid(archive, pick),
      pick([
        { start: 2, end: 9 },
        { start: 4, end: 20 },
      ]),
    ),
  takeIn: async (archive, pick) =>
    takeAnnotations(
      archive,
      await aStory(archive, pick),
      JSON.stringify([
        { id: 'x', target: { selector: { type: 'TextQuoteSelector', exact: pick(['ferry', 'lost']) } }, bodyValue: pick(TAGS) },
      ]),
    ),
  meaning: (archive, pick) => giveMeaning(archive, pick(['yellow', 'blue']), pick(['', 'claim', 'evidence'])),
  tagNote: async (archive, pick) => updateAnnotation(archive, await annotationUid(archive, pick), { tags: [pick(TAGS)] }),
  unmark: async (archive, pick) => removeAnnotation(archive, await annotationUid(archive, pick)),
  remark: async (archive, pick) => {
    const all = await archive.read.annotations.uids(await aStory(archive, pick));
    return restoreAnnotation(archive, pick(all));
  },
  headline: async (archive, pick) => editStory(archive, await aStory(archive, pick), { headline: pick(['Moved', 'Ferry', '']) }),
  fields: async (archive, pick) =>
    editStory(archive, await aStory(archive, pick), { publication: pick(['', ...PUBLICATIONS]), url: pick(['', 'https://example.org/x']) }),
  tags: async (archive, pick) => editStory(archive, await aStory(archive, pick), { tags: [pick(TAGS), pick(TAGS), pick(TAGS)] }),
  tagMany: async (archive, pick) => tagStories(archive, await someStories(archive, pick), { add: [pick(TAGS)], remove: [pick(TAGS)] }),
  renameTag: (archive, pick) => renameTag(archive, pick(TAGS), pick(['Ocean', 'Sea/Deep', ...TAGS])),
  mergeTags: (archive, pick) => mergeTags(archive, pick([...TAGS, 'Ocean']), pick(TAGS)),
  deleteTag: (archive, pick) => deleteTag(archive, pick(TAGS)),
  read: async (archive, pick) => markRead(archive, await someStories(archive, pick), pick([true, false])),
  star: async (archive, pick) => star(archive, await someStories(archive, pick), pick([true, false])),
  trash: async (archive, pick) => trashStories(archive, await someStories(archive, pick)),
  restore: async (archive, pick) => restoreStories(archive, await someStories(archive, pick)),
  merge: async (archive, pick) => mergeStories(archive, await aStory(archive, pick), [await aStory(archive, pick)]),
  collect: async (archive, pick) =>
    collections.createCollection(archive, 'C', pick([null, ...(await archive.read.collections.list()).map(({ uid }) => uid).sort()])),
  renameCollection: async (archive, pick) => collections.renameCollection(archive, await collectionUid(archive, pick), pick(['D', 'E'])),
  moveCollection: async (archive, pick) =>
    collections.moveCollection(
      archive,
      await collectionUid(archive, pick),
      pick([null, await collectionUid(archive, pick)]),
      pick([0, 1, 9]),
    ),
  deleteCollection: async (archive, pick) => collections.deleteCollection(archive, await collectionUid(archive, pick)),
  fill: async (archive, pick) => collections.addToCollection(archive, await collectionUid(archive, pick), await someStories(archive, pick)),
  take: async (archive, pick) =>
    collections.takeFromCollection(archive, await collectionUid(archive, pick), await someStories(archive, pick)),
  order: async (archive, pick) =>
    collections.reorderCollection(archive, await collectionUid(archive, pick), await someStories(archive, pick), pick([0, 1, 9])),
  saveSearch: (archive, pick) => saveSearch(archive, pick(['S', 'T']), 'ferry'),
  changeSearch: async (archive, pick) => changeSearch(archive, await searchUid(archive, pick), { query: pick(['a', 'b']) }),
  moveSearch: async (archive, pick) => moveSearch(archive, await searchUid(archive, pick), pick([0, 1])),
  deleteSearch: async (archive, pick) => deleteSearch(archive, await searchUid(archive, pick)),
  publication: (archive, pick) => changePublication(archive, pick(PUBLICATIONS), { note: pick(['', 'weekly']) }),
  renamePublication: (archive, pick) => renamePublication(archive, pick(PUBLICATIONS), pick(['Gazette', ...PUBLICATIONS])),
  mergePublications: (archive, pick) => mergePublications(archive, pick(PUBLICATIONS), pick(PUBLICATIONS)),
  setting: (archive, pick) => changeSetting(archive, 'backup', pick([null, { every: 'day' }, { keep: 3 }, 7])),
};

/** Thrown by a pick from nothing: there is no collection yet, say. */
class Nothing extends Error {}

function picker(numbers: readonly number[]): Pick {
  let at = 0;
  return (from) => {
    const number = numbers[at++ % numbers.length] ?? 0;
    if (from.length === 0) throw new Nothing();
    return from[number % from.length] as (typeof from)[number];
  };
}

const deeds = fc.array(
  fc.record({ deed: fc.constantFrom(...Object.keys(DEEDS)), numbers: fc.array(fc.nat(100), { minLength: 5, maxLength: 8 }) }),
  { minLength: 1, maxLength: 14 },
);

const stories = () => [
  anArticle({ headline: 'Ferry', tags: ['Sea', 'Votes', 'Sea/Ferries'], publication: 'The Tide', url: 'https://example.org/a' }),
  anArticle({ headline: 'Bridge', tags: ['Sea/Ferries/Night', 'Harbour'], publication: 'The Ebb' }),
  anArticle({
    headline: 'Vote',
    tags: ['Votes', 'Sea'],
    publication: 'The Tide',
    paragraphs: ['The ferry sailed at noon, and nobody missed it.'],
  }),
];

/** Another archive with the same stories, highlights that only it has, and a star. */
async function aBackup(saved: ReturnType<typeof stories>): Promise<Archive> {
  const { archive } = await anArchive(...saved);
  for (const { uid } of saved) {
    await createAnnotation(archive, uid, { start: 0, end: 5 }, { color: 'yellow', note: 'from the backup', tags: ['Sea'] });
  }
  await star(archive, [saved[0]?.uid ?? ''], true);
  return archive;
}

describe('history', () => {
  it('undoes any sequence of edits step by step, and does it again', async () => {
    const saved = stories();
    const backup = await aBackup(saved);
    await fc.assert(
      fc.asyncProperty(deeds, async (plan) => {
        const { archive, file } = await anArchive(...saved);
        backups.set(archive, backup);
        const dump = () => modelDump(file, archive, QUERIES);
        const dumps = [await dump()];
        let newest = 0;
        for (const { deed, numbers } of plan) {
          try {
            await DEEDS[deed]?.(archive, picker(numbers));
          } catch (error) {
            if (!(error instanceof BroadsheetError || error instanceof Nothing)) throw error;
          }
          const id = (await peekHistory(archive.read)).undo?.id ?? 0;
          const now = await dump();
          // What is refused or changes nothing leaves no trace, neither in the history nor in the archive.
          if (id === newest) expect(now).toEqual(dumps.at(-1));
          else dumps.push(now);
          newest = id;
        }
        for (const before of dumps.slice(0, -1).toReversed()) {
          expect(editSentence((await undo(archive)).label)).not.toContain('undefined');
          expect(await dump()).toEqual(before);
        }
        await expect(undo(archive)).rejects.toMatchObject({ code: 'not-found' });
        for (const after of dumps.slice(1)) {
          await redo(archive);
          expect(await dump()).toEqual(after);
        }
        await expect(redo(archive)).rejects.toMatchObject({ code: 'not-found' });
        expect((await archive.check()).problems).toEqual([]);
        await archive.close();
      }),
      { numRuns: Number(process.env['HISTORY_RUNS'] ?? 60) },
    );
  });

  it('undoes what is left of the edits when stories were removed for good in between', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, deeds, async (before, after) => {
        const { archive } = await anArchive(...stories());
        const attempt = async (work: () => Promise<unknown> | undefined) => {
          try {
            await work();
          } catch (error) {
            if (!(error instanceof BroadsheetError || error instanceof Nothing)) throw error;
          }
        };
        for (const { deed, numbers } of before) await attempt(() => DEEDS[deed]?.(archive, picker(numbers)));
        await emptyTrash(archive);
        for (const { deed, numbers } of after) await attempt(() => DEEDS[deed]?.(archive, picker(numbers)));
        const edits = (await archive.read.edits.list(1_000)).length;
        for (let count = 0; count < edits; count += 1) await undo(archive);
        expect((await peekHistory(archive.read)).undo).toBeNull();
        for (let count = 0; count < edits; count += 1) await redo(archive);
        expect((await archive.check()).problems).toEqual([]);
        await archive.close();
      }),
      { numRuns: Number(process.env['HISTORY_RUNS'] ?? 30) },
    );
  });

  it('says what it undid, and forgets what was undone when something new is done', async () => {
    const [story] = stories();
    const { archive } = await anArchive(story!);
    await star(archive, [story!.uid], true);
    await renameTag(archive, 'Sea', 'Ocean');
    expect(await peekHistory(archive.read)).toMatchObject({
      undo: { label: { key: 'edit_tag_renamed', params: { from: 'Sea', to: 'Ocean' } } },
      redo: null,
    });
    expect(editSentence((await undo(archive)).label)).toBe('Renamed the tag “Sea” to “Ocean”');
    expect((await peekHistory(archive.read)).redo?.label.key).toBe('edit_tag_renamed');
    await markRead(archive, [story!.uid], true);
    expect((await peekHistory(archive.read)).redo).toBeNull();
    expect(editSentence((await undo(archive)).label)).toBe('Marked 1 story as read');
    expect(editSentence((await undo(archive)).label)).toBe('Starred 1 story');
  });

  it('keeps what happened since and is no edit', async () => {
    const [story] = stories();
    const { archive } = await anArchive(story!);
    await star(archive, [story!.uid], true);
    await archive.write(async (store) => {
      const state = await store.states.get(story!.uid);
      await store.states.put(story!.uid, { ...state!, position: 12 });
    });
    await undo(archive);
    expect(await archive.read.states.get(story!.uid)).toMatchObject({ starredAt: '', position: 12 });
  });

  it('records nothing of an edit that fails', async () => {
    const [story] = stories();
    const { archive, file } = await anArchive(story!);
    const before = await modelDump(file, archive);
    const failing = edit(archive, async (store, watch) => {
      await watch('article', story!.uid);
      await store.articles.update(story!.uid, { headline: 'half' });
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await modelDump(file, archive)).toEqual(before);
    expect(await archive.read.edits.list(10)).toEqual([]);
  });

  it('keeps the newest thousand edits', async () => {
    const { archive } = await anArchive();
    await archive.write(async (store) => {
      const change = { entity: 'setting', key: 'x', before: null, after: 1 } as const;
      for (let count = 0; count < 1_005; count += 1) {
        await store.edits.append('2025-01-01T00:00:00.000Z', { key: 'edit_setting_changed', params: { name: String(count) } }, [change]);
      }
    });
    const kept = await archive.read.edits.list(2_000);
    expect(kept).toHaveLength(1_000);
    expect(kept[0]?.label.params).toEqual({ name: '1004' });
  });

  it('keeps a tag on ten thousand stories as one small change', async () => {
    const { archive } = await anArchive(...Array.from({ length: 10_000 }, () => anArticle({ tags: ['Sea'] })));
    await mergeTags(archive, 'Sea', 'Sea').catch(() => undefined);
    await renameTag(archive, 'Sea', 'Ocean');
    const [entry] = await archive.read.edits.list(1);
    const changes = await archive.read.edits.changes(entry!.id);
    expect(changes).toHaveLength(2);
    expect(JSON.stringify(changes).length / 10_000).toBeLessThan(200);
    await undo(archive);
    expect(await archive.read.tags.list()).toEqual([{ name: 'Sea', count: 10_000, annotations: 0 }]);
  });
});
