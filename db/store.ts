/**
 * What an archive can be asked, without an engine. Services know these interfaces only; `db/sqlite/` implements them for
 * one person's machine. No rule of the archive (duplicates, anchoring, undo) may live behind this seam alone.
 */
import type { Annotation } from '../core/annotation';
import type { Article, ArticleSummary, OriginalInfo } from '../core/article';
import type { Scope } from '../core/contract';
import type {
  AnnotationHit,
  ArchiveStats,
  BareHit,
  CountedName,
  Facets,
  LibraryOverview,
  SearchHit,
  Timeline,
  TimelineUnit,
} from '../core/library';
import type { Query } from '../core/query';

export interface Page {
  limit: number;
  offset: number;
}

export interface ArticleReader {
  get(uid: string): Promise<Article | null>;
  /** Newest by date of publication first, then by date of import. */
  list(scope: Scope, page: Page): Promise<{ items: ArticleSummary[]; total: number }>;
  /** The story with this canonical address, if one is there. */
  findByUrl(url: string): Promise<string | null>;
  /** The story imported from these bytes, if one is there. `ordinal` tells the stories of one file apart, from 0. */
  findByOriginal(sha256: string, ordinal: number): Promise<string | null>;
  /** The story with this identifier in its own collection and this very text, if one is there. */
  findBySource(sourceId: string, textHash: string): Promise<string | null>;
  /** Every uid in the order of import, for whole-archive work. */
  uids(page: Page): Promise<string[]>;
  /** The uids that follow `after` (empty: from the first), in their own order. As quick at the end of an archive as at its beginning. */
  uidsAfter(after: string, limit: number): Promise<string[]>;
}

/** An article as it is written; what the store derives itself (excerpt, tags' ids, index) is not in it. */
export interface NewArticle extends Omit<Article, 'original' | 'excerpt' | 'html'> {
  /** `null` for a story of plain paragraphs, whose HTML follows from its text. */
  html: string | null;
  original: { sha256: string; ordinal: number } | null;
}

export interface ArticleWriter extends ArticleReader {
  /** Adds the story, its tags and its index entry. */
  insert(article: NewArticle): Promise<void>;
}

export interface AnnotationReader {
  get(uid: string): Promise<Annotation | null>;
  /** Of one story, not the removed ones, in the order of the text. */
  ofArticle(articleUid: string): Promise<Annotation[]>;
}

export interface AnnotationWriter extends AnnotationReader {
  insert(annotation: Annotation): Promise<void>;
  /** Replaces everything but `uid` and `articleUid`. */
  update(annotation: Annotation): Promise<void>;
  /** Takes it out of sight; the row stays for {@link restore}. */
  remove(uid: string, at: string): Promise<boolean>;
  restore(uid: string): Promise<boolean>;
}

export interface OriginalReader {
  info(sha256: string): Promise<OriginalInfo | null>;
  /** The bytes as they were imported. */
  bytes(sha256: string): Promise<Uint8Array | null>;
}

export interface OriginalWriter extends OriginalReader {
  /** Keeps the bytes once, however many stories came from them. */
  put(info: OriginalInfo, bytes: Uint8Array): Promise<void>;
}

/** A page of what a query finds. */
export interface FoundPage<Hit> {
  hits: Hit[];
  total: number;
  /** There may be more than `total`: what was looked for is so common that the search stopped at its budget. */
  atLeast: boolean;
  /** Parts of the query that mean nothing, and words too common to be searched for. */
  ignored: string[];
}

export interface SearchReader {
  /** The page's hits in the query's order. */
  run(query: Query, scope: Scope, page: Page): Promise<FoundPage<SearchHit>>;
  /** As {@link run}, for programs that need neither headline nor snippet. */
  bare(query: Query, scope: Scope, page: Page): Promise<FoundPage<BareHit>>;
  /** How many stories match, also where {@link run} says that there may be more. */
  count(query: Query, scope: Scope): Promise<number>;
  /** Counts over everything the query finds, largest first, years newest first; stories without a value are not counted. */
  facets(query: Query, scope: Scope): Promise<Facets>;
  timeline(query: Query, scope: Scope, unit: TimelineUnit): Promise<Timeline>;
  /** Annotations that match, by the same language; what is about stories is asked of theirs. */
  annotations(query: Query, page: Page): Promise<FoundPage<AnnotationHit>>;
  /** Words, tags and publications that begin so, the most frequent first. */
  completions(kind: 'word' | 'tag' | 'publication', beginning: string, limit: number): Promise<CountedName[]>;
  /** The words of a query that the archive does not know, each with the most likely one that it does. */
  corrections(words: readonly string[]): Promise<Map<string, string>>;
  /** Stories that share the words which mark this one, the most alike first. */
  related(uid: string, limit: number): Promise<SearchHit[]>;
}

export interface Maintenance {
  overview(): Promise<LibraryOverview>;
  stats(): Promise<ArchiveStats>;
  /** Integrity of the engine's own structures and of the index against the text; one sentence a problem. */
  problems(): Promise<string[]>;
  /** Every original's checksum, for the fixity check. */
  originals(page: Page): Promise<string[]>;
}

/** An archive as readers see it. */
export interface ReadStore {
  articles: ArticleReader;
  annotations: AnnotationReader;
  originals: OriginalReader;
  search: SearchReader;
  maintenance: Maintenance;
}

/** An archive inside a unit of work. */
export interface WriteStore extends ReadStore {
  articles: ArticleWriter;
  annotations: AnnotationWriter;
  originals: OriginalWriter;
}

export interface WriteOptions {
  /** Many units of work follow each other: words may collect before they enter the index. The last one says false. */
  bulk?: boolean;
}

/** An open archive. */
export interface Archive {
  readonly read: ReadStore;
  /**
   * One unit of work: everything in it is kept, or nothing is. Units run one after the other.
   * @throws BroadsheetError `disk-full`, `busy`, `unwritable`, `not-an-archive`; whatever `work` throws, after undoing it
   */
  write<T>(work: (store: WriteStore) => Promise<T>, options?: WriteOptions): Promise<T>;
  close(): Promise<void>;
}
