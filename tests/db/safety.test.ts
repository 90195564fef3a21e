import Database from 'better-sqlite3';
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import { BroadsheetError } from '../../core/reply';
import { verifyBackup } from '../../db/sqlite/backup';
import { restoreWhole } from '../../db/sqlite/restore';
import { removeArchive } from '../../db/sqlite/open';
import { salvageArchive } from '../../db/sqlite/salvage/salvage';
import { JobRunner } from '../../electron/services/jobs';
import { reindex } from '../../electron/services/reindex';
import { anArchive } from '../support/archive';
import { anArchiveFile, aUsedArchiveFile, contentsOf, damageArchives, EVERYTHING, type DamageRound } from '../support/damage';
import { anArticle } from '../support/articles';
import { temporaryFolder } from '../support/folder';

/** Every row of every table. */
function dump(file: string): Record<string, unknown[]> {
  const db = new Database(file, { readonly: true });
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    .pluck()
    .all();
  const rows = Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]));
  db.close();
  return rows;
}

describe('a backup', () => {
  it('restored is the same archive, row by row', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'archive.broadsheet');
    await anArchiveFile(file, 40);
    const archive = openArchive(file);
    const path = join(folder, 'copy.broadsheet-backup');
    const seen: number[] = [];
    const report = await archive.backUp(path, { onProgress: (done) => void seen.push(done) });
    expect(report.counts).toEqual({ articles: 40, annotations: 8, originals: 40 });
    expect(seen.length).toBeGreaterThan(0);
    await archive.close();
    const before = dump(file);
    const lost = openArchive(file);
    await lost.write((store) => store.articles.insert(anArticle()));
    await lost.close();
    const { kept } = await restoreWhole(path, file, '2026-01-01T00-00-00Z');
    expect(dump(file)).toEqual(before);
    expect(Object.keys(dump(kept)['articles'] ?? [])).toHaveLength(41);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('is taken while the archive is edited, and holds one state of it', async () => {
    const folder = temporaryFolder();
    const archive = openArchive(join(folder, 'archive.broadsheet'));
    await archive.write(async (store) => {
      for (let count = 0; count < 500; count += 1) await store.articles.insert(anArticle({ paragraphs: ['word '.repeat(400)] }));
    });
    const path = join(folder, 'copy');
    const [report] = await Promise.all([
      archive.backUp(path),
      ...Array.from({ length: 5 }, () => archive.write((store) => store.articles.insert(anArticle()))),
    ]);
    expect(report.counts.articles).toBeGreaterThanOrEqual(500);
    expect(await verifyBackup(path)).toEqual(report.counts);
    await archive.close();
  });

  it('that is cancelled leaves no file behind', async () => {
    const folder = temporaryFolder();
    const archive = openArchive(join(folder, 'archive.broadsheet'));
    await archive.write((store) => store.articles.insert(anArticle()));
    const path = join(folder, 'copy');
    const cancel = () => Promise.reject(new BroadsheetError('cancelled', 'Enough.'));
    await expect(archive.backUp(path, { onProgress: cancel })).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([]);
    await archive.close();
  });

  it('that rotted is refused, and the archive stays as it is', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'archive.broadsheet');
    await anArchiveFile(file, 30);
    const archive = openReadArchive(file);
    const path = join(folder, 'copy');
    await archive.backUp(path);
    await archive.close();
    const db = new Database(path);
    db.prepare(`UPDATE originals SET bytes = x'00' WHERE rowid = 3`).run();
    db.close();
    const before = readFileSync(file);
    await expect(restoreWhole(path, file, 'x')).rejects.toMatchObject({ code: 'damaged' });
    expect(readFileSync(file)).toEqual(before);
  });

  it('does not replace an archive that somebody else has open', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'archive.broadsheet');
    await anArchiveFile(file, 5);
    const archive = openArchive(file);
    await archive.backUp(join(folder, 'copy'));
    await expect(restoreWhole(join(folder, 'copy'), file, 'x')).rejects.toMatchObject({ code: 'busy' });
    await archive.close();
  });
});

describe('damage', () => {
  it('of any kind is noticed or harmless, never written to, and much is saved', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'whole');
    await aUsedArchiveFile(file, 150);
    const results: DamageRound[] = [];
    for await (const result of damageArchives(file, folder, Number(process.env['DAMAGE_ROUNDS'] ?? 15))) {
      expect(result.faults).toEqual([]);
      results.push(result);
    }
    const noticed = results.filter((result) => result.noticed !== 'harmless');
    expect(noticed.length).toBeGreaterThan(0);
    // Most stories come through where the file can be opened at all.
    expect(results.filter(({ saved }) => saved > 1 / 2).length).toBeGreaterThan(results.length / 3);
  });

  it('of a letter is noticed in every table, and told of when it is salvaged', async () => {
    const folder = temporaryFolder();
    const whole = join(folder, 'whole');
    await aUsedArchiveFile(whole, 60);
    const bytes = readFileSync(whole);
    const truth = contentsOf(whole, EVERYTHING);
    for (const words of ['Sea is:starred', 'By night', 'everyHours', 'weekly', 'A line to be taken back']) {
      let [noticed, doubtful] = [0, 0];
      for (let at = bytes.indexOf(words); at >= 0; at = bytes.indexOf(words, at + 1)) {
        const damaged = Buffer.from(bytes);
        damaged[at + 2] = (damaged[at + 2] ?? 0) ^ 1;
        const file = join(folder, 'damaged');
        writeFileSync(file, damaged);
        const archive = openReadArchive(file);
        const { ok } = await archive.check().finally(() => archive.close());
        // What stands in pages that are free, or was deleted, may be wrong.
        if (ok) expect(contentsOf(file, EVERYTHING)).toEqual(truth);
        else noticed += 1;
        doubtful += salvageArchive(file, join(folder, 'saved')).doubtfulRows;
        removeArchive(join(folder, 'saved'));
      }
      expect(noticed, words).toBeGreaterThan(0);
      // The history does not come along.
      if (words !== 'A line to be taken back') expect(doubtful, words).toBeGreaterThan(0);
    }
  });

  it('of the values that lists are made of is noticed, and a reindex puts it right', async () => {
    const { archive, file } = await anArchive(anArticle({ tags: ['Sea'] }));
    const db = new Database(file);
    // Says that stories have more tags than there are.
    const bytes = db.prepare<[], Buffer>('SELECT bytes FROM article_columns').pluck().get() ?? Buffer.alloc(0);
    bytes.fill(0xff, 1_024 * 16, 1_024 * 18);
    db.prepare('UPDATE article_columns SET bytes = ?').run(bytes);
    db.close();
    expect((await archive.check()).problems).toEqual([expect.stringMatching(/search index cannot be read/)]);
    await reindex(new JobRunner(archive), archive);
    expect((await archive.check()).problems).toEqual([]);
    const reopened = openReadArchive(file);
    expect((await reopened.read.articles.list({ kind: 'tag', name: 'Sea' }, { limit: 10, offset: 0 })).total).toBe(1);
    await reopened.close();
  });

  it('of what words are found by is noticed', async () => {
    const { archive, file } = await anArchive(anArticle({ language: 'en', paragraphs: ['Ferries sailed.'] }));
    await reindex(new JobRunner(archive), archive);
    expect((await archive.check()).problems).toEqual([]);
    const db = new Database(file);
    db.exec("UPDATE index_stems SET term = 'ferriet' WHERE term = 'ferries'");
    db.close();
    expect((await archive.check()).problems).toEqual([expect.stringMatching(/lacks 1 form of a word/)]);
  });

  it('of a file cut short is told at opening, in a sentence', async () => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    await anArchiveFile(file, 100);
    const size = readFileSync(file).length;
    truncateSync(file, Math.floor(size / 2));
    const before = readFileSync(file);
    for (const open of [openArchive, openReadArchive]) expect(() => open(file)).toThrow(expect.objectContaining({ code: 'damaged' }));
    expect(readFileSync(file)).toEqual(before);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('leaves what salvage finds searchable', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'archive.broadsheet');
    await anArchiveFile(file, 60);
    const report = salvageArchive(file, join(folder, 'saved'));
    expect(report).toEqual({ articles: 60, annotations: 12, originals: 60, damaged: [], lost: [], lostRows: 0, doubtfulRows: 0 });
    const saved = openReadArchive(join(folder, 'saved'));
    expect((await saved.check()).problems).toEqual([]);
    await saved.close();
    expect(contentsOf(join(folder, 'saved'))).toEqual(contentsOf(file));
  });

  it('beyond reading says so and leaves nothing behind', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'archive.broadsheet');
    writeFileSync(file, `SQLite format 3\0${'x'.repeat(5_000)}`);
    expect(() => salvageArchive(file, join(folder, 'saved'))).toThrow(expect.objectContaining({ name: 'BroadsheetError' }));
    expect(existsSync(join(folder, 'saved'))).toBe(false);
  });
});
