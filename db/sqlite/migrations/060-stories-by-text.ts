import type { Migration } from './migration';

/**
 * Finds a story by its text where it has nothing else to be known by: neither an original, nor an identifier of where it came
 * from, nor an address. All others are known by those, and are not in it. Eight characters of a hash tell nearly all apart.
 */
export const storiesByText: Migration = {
  to: 60,
  purpose: 'know stories without a source by their text',
  up(db) {
    db.exec(`
      CREATE INDEX articles_text ON articles (substr(text_hash, 1, 8))
        WHERE original_sha256 IS NULL AND source_id = '' AND url = '';
    `);
  },
};
