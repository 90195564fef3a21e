CREATE TABLE originals (
  sha256 TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  byte_length INTEGER NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('identity', 'gzip')),
  bytes BLOB NOT NULL
) STRICT;

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
  excerpt TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT,
  text_hash TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  retrieved TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  import_format TEXT NOT NULL,
  original_sha256 TEXT REFERENCES originals (sha256),
  original_ordinal INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX articles_newest ON articles (published DESC, id DESC);

CREATE INDEX articles_publication ON articles (publication, published DESC, id DESC) WHERE publication <> '';

CREATE INDEX articles_url ON articles (url) WHERE url <> '';

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

CREATE INDEX article_tags_tag ON article_tags (tag_id, article_id);

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
) STRICT;

CREATE INDEX annotations_article ON annotations (article_id, "start") WHERE removed_at IS NULL;

CREATE TABLE annotation_tags (
  annotation_id INTEGER NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (annotation_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE article_index USING fts5 (
  headline, deck, byline, place, body, tags,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
