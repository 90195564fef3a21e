import type { Migration } from './migration';

/**
 * The import run that an annotation came with, as long as nobody changed it: undoing the run takes it along, and what a person did
 * stays.
 */
export const importedAnnotations: Migration = {
  to: 80,
  purpose: 'know which annotations came with an import',
  up(db) {
    db.exec(`
      ALTER TABLE annotations ADD COLUMN import_run_id INTEGER REFERENCES import_runs (id);
      CREATE INDEX annotations_import_run ON annotations (import_run_id) WHERE import_run_id IS NOT NULL;
    `);
  },
};
