/** Bare FTS5 beside the archive in the same run: what anyone gets who puts headline and body into SQLite's own index. */
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { recordsOf } from './corpora.mjs';

/** Stories a transaction; as many as the import service keeps at once. */
const BATCH = 500;

/** Fills a new bare table from a corpus and returns the seconds it took, everything included. */
export async function fillBare(file, corpus) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const started = performance.now();
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`CREATE TABLE stories (id INTEGER PRIMARY KEY, headline TEXT, body TEXT);
    CREATE VIRTUAL TABLE stories_index USING fts5 (headline, body, content = 'stories', content_rowid = 'id', tokenize = 'porter unicode61')`);
  const story = db.prepare('INSERT INTO stories (headline, body) VALUES (?, ?)');
  const index = db.prepare('INSERT INTO stories_index (rowid, headline, body) VALUES (?, ?, ?)');
  const keep = db.transaction((records) => {
    for (const { headline, body } of records) index.run(story.run(headline, body).lastInsertRowid, headline, body);
  });
  let batch = [];
  for await (const record of recordsOf(corpus.file)) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    keep(batch);
    batch = [];
  }
  keep(batch);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return (performance.now() - started) / 1000;
}

/** Opens a bare table; `find` gives the 50 best hits of an FTS5 expression, `total` counts them all. */
export function openBare(file) {
  const db = new Database(file, { readonly: true });
  const best = db.prepare('SELECT rowid FROM stories_index WHERE stories_index MATCH ? ORDER BY rank LIMIT 50');
  const total = db.prepare('SELECT count(*) FROM stories_index WHERE stories_index MATCH ?').pluck();
  return { find: (expression) => best.all(expression), total: (expression) => total.get(expression), close: () => db.close() };
}
