import type { ArchiveStats, CountedName, LibraryOverview } from '../../core/library';
import type { ReadableDb } from './handle';
import { indexProblems } from './search/check';

function count(db: ReadableDb, sql: string): number {
  return db.prepare<[], number>(sql).pluck().get() ?? 0;
}

export function overview(db: ReadableDb): LibraryOverview {
  return {
    all: count(db, 'SELECT count(*) FROM articles'),
    annotated: count(db, 'SELECT count(DISTINCT article_id) FROM annotations WHERE removed_at IS NULL'),
    tags: db
      .prepare<[], CountedName>(
        'SELECT name, count(*) AS count FROM article_tags JOIN tags ON tags.id = tag_id GROUP BY tag_id ORDER BY name',
      )
      .all(),
    publications: db
      .prepare<[], CountedName>(
        `SELECT publication AS name, count(*) AS count FROM articles WHERE publication <> '' GROUP BY publication ORDER BY count(*) DESC, publication`,
      )
      .all(),
  };
}

export function stats(db: ReadableDb): ArchiveStats {
  const pageSize = db.pragma('page_size', { simple: true }) as number;
  const pages = db.pragma('page_count', { simple: true }) as number;
  return {
    articles: count(db, 'SELECT count(*) FROM articles'),
    annotations: count(db, 'SELECT count(*) FROM annotations WHERE removed_at IS NULL'),
    tags: count(db, 'SELECT count(*) FROM tags'),
    publications: count(db, `SELECT count(DISTINCT publication) FROM articles WHERE publication <> ''`),
    originals: count(db, 'SELECT count(*) FROM originals'),
    originalBytes: count(db, 'SELECT coalesce(sum(byte_length), 0) FROM originals'),
    words: count(db, 'SELECT coalesce(sum(word_count), 0) FROM articles'),
    fileBytes: pageSize * pages,
    schemaVersion: db.pragma('user_version', { simple: true }) as number,
    archive: db.name,
  };
}

/** SQLite's own check, foreign keys, and every text against the search index. */
export function problems(db: ReadableDb): string[] {
  const found: string[] = [];
  for (const line of db.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all()) {
    if (line !== 'ok') found.push(`The database file is damaged: ${line}.`);
  }
  for (const row of db.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all()) {
    found.push(`A row of ${row.table} refers to a missing row of ${row.parent}.`);
  }
  found.push(...indexProblems(db));
  return found;
}
