import type { Migration } from './migration';

/**
 * The import run that a collection or a saved search came with, as of annotations (080). The second copies (050) hold every column, and
 * are made anew.
 */
export const importedShelves: Migration = {
  to: 90,
  purpose: 'know which collections and saved searches came with an import',
  up(db) {
    db.exec(`
      ALTER TABLE collections ADD COLUMN import_run_id INTEGER REFERENCES import_runs (id);
      ALTER TABLE saved_searches ADD COLUMN import_run_id INTEGER REFERENCES import_runs (id);
      DROP INDEX collections_copy;
      CREATE INDEX collections_copy ON collections (id, uid, parent_id, position, name, created_at, import_run_id);
      DROP INDEX saved_searches_copy;
      CREATE INDEX saved_searches_copy ON saved_searches (id, uid, name, query, position, created_at, import_run_id);
    `);
  },
};
