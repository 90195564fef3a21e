import { sealAll } from '../digests';
import type { Migration } from './migration';

/** A digest beside every story, annotation and original, by which `check` and salvage tell whether it is still what was saved. */
export const digests: Migration = {
  to: 40,
  purpose: 'keep a digest of every story, annotation and original',
  up(db) {
    db.exec(`
      ALTER TABLE articles ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE annotations ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE originals ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
    `);
    sealAll(db);
  },
};
