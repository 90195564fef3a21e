import type { SavedSearch } from '../../core/collection';
import type { ReadableDb, WritableDb } from './handle';

const SELECT = 'SELECT uid, name, query, position, created_at AS createdAt FROM saved_searches';

/** In their order. */
export function listSavedSearches(db: ReadableDb): SavedSearch[] {
  return db.prepare<[], SavedSearch>(`${SELECT} ORDER BY position, id`).all();
}

export function getSavedSearch(db: ReadableDb, uid: string): SavedSearch | null {
  return db.prepare<[string], SavedSearch>(`${SELECT} WHERE uid = ?`).get(uid) ?? null;
}

/**
 * Adds or replaces a saved search.
 * @param importRun the run it came with
 */
export function putSavedSearch(db: WritableDb, search: SavedSearch, importRun: string | null = null): void {
  db.prepare(
    `INSERT INTO saved_searches (uid, name, query, position, created_at, import_run_id)
     VALUES (@uid, @name, @query, @position, @createdAt, (SELECT id FROM import_runs WHERE uid = @importRun))
     ON CONFLICT (uid) DO UPDATE SET name = excluded.name, query = excluded.query, position = excluded.position,
       created_at = excluded.created_at, import_run_id = excluded.import_run_id`,
  ).run({ ...search, importRun });
}

export function deleteSavedSearch(db: WritableDb, uid: string): void {
  db.prepare('DELETE FROM saved_searches WHERE uid = ?').run(uid);
}
