import { fingerprintAll } from '../fingerprints';
import type { Migration } from './migration';

/**
 * What people do with stories besides keeping them: reading state, collections, saved searches, publications, import runs,
 * jobs, settings, and the history of edits that undo walks back.
 *
 * What changes often (`article_state`) stands apart from the story's text, so that a star does not rewrite a page of text.
 * An excerpt follows from the text and is no longer stored. An address is found by what it means (`article_fingerprints`).
 */
export const completeModel: Migration = {
  to: 20,
  purpose: 'complete the data model',
  up(db) {
    db.exec(`
      CREATE TABLE import_runs (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'cancelled', 'failed', 'undone')),
        sources TEXT NOT NULL CHECK (json_valid(sources)),
        options TEXT NOT NULL CHECK (json_valid(options)),
        imported INTEGER NOT NULL DEFAULT 0,
        duplicate INTEGER NOT NULL DEFAULT 0,
        skipped INTEGER NOT NULL DEFAULT 0,
        failed INTEGER NOT NULL DEFAULT 0,
        started_at TEXT NOT NULL,
        finished_at TEXT NOT NULL DEFAULT ''
      ) STRICT;

      ALTER TABLE articles DROP COLUMN excerpt;
      ALTER TABLE articles ADD COLUMN edited_at TEXT NOT NULL DEFAULT '';
      ALTER TABLE articles ADD COLUMN import_run_id INTEGER REFERENCES import_runs (id);
      CREATE INDEX articles_import_run ON articles (import_run_id) WHERE import_run_id IS NOT NULL;
      CREATE INDEX articles_source ON articles (source_id) WHERE source_id <> '';

      CREATE TABLE article_state (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        read_at TEXT NOT NULL DEFAULT '',
        opened_at TEXT NOT NULL DEFAULT '',
        starred_at TEXT NOT NULL DEFAULT '',
        trashed_at TEXT NOT NULL DEFAULT '',
        merged_into TEXT NOT NULL DEFAULT '',
        position INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX article_state_trashed ON article_state (trashed_at) WHERE trashed_at <> '';

      CREATE TABLE article_fingerprints (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        address INTEGER NOT NULL,
        bands BLOB NOT NULL CHECK (length(bands) IN (0, 16))
      ) STRICT;
      CREATE INDEX article_fingerprints_address ON article_fingerprints (address) WHERE address <> 0;
      DROP INDEX articles_url;

      CREATE TABLE publications (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        url TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''
      ) STRICT;
      INSERT INTO publications (name) SELECT DISTINCT publication FROM articles WHERE publication <> '';

      CREATE TABLE collections (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        parent_id INTEGER REFERENCES collections (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX collections_parent ON collections (parent_id, position);
      CREATE TABLE collection_items (
        collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        PRIMARY KEY (collection_id, article_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX collection_items_article ON collection_items (article_id);

      CREATE TABLE saved_searches (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        position INTEGER NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL CHECK (json_valid(value))
      ) STRICT;

      CREATE TABLE edits (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        label TEXT NOT NULL CHECK (json_valid(label)),
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
        changes TEXT NOT NULL CHECK (json_valid(changes))
      ) STRICT;

      CREATE TABLE jobs (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'finished', 'cancelled', 'failed')),
        input TEXT NOT NULL CHECK (json_valid(input)),
        cursor TEXT NOT NULL CHECK (json_valid(cursor)),
        done INTEGER NOT NULL DEFAULT 0,
        total INTEGER NOT NULL DEFAULT 0,
        message TEXT NOT NULL DEFAULT '',
        process INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
      ) STRICT;
    `);
    fingerprintAll(db);
  },
};
