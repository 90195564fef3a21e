import Database from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealedRows } from '../../db/sqlite/digests';
import type { WritableDb } from '../../db/sqlite/handle';
import { MIGRATIONS } from '../../db/sqlite/migrations';
import { createArchive } from '../../db/sqlite/migrations/010-create-archive';
import { ownIndex } from '../../db/sqlite/migrations/030-own-index';
import { digests } from '../../db/sqlite/migrations/040-digests';
import { secondCopies } from '../../db/sqlite/migrations/050-second-copies';
import { listAnnotations } from '../../db/sqlite/migrations/070-list-annotations';
import { importedAnnotations } from '../../db/sqlite/migrations/080-imported-annotations';
import { importedShelves } from '../../db/sqlite/migrations/090-imported-shelves';
import { completeModel } from '../../db/sqlite/migrations/020-complete-model';
import { openReadArchive } from '../../db/sqlite/archive';
import { anArchiveFile } from '../support/damage';
import { temporaryFolder } from '../support/folder';
import { anOldArchive } from '../support/full-disk';

const SNAPSHOT = join(import.meta.dirname, '../../db/schema.snapshot.sql');

function tables(db: Database.Database): string[] {
  return db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL ORDER BY name").pluck().all();
}

/** The whole schema as SQL. */
function schemaOf(db: Database.Database): string {
  const statements = db
    .prepare<[], string>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'article\\_index\\_%' ESCAPE '\\' ORDER BY rowid",
    )
    .pluck()
    .all();
  return `${statements.map((sql) => `${sql.replace(/\n {6}/g, '\n')};`).join('\n\n')}\n`;
}

describe('migrations', () => {
  it('are numbered by tens, in order', () => {
    const numbers = MIGRATIONS.map(({ to }) => to);
    expect(numbers).toEqual(numbers.map((_, index) => (index + 1) * 10));
  });

  it('10: creates the archive where there was nothing', () => {
    const db = new Database(':memory:');
    expect(tables(db)).toEqual([]);
    createArchive.up(db as WritableDb);
    expect(tables(db)).toEqual(
      expect.arrayContaining(['annotation_tags', 'annotations', 'article_index', 'article_tags', 'articles', 'originals', 'tags']),
    );
    // STRICT tables refuse what is not text, and every story's identifier is its own.
    expect(() => db.exec("INSERT INTO tags (id, name) VALUES ('x', 'y')")).toThrow(/datatype mismatch|cannot store/);
    db.exec("INSERT INTO tags (name) VALUES ('Sea')");
    expect(() => db.exec("INSERT INTO tags (name) VALUES ('Sea')")).toThrow(/UNIQUE/);
    db.close();
  });

  it('20: keeps every story, and lists its publication', () => {
    const db = new Database(':memory:');
    createArchive.up(db as WritableDb);
    const given = Object.fromEntries(
      db
        .prepare<[], { name: string; type: string }>('PRAGMA table_info(articles)')
        .all()
        .filter(({ name }) => name !== 'id' && name !== 'original_sha256')
        .map(({ name, type }) => [name, type === 'INTEGER' ? 7 : name]),
    );
    const columns = Object.keys(given);
    db.prepare(`INSERT INTO articles (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`).run(given);
    completeModel.up(db as WritableDb);
    const { excerpt, ...kept } = given;
    expect(excerpt).toBe('excerpt');
    expect(db.prepare('SELECT * FROM articles').get()).toMatchObject({ ...kept, id: 1, edited_at: '', import_run_id: null });
    expect(db.prepare('SELECT name FROM publications').pluck().all()).toEqual(['publication']);
    // Stories from before can be recognised as well.
    expect(db.prepare('SELECT article_id, address, length(bands) AS bands FROM article_fingerprints').all()).toEqual([
      { article_id: 1, address: 0, bands: 0 },
    ]);
    expect(tables(db)).toEqual(expect.arrayContaining(['article_state', 'collections', 'edits', 'import_runs', 'jobs', 'saved_searches']));
    db.close();
  });

  it('30: drops FTS5 and marks everything to be indexed anew', () => {
    const db = new Database(':memory:');
    createArchive.up(db as WritableDb);
    completeModel.up(db as WritableDb);
    const columns = db
      .prepare<[], { name: string; type: string }>('PRAGMA table_info(articles)')
      .all()
      .filter(({ name }) => name !== 'original_sha256' && name !== 'import_run_id');
    const values = columns.map(({ name, type }) => (type === 'INTEGER' ? 7 : name));
    db.prepare(`INSERT INTO articles (${columns.map(({ name }) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
      ...values,
    );
    ownIndex.up(db as WritableDb);
    expect(tables(db)).not.toContain('article_index');
    expect(db.prepare('SELECT space, document FROM index_pending').all()).toEqual([{ space: 'articles', document: 7 }]);
    db.close();
  });

  it('40: gives every row the digest of what stands in it', () => {
    const db = new Database(':memory:');
    for (const migration of [createArchive, completeModel, ownIndex]) migration.up(db as WritableDb);
    db.prepare(
      "INSERT INTO originals (sha256, file_name, media_type, byte_length, encoding, bytes) VALUES ('a', 'b', 'c', 1, 'gzip', x'00')",
    ).run();
    digests.up(db as WritableDb);
    expect([...sealedRows(db as unknown as WritableDb, 'originals')]).toMatchObject([{ isIntact: true }]);
    db.exec("UPDATE originals SET file_name = 'd'");
    expect([...sealedRows(db as unknown as WritableDb, 'originals')]).toMatchObject([{ isIntact: false }]);
    db.close();
  });

  it('50: lets the engine compare every value of a table without digests with a second one', () => {
    const db = new Database(':memory:');
    for (const migration of [createArchive, completeModel, ownIndex, digests]) migration.up(db as WritableDb);
    db.exec("INSERT INTO settings (name, value) VALUES ('backup', '{}')");
    secondCopies.up(db as WritableDb);
    expect(db.prepare('SELECT value FROM settings INDEXED BY settings_copy').pluck().all()).toEqual(['{}']);
    const copied = new Set(
      db.prepare<[], string>("SELECT tbl_name FROM sqlite_schema WHERE name LIKE '%\\_copy' ESCAPE '\\'").pluck().all(),
    );
    // The index is compared with the texts, and unique names are copies already; sketches follow from texts, and jobs are soon forgotten.
    const others = /^(index_|sqlite_)|^(articles|annotations|originals|tags|languages|article_columns|article_fingerprints|jobs)$/;
    for (const name of tables(db).filter((table) => !others.test(table))) {
      expect(copied, name).toContain(name);
      const columns = db.prepare(`SELECT name FROM pragma_table_info('${name}') ORDER BY 1`).pluck().all();
      expect(db.prepare(`SELECT name FROM pragma_index_info('${name}_copy') ORDER BY 1`).pluck().all()).toEqual(columns);
    }
    db.close();
  });

  it('leave nothing to be indexed later, whoever opens an older archive first', async () => {
    const folder = temporaryFolder();
    await anArchiveFile(join(folder, 'whole'), 10);
    anOldArchive(join(folder, 'old'), join(folder, 'whole'));
    const archive = openReadArchive(join(folder, 'old'));
    expect((await archive.check()).problems).toEqual([]);
    expect((await archive.read.articles.list({ kind: 'tag', name: 'tag 3' }, { limit: 10, offset: 0 })).total).toBe(1);
    await archive.close();
  });

  it('60: knows stories by their text where nothing else is known of them', () => {
    const db = new Database(':memory:');
    for (const migration of MIGRATIONS) migration.up(db as WritableDb);
    const plan = db
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT uid FROM articles WHERE substr(text_hash, 1, 8) = 'x' AND original_sha256 IS NULL AND source_id = '' AND url = ''`,
      )
      .all();
    expect(plan[0]?.detail).toContain('articles_text');
    db.close();
  });

  it('70: notes which annotations lost their passage', () => {
    const db = new Database(':memory:');
    for (const migration of MIGRATIONS.filter(({ to }) => to < 70)) migration.up(db as WritableDb);
    const columns = db.prepare<[], { name: string; type: string; dflt_value: string | null }>('PRAGMA table_info(articles)').all();
    const given = columns.filter(
      ({ name, dflt_value }) => dflt_value === null && !['id', 'original_sha256', 'import_run_id'].includes(name),
    );
    const story = Object.fromEntries(given.map(({ name, type }) => [name, type === 'INTEGER' ? 7 : name]));
    db.prepare(
      `INSERT INTO articles (${given.map(({ name }) => name).join(', ')}) VALUES (${given.map(({ name }) => `@${name}`).join(', ')})`,
    ).run({
      ...story,
      text: 'The ferry sailed at noon.',
      text_hash: 'now',
    });
    const insert = db.prepare(
      `INSERT INTO annotations (uid, article_id, color, note, exact, prefix, suffix, "start", "end", text_hash, created_at, updated_at)
       VALUES (?, 1, 'yellow', '', ?, '', '', 0, 5, ?, '', '')`,
    );
    insert.run('in place', 'The f', 'now');
    insert.run('found again', 'ferry sailed', 'before');
    insert.run('lost', 'Nobody asked the river', 'before');
    insert.run('on the whole story', '', '');
    listAnnotations.up(db as WritableDb);
    expect(db.prepare('SELECT uid FROM annotations WHERE orphaned = 1').pluck().all()).toEqual(['lost']);
    db.close();
  });

  it('80: takes every annotation from before for a person’s own', () => {
    const db = new Database(':memory:');
    for (const migration of MIGRATIONS.filter(({ to }) => to < 80)) migration.up(db as WritableDb);
    db.pragma('foreign_keys = OFF');
    db.exec(
      `INSERT INTO annotations (uid, article_id, color, note, exact, prefix, suffix, "start", "end", text_hash, created_at, updated_at)
       VALUES ('a', 1, 'yellow', '', '', '', '', 0, 0, '', '', '')`,
    );
    importedAnnotations.up(db as WritableDb);
    expect(db.prepare('SELECT uid, import_run_id FROM annotations').all()).toEqual([{ uid: 'a', import_run_id: null }]);
    db.close();
  });

  it('90: takes collections and saved searches from before for a person’s own', () => {
    const db = new Database(':memory:');
    for (const migration of MIGRATIONS.filter(({ to }) => to < 90)) migration.up(db as WritableDb);
    db.exec("INSERT INTO collections (uid, position, name, created_at) VALUES ('a', 0, 'A', '')");
    db.exec("INSERT INTO saved_searches (uid, name, query, position, created_at) VALUES ('b', 'B', 'x', 0, '')");
    importedShelves.up(db as WritableDb);
    const shelves = 'SELECT uid, import_run_id FROM collections UNION ALL SELECT uid, import_run_id FROM saved_searches';
    expect(db.prepare(shelves).raw().all()).toEqual([
      ['a', null],
      ['b', null],
    ]);
    const columns = (name: string) => db.prepare(`SELECT name FROM pragma_${name} ORDER BY 1`).pluck().all();
    for (const table of ['collections', 'saved_searches']) {
      expect(columns(`index_info('${table}_copy')`)).toEqual(columns(`table_info('${table}')`));
    }
    db.close();
  });

  it('lead to the schema on record', () => {
    const db = new Database(':memory:');
    for (const migration of MIGRATIONS) migration.up(db as WritableDb);
    const schema = schemaOf(db);
    db.close();
    if (process.env['RECORD'] === '1') {
      writeFileSync(SNAPSHOT, schema);
      // A recording nobody read is no test: look at the difference, then run again without RECORD.
      expect.fail('db/schema.snapshot.sql was recorded anew. Read the difference, then run the tests again.');
    }
    expect(schema).toBe(readFileSync(SNAPSHOT, 'utf8'));
  });
});
