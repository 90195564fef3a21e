import { settleAllAnnotations } from '../orphans';
import type { Migration } from './migration';

/**
 * Whether an annotation lost its passage follows from its selector and its story's text, and is noted beside it, so that lists
 * need not read texts. The index gives the order of time.
 */
export const listAnnotations: Migration = {
  to: 70,
  purpose: 'list all annotations of the archive',
  up(db) {
    db.exec(`
      ALTER TABLE annotations ADD COLUMN orphaned INTEGER NOT NULL DEFAULT 0 CHECK (orphaned IN (0, 1));
      CREATE INDEX annotations_made ON annotations (created_at) WHERE removed_at IS NULL;
    `);
    settleAllAnnotations(db);
  },
};
