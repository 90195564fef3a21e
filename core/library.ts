/** What the archive says of itself, and what a search answers. */

export interface CountedName {
  name: string;
  count: number;
}

export interface LibraryOverview {
  all: number;
  /** Stories with at least one highlight. */
  annotated: number;
  starred: number;
  unread: number;
  /** Stories in the trash; no other count holds them. */
  trashed: number;
  /** By name; a tag's count holds the stories of those nested below it, and what they stand below is there as well. */
  tags: CountedName[];
  /** By count, largest first. */
  publications: CountedName[];
}

export interface ArchiveStats {
  articles: number;
  annotations: number;
  tags: number;
  publications: number;
  collections: number;
  savedSearches: number;
  starred: number;
  unread: number;
  /** Stories in the trash, which are not among `articles`. */
  trashed: number;
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
  /** As {@link StoryState} has them. */
  readAt: string;
  starredAt: string;
  trashedAt: string;
  /** Larger is better; comparable within one answer only. */
  score: number;
  snippet: SnippetPart[];
}

/** A hit without what people read: for programs that want many of them. */
export type BareHit = Pick<SearchHit, 'uid' | 'sourceId' | 'score'>;

/** An annotation that a search over annotations found. */
export interface AnnotationHit {
  uid: string;
  articleUid: string;
  /** The story's. */
  headline: string;
  color: string;
  passage: SnippetPart[];
  note: SnippetPart[];
  tags: string[];
  updatedAt: string;
  score: number;
}

export interface Facets {
  publications: CountedName[];
  tags: CountedName[];
  years: CountedName[];
  languages: CountedName[];
}

/** What one bar of the timeline stands for. */
export const TIMELINE_UNITS = ['year', 'month', 'day'] as const;
export type TimelineUnit = (typeof TIMELINE_UNITS)[number];

/** Stories by time of publication, oldest first, without empty bars: `2018`, `2018-09` or `2018-09-23`. */
export interface Timeline {
  unit: TimelineUnit;
  bars: CountedName[];
  /** Stories without a date. */
  undated: number;
}

/** Something a person may go on typing. */
export interface Suggestion {
  kind: 'word' | 'tag' | 'publication' | 'operator' | 'value';
  /** What takes the place of the word being typed. */
  text: string;
  /** Stories behind it; 0 for operators. */
  count: number;
  /** What an operator does, for people. */
  help: string;
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** Stories that match, in all. */
  total: number;
  /** There are more than `total`; `search.count` tells how many. */
  atLeast: boolean;
  milliseconds: number;
  /** Parts of the query that mean nothing here, or are too common to be searched for, and were left out. */
  ignored: string[];
  /** The query with words the archive knows in place of those it does not, or an empty string. */
  didYouMean: string;
}

export interface CheckReport {
  ok: boolean;
  /** One sentence a problem. Empty when `ok`. */
  problems: string[];
  articles: number;
  originals: number;
}
