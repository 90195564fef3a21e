import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import { APPLICATION_ID } from '../../db/sqlite/open';
import { SCHEMA_VERSION } from '../../db/sqlite/migrations';
import { anArticle } from '../support/articles';
import { temporaryFolder } from '../support/folder';
import { modelSuite } from './model-suite';
import { storeSuite, type Engine } from './store-suite';

const engineFor = (): Engine => {
  const file = join(temporaryFolder(), 'archive.broadsheet');
  const open = () => {
    const archive = openArchive(file);
    onTestFinished(() => archive.close());
    return archive;
  };
  return {
    open,
    reopen: async (archive) => {
      await archive.close();
      return open();
    },
  };
};

storeSuite('SQLite', engineFor);
modelSuite('SQLite', engineFor);

describe('opening an SQLite archive', () => {
  it('makes folder and file where there are none, and says so', async () => {
    const file = join(temporaryFolder(), 'deep', 'er', 'archive.broadsheet');
    const archive = openArchive(file);
    expect(archive.created).toBe(true);
    await archive.close();
    const again = openArchive(file);
    expect(again.created).toBe(false);
    await again.close();
  });

  it('writes ahead, so that readers never wait for the writer', async () => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    const writer = openArchive(file);
    const reader = openReadArchive(file);
    await writer.write(async (store) => {
      await store.articles.insert(anArticle());
      expect((await reader.read.maintenance.stats()).articles).toBe(0);
    });
    expect((await reader.read.maintenance.stats()).articles).toBe(1);
    await reader.close();
    await writer.close();
    const db = new Database(file, { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    db.close();
  });

  it('keeps plain text readable for any SQLite tool', async () => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    const archive = openArchive(file);
    await archive.write((store) => store.articles.insert(anArticle()));
    await archive.close();
    const db = new Database(file, { readonly: true });
    expect(db.prepare('SELECT text FROM articles').pluck().get()).toContain('The ferry sailed at noon.');
    db.close();
  });

  it('refuses to write through a reader', async () => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    await openArchive(file).close();
    const reader = openReadArchive(file);
    await expect(reader.write(async () => undefined)).rejects.toThrow();
    await reader.close();
  });

  it.each([
    ['text', 'This is a shopping list.\n'],
    ['a database cut short', 'SQLite format 3\0 and then nothing'],
  ])('refuses %s and leaves it as it is', (_name, content) => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    writeFileSync(file, content);
    expect(() => openArchive(file)).toThrow(expect.objectContaining({ code: 'not-an-archive' }));
    expect(() => openReadArchive(file)).toThrow(expect.objectContaining({ code: 'not-an-archive' }));
    expect(readFileSync(file, 'latin1')).toBe(content);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('refuses the database of another program', () => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    const other = new Database(file);
    other.exec('CREATE TABLE bookmarks (url TEXT)');
    other.close();
    const before = readFileSync(file);
    expect(() => openArchive(file)).toThrow(expect.objectContaining({ code: 'not-an-archive' }));
    expect(readFileSync(file)).toEqual(before);
  });

  it('refuses an archive of a newer version by name and does not touch it', async () => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    await openArchive(file).close();
    const newer = new Database(file);
    newer.pragma(`user_version = ${SCHEMA_VERSION + 10}`);
    newer.close();
    const before = readFileSync(file);
    for (const open of [openArchive, openReadArchive]) {
      expect(() => open(file)).toThrow(
        expect.objectContaining({ code: 'newer-archive', message: expect.stringContaining(file) as string }),
      );
    }
    expect(readFileSync(file)).toEqual(before);
  });

  it('says that there is no archive to read, and makes none', () => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    expect(() => openReadArchive(file)).toThrow(expect.objectContaining({ code: 'unreadable' }));
    expect(existsSync(file)).toBe(false);
  });

  it('refuses a folder with a sentence', () => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    mkdirSync(file);
    expect(() => openArchive(file)).toThrow(expect.objectContaining({ name: 'BroadsheetError' }));
  });

  it('finds damage in the index and in the file', async () => {
    const file = join(temporaryFolder(), 'archive.broadsheet');
    const archive = openArchive(file);
    // More than may wait in memory, so that there is a segment.
    await archive.write(async (store) => {
      for (let count = 0; count < 200; count += 1) await store.articles.insert(anArticle());
    });
    await archive.close();
    const db = new Database(file);
    db.exec("UPDATE articles SET text = replace(text, 'noon', 'dusk')");
    db.close();
    const damaged = openArchive(file);
    const { problems } = await damaged.check();
    expect(problems.filter((problem) => /^The text of the story/.test(problem))).toHaveLength(20);
    expect(problems.slice(20)).toEqual([
      'So are 180 others.',
      // “noon” and “dusk”, and what else begins like either.
      'The search index differs from the text of stories in 4 words; “reindex” puts that right.',
    ]);
    await damaged.close();
  });
});
