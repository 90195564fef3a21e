CREATE TABLE originals (
  sha256 TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  byte_length INTEGER NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('identity', 'gzip')),
  bytes BLOB NOT NULL
, digest INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  source_id TEXT NOT NULL,
  headline TEXT NOT NULL,
  deck TEXT NOT NULL,
  kicker TEXT NOT NULL,
  byline TEXT NOT NULL,
  dateline TEXT NOT NULL,
  publication TEXT NOT NULL,
  section TEXT NOT NULL,
  edition TEXT NOT NULL,
  slugline TEXT NOT NULL,
  embargo TEXT NOT NULL,
  credit_line TEXT NOT NULL,
  rights TEXT NOT NULL,
  url TEXT NOT NULL,
  language TEXT NOT NULL,
  published TEXT NOT NULL,
  updated TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT,
  text_hash TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  retrieved TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  import_format TEXT NOT NULL,
  original_sha256 TEXT REFERENCES originals (sha256),
  original_ordinal INTEGER NOT NULL DEFAULT 0
, edited_at TEXT NOT NULL DEFAULT '', import_run_id INTEGER REFERENCES import_runs (id), digest INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX articles_newest ON articles (published DESC, id DESC);

CREATE UNIQUE INDEX articles_original ON articles (original_sha256, original_ordinal) WHERE original_sha256 IS NOT NULL;

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE article_tags (
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE annotations (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  color TEXT NOT NULL,
  note TEXT NOT NULL,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  removed_at TEXT
, digest INTEGER NOT NULL DEFAULT 0, orphaned INTEGER NOT NULL DEFAULT 0 CHECK (orphaned IN (0, 1)), import_run_id INTEGER REFERENCES import_runs (id)) STRICT;

CREATE INDEX annotations_article ON annotations (article_id, "start") WHERE removed_at IS NULL;

CREATE TABLE annotation_tags (
  annotation_id INTEGER NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (annotation_id, tag_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE publications (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE collections (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  parent_id INTEGER REFERENCES collections (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL
, import_run_id INTEGER REFERENCES import_runs (id)) STRICT;

CREATE INDEX collections_parent ON collections (parent_id, position);

CREATE TABLE collection_items (
  collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (collection_id, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  position INTEGER NOT NULL,
  created_at TEXT NOT NULL
, import_run_id INTEGER REFERENCES import_runs (id)) STRICT;

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

CREATE TABLE sqlite_sequence(name,seq);

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

CREATE INDEX article_tags_copy ON article_tags (tag_id, article_id, position);

CREATE INDEX annotation_tags_copy ON annotation_tags (tag_id, annotation_id, position);

CREATE INDEX collection_items_copy ON collection_items (article_id, collection_id, position);

CREATE INDEX article_state_copy ON article_state (article_id, read_at, opened_at, starred_at, trashed_at, merged_into, position);

CREATE INDEX publications_copy ON publications (id, name, url, note);

CREATE INDEX settings_copy ON settings (name, value);

CREATE INDEX import_runs_copy ON import_runs
  (id, uid, state, sources, options, imported, duplicate, skipped, failed, started_at, finished_at);

CREATE INDEX edits_copy ON edits (id, at, label, undone, changes);

CREATE INDEX articles_text ON articles (substr(text_hash, 1, 8))
  WHERE original_sha256 IS NULL AND source_id = '' AND url = '';

CREATE INDEX annotations_made ON annotations (created_at) WHERE removed_at IS NULL;

CREATE INDEX annotations_import_run ON annotations (import_run_id) WHERE import_run_id IS NOT NULL;

CREATE INDEX collections_copy ON collections (id, uid, parent_id, position, name, created_at, import_run_id);

CREATE INDEX saved_searches_copy ON saved_searches (id, uid, name, query, position, created_at, import_run_id);
