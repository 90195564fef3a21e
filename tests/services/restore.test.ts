import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import { openBackup } from '../../db/sqlite/open-backup';
import { restoreWhole } from '../../db/sqlite/restore';
import type { Archive } from '../../db/store';
import { undo } from '../../electron/services/history';
import { restoreStories } from '../../electron/services/restore';
import { emptyTrash, trashStories } from '../../electron/services/trash';
import { aUsedArchiveFile, contentsOf, EVERYTHING } from '../support/damage';
import { temporaryFolder } from '../support/folder';
import { modelDump } from '../support/model-dump';

const QUERIES = ['ferry', 'is:starred', 'is:trashed', 'tag:"tag 3"', 'note:tagged', 'publication:tide', 'headline:edited'];

async function dumpOf(file: string): Promise<Record<string, unknown>> {
  const archive = openReadArchive(file);
  return modelDump(file, archive, QUERIES).finally(() => archive.close());
}

/** An archive somebody has worked with, and a backup of it. */
async function aBackedUpArchive(): Promise<{ file: string; backup: string }> {
  const folder = temporaryFolder();
  const [file, backup] = [join(folder, 'archive.broadsheet'), join(folder, 'copy.broadsheet-backup')];
  await aUsedArchiveFile(file, 60);
  const archive = openReadArchive(file);
  await archive.backUp(backup).finally(() => archive.close());
  return { file, backup };
}

/** Stories that carry a highlight, and everything that hangs on them. */
async function annotatedStory(archive: Archive): Promise<string> {
  for (const uid of await archive.read.articles.uids({ limit: 100, offset: 0 })) {
    const [annotation] = await archive.read.annotations.ofArticle(uid);
    if (annotation?.note === 'tagged') return uid;
  }
  throw new Error('no story has a highlight with this note');
}

describe('a backup restored', () => {
  it('is the same archive: stories, originals, tags, collections, searches, trash, history and import runs', async () => {
    const { file, backup } = await aBackedUpArchive();
    const [dump, contents] = [await dumpOf(file), contentsOf(file, EVERYTHING)];
    const archive = openArchive(file);
    await undo(archive);
    await emptyTrash(archive);
    await trashStories(archive, await archive.read.articles.uids({ limit: 30, offset: 0 }));
    await archive.close();
    expect(await dumpOf(file)).not.toEqual(dump);
    await restoreWhole(backup, file, 'before');
    expect(await dumpOf(file)).toEqual(dump);
    expect(contentsOf(file, EVERYTHING)).toEqual(contents);
    // What could be undone can be undone again.
    const restored = openArchive(file);
    await undo(restored);
    expect((await restored.check()).problems).toEqual([]);
    await restored.close();
  });

  it('brings a single story back as it was after it was removed for good: highlights, tags, original, collections', async () => {
    const { file, backup } = await aBackedUpArchive();
    const archive = openArchive(file);
    const uid = await annotatedStory(archive);
    const everythingOf = async () => ({
      story: await archive.read.articles.get(uid),
      annotations: await archive.read.annotations.ofArticle(uid),
      state: await archive.read.states.get(uid),
      collections: (await archive.read.collections.of(uid)).toSorted(),
      origin: await archive.read.articles.originOf(uid),
    });
    const before = await everythingOf();
    expect(before.collections).toHaveLength(2);
    await trashStories(archive, [uid]);
    await emptyTrash(archive);
    expect(await archive.read.articles.get(uid)).toBeNull();
    const from = await openBackup(backup);
    const results = await restoreStories(from.read, archive, [uid]);
    await from.close();
    expect(results).toMatchObject([{ uid, status: 'restored', annotations: before.annotations.length }]);
    expect(await everythingOf()).toEqual(before);
    expect((await archive.check()).problems).toEqual([]);
    await archive.close();
  });
});
