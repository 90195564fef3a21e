import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../db/sqlite/archive';
import { backupIsDue, backupSettings, isDue, keepBackup, listBackups } from '../../electron/services/backups';
import { undo } from '../../electron/services/history';
import { needSpace } from '../../electron/services/parts/space';
import { changeSetting } from '../../electron/services/settings';
import { anArticle } from '../support/articles';
import { temporaryFolder } from '../support/folder';

const NOON = new Date('2026-03-01T12:00:00.000Z');
const hoursLater = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

async function anArchiveIn(folder: string) {
  const archive = openArchive(join(folder, 'mine.broadsheet'));
  await archive.write((store) => store.articles.insert(anArticle()));
  return archive;
}

describe('backups by themselves', () => {
  const settings = { enabled: true, everyHours: 24, generations: 7, folder: '' };
  const last = { path: 'x', takenAt: NOON.toISOString(), bytes: 1 };

  it.each([
    ['no backup yet', settings, undefined, 0, true],
    ['the last one is fresh', settings, last, 23.9, false],
    ['the last one is a day old', settings, last, 24, true],
    ['they are switched off', { ...settings, enabled: false }, undefined, 0, false],
    ['they are wanted every hour', { ...settings, everyHours: 1 }, last, 1, true],
  ])('are due, or not: %s', (_name, given, before, hours, due) => {
    expect(isDue(given, before, hoursLater(hours))).toBe(due);
  });

  it('are not due in an archive without stories', async () => {
    const empty = openArchive(join(temporaryFolder(), 'empty.broadsheet'));
    expect(await backupIsDue(empty.read, NOON)).toBe(false);
    await empty.close();
  });

  it('keep the newest generations, clear away what was cut off, and leave other files alone', async () => {
    const folder = temporaryFolder();
    const archive = await anArchiveIn(folder);
    await changeSetting(archive, 'backup', { ...settings, generations: 2 });
    const backups = join(folder, 'backups');
    mkdirSync(backups);
    const others = [
      'notes.txt',
      'theirs 2026-01-01T00-00-00Z.broadsheet-backup',
      'mine.broadsheet 2026.broadsheet-backup',
      'mine 2026-01-01T00-00-00Z.broadsheet-backup',
    ];
    // No process has so high a number.
    const GONE = 'mine.broadsheet 2026-02-28T12-00-00Z.broadsheet-backup.99999999.part';
    const cutOff = [GONE, `${GONE}-journal`];
    for (const name of [...others, ...cutOff]) writeFileSync(join(backups, name), 'x');
    for (let day = 0; day < 4; day += 1) await keepBackup(archive, hoursLater(day * 24));
    const kept = (await listBackups(archive.read)).backups.map(({ takenAt }) => takenAt);
    expect(kept).toEqual(['2026-03-04T12:00:00.000Z', '2026-03-03T12:00:00.000Z']);
    expect(readdirSync(backups)).toHaveLength(2 + others.length);
    expect(await backupIsDue(archive.read, hoursLater(73))).toBe(false);
    await archive.close();
  });

  it('go where the person chose, and the choice can be undone', async () => {
    const folder = temporaryFolder();
    const archive = await anArchiveIn(folder);
    const chosen = join(folder, 'elsewhere');
    await changeSetting(archive, 'backup', { ...settings, folder: chosen });
    const { path } = await keepBackup(archive, NOON);
    expect(path.slice(0, chosen.length)).toBe(chosen);
    // Another archive of that name may use the folder too.
    expect(path).toMatch(/mine\.broadsheet [0-9a-f]{8} 2026-03-01T12-00-00Z\.broadsheet-backup$/);
    await undo(archive);
    expect((await listBackups(archive.read)).folder).toBe(join(folder, 'backups'));
    await archive.close();
  });

  it('take what makes no sense in their settings as it is at first', async () => {
    const archive = await anArchiveIn(temporaryFolder());
    await archive.write((store) => store.settings.put('backup', { everyHours: -3, generations: 'many', folder: 7, enabled: 'yes' }));
    expect(await backupSettings(archive.read)).toEqual(settings);
    await archive.close();
  });
});

describe('room on the disk', () => {
  it('is looked for before long work, and its lack told in numbers', async () => {
    const folder = temporaryFolder();
    await expect(needSpace(folder, 1)).resolves.toBeUndefined();
    await expect(needSpace(folder, 2 ** 60)).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/^This needs [\d,]+ MB .* Nothing was written/) as string,
    });
  });
});
