import type { ImportRun, ImportRunState } from '../../core/importing';
import type { ImportedStory, Page } from '../store';
import type { ReadableDb, WritableDb } from './handle';
import { valueOf } from './statement';

interface ImportRunRow {
  uid: string;
  state: string;
  sources: string;
  options: string;
  imported: number;
  duplicate: number;
  skipped: number;
  failed: number;
  started_at: string;
  finished_at: string;
}

function fromRow(row: ImportRunRow): ImportRun {
  const { uid, imported, duplicate, skipped, failed } = row;
  return {
    uid,
    state: row.state as ImportRunState,
    sources: JSON.parse(row.sources) as string[],
    options: JSON.parse(row.options) as ImportRun['options'],
    counts: { imported, duplicate, skipped, failed },
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

function toRow(run: ImportRun): ImportRunRow {
  return {
    uid: run.uid,
    state: run.state,
    sources: JSON.stringify(run.sources),
    options: JSON.stringify(run.options),
    ...run.counts,
    started_at: run.startedAt,
    finished_at: run.finishedAt,
  };
}

export function getImportRun(db: ReadableDb, uid: string): ImportRun | null {
  const row = db.prepare<[string], ImportRunRow>('SELECT * FROM import_runs WHERE uid = ?').get(uid);
  return row ? fromRow(row) : null;
}

export function listImportRuns(db: ReadableDb, page: Page): ImportRun[] {
  return db
    .prepare<[number, number], ImportRunRow>('SELECT * FROM import_runs ORDER BY id DESC LIMIT ? OFFSET ?')
    .all(page.limit, page.offset)
    .map(fromRow);
}

/** A run's stories in the order of import, behind the story `after` (empty for the first), and what was done to each since. */
export function importedStories(db: ReadableDb, run: string, after: string, limit: number): ImportedStory[] {
  return db
    .prepare<[string, string, number], ImportedStory>(
      `SELECT uid, CASE WHEN edited_at > run.started_at THEN edited_at ELSE '' END AS editedAt,
         (SELECT count(*) FROM annotations WHERE article_id = articles.id AND removed_at IS NULL AND import_run_id IS NULL) AS annotationCount,
         EXISTS (SELECT 1 FROM article_state WHERE article_id = articles.id AND (starred_at > run.started_at OR merged_into <> ''))
           OR EXISTS (SELECT 1 FROM collection_items JOIN collections ON collections.id = collection_id
             WHERE article_id = articles.id AND import_run_id IS NOT run.id) AS isKept FROM articles
       JOIN (SELECT id, started_at FROM import_runs WHERE uid = ?) AS run ON run.id = articles.import_run_id
       WHERE articles.id > coalesce((SELECT id FROM articles WHERE uid = ?), 0) ORDER BY articles.id LIMIT ?`,
    )
    .all(run, after, limit);
}

/** The run that a story came with, or `null`. */
export function importRunOf(db: ReadableDb, uid: string): string | null {
  const sql = 'SELECT import_runs.uid FROM articles JOIN import_runs ON import_runs.id = import_run_id WHERE articles.uid = ?';
  return valueOf<[string], string>(db, sql).get(uid) ?? null;
}

/** What came with a run besides stories and holds nothing, as far as nobody changed it. */
export function emptyShelves(db: ReadableDb, run: string): { collections: string[]; savedSearches: string[] } {
  const ofRun = 'import_run_id = (SELECT id FROM import_runs WHERE uid = ?)';
  const empty = `NOT EXISTS (SELECT 1 FROM collection_items WHERE collection_id = collections.id)
    AND NOT EXISTS (SELECT 1 FROM collections AS inner WHERE inner.parent_id = collections.id)`;
  return {
    collections: db.prepare<[string], string>(`SELECT uid FROM collections WHERE ${ofRun} AND ${empty}`).pluck().all(run),
    savedSearches: db.prepare<[string], string>(`SELECT uid FROM saved_searches WHERE ${ofRun}`).pluck().all(run),
  };
}

/** Annotations that came with a run on stories of other runs, as far as nobody changed them. */
export function strayAnnotations(db: ReadableDb, run: string, limit: number): string[] {
  return db
    .prepare<[string, number], string>(
      `SELECT annotations.uid FROM annotations JOIN articles ON articles.id = article_id
       WHERE annotations.import_run_id = (SELECT id FROM import_runs WHERE uid = ?)
       AND articles.import_run_id IS NOT annotations.import_run_id LIMIT ?`,
    )
    .pluck()
    .all(run, limit);
}

export function countImportedStories(db: ReadableDb, run: string): number {
  return (
    db
      .prepare<[string], number>('SELECT count(*) FROM articles WHERE import_run_id = (SELECT id FROM import_runs WHERE uid = ?)')
      .pluck()
      .get(run) ?? 0
  );
}

export function insertImportRun(db: WritableDb, run: ImportRun): void {
  db.prepare(
    `INSERT INTO import_runs (uid, state, sources, options, imported, duplicate, skipped, failed, started_at, finished_at)
     VALUES (@uid, @state, @sources, @options, @imported, @duplicate, @skipped, @failed, @started_at, @finished_at)`,
  ).run(toRow(run));
}

export function updateImportRun(db: WritableDb, run: ImportRun): void {
  db.prepare(
    `UPDATE import_runs SET state = @state, sources = @sources, options = @options, imported = @imported, duplicate = @duplicate,
       skipped = @skipped, failed = @failed, started_at = @started_at, finished_at = @finished_at WHERE uid = @uid`,
  ).run(toRow(run));
}
