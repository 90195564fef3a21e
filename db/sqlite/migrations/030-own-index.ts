import type { Migration } from './migration';

/**
 * The full-text index as `db/sqlite/index/` keeps it: immutable segments, cut into blocks, and what is waiting to enter one, with
 * a stamp that is another one after each change; and the stories' values as columns, for filters, facets and the timeline. All of it follows from the other tables, and
 * `reindex` makes it anew.
 */
export const ownIndex: Migration = {
  to: 30,
  purpose: 'replace FTS5 by an index of our own',
  up(db) {
    db.exec(`
      DROP TABLE article_index;
      DROP INDEX articles_publication;

      CREATE TABLE index_segments (
        id INTEGER PRIMARY KEY,
        space TEXT NOT NULL,
        documents INTEGER NOT NULL,
        header BLOB NOT NULL,
        retired INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE TABLE index_blocks (
        id INTEGER PRIMARY KEY,
        bytes BLOB NOT NULL
      ) STRICT;
      CREATE TABLE index_documents (
        space TEXT NOT NULL,
        chunk INTEGER NOT NULL,
        version INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (space, chunk)
      ) STRICT;
      CREATE INDEX index_documents_version ON index_documents (space, version);
      CREATE TABLE index_pending (
        space TEXT NOT NULL,
        document INTEGER NOT NULL,
        stamp INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (space, document)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE index_stems (
        stem TEXT NOT NULL,
        term TEXT NOT NULL,
        PRIMARY KEY (stem, term)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE index_state (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        version INTEGER NOT NULL,
        next_segment INTEGER NOT NULL
      ) STRICT;
      INSERT INTO index_state (only, version, next_segment) VALUES (1, 0, 0);
      CREATE TABLE languages (
        id INTEGER PRIMARY KEY,
        tag TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE TABLE article_columns (
        chunk INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        bytes BLOB NOT NULL
      ) STRICT;
      CREATE INDEX article_columns_version ON article_columns (version);

      INSERT INTO index_pending (space, document) SELECT 'articles', id FROM articles;
      INSERT INTO index_pending (space, document) SELECT 'annotations', id FROM annotations WHERE removed_at IS NULL;
    `);
  },
};
