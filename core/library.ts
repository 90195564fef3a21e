/** What the archive says of itself, and what a search answers. */

export interface CountedName {
  name: string;
  count: number;
}

export interface LibraryOverview {
  all: number;
  /** Stories with at least one highlight. */
  annotated: number;
  /** By name. */
  tags: CountedName[];
  /** By count, largest first. */
  publications: CountedName[];
}

export interface ArchiveStats {
  articles: number;
  annotations: number;
  tags: number;
  publications: number;
  originals: number;
  /** Uncompressed bytes of all originals. */
  originalBytes: number;
  words: number;
  /** Size of the database file, in bytes. */
  fileBytes: number;
  schemaVersion: number;
  archive: string;
}

/** A piece of a snippet; `hit` pieces are marked. */
export interface SnippetPart {
  text: string;
  hit: boolean;
}

export interface SearchHit {
  uid: string;
  sourceId: string;
  headline: SnippetPart[];
  byline: string;
  published: string;
  publication: string;
  language: string;
  tags: string[];
  annotationCount: number;
  /** Larger is better; comparable within one answer only. */
  score: number;
  snippet: SnippetPart[];
}

export interface Facets {
  publications: CountedName[];
  tags: CountedName[];
  years: CountedName[];
  languages: CountedName[];
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** Stories that match, in all. */
  total: number;
  milliseconds: number;
  /** Parts of the query that mean nothing here and were left out. */
  ignored: string[];
}

export interface CheckReport {
  ok: boolean;
  /** One sentence a problem. Empty when `ok`. */
  problems: string[];
  articles: number;
  originals: number;
}
