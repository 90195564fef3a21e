/**
 * What an archive can be asked, without an engine. Services know these interfaces only; `db/sqlite/` implements them for
 * one person's machine. No rule of the archive (duplicates, anchoring, undo) may live behind this seam alone.
 */
import type { Annotation } from '../core/annotation';
import type { AnnotationFilter, AnnotationList } from '../core/annotation-list';
import type { Article, ArticleFields, ArticleSummary, OriginalInfo, PackedBytes } from '../core/article';
import type { Collection, CountedCollection, CountedPublication, CountedTag, PublicationFacts, SavedSearch } from '../core/collection';
import type { Scope } from '../core/contract';
import type { Change, EditEntry, EditLabel, Json } from '../core/edit';
import type { ImportRun } from '../core/importing';
import type { Job } from '../core/jobs';
import type {
  AnnotationHit,
  ArchiveStats,
  BareHit,
  CheckReport,
  CountedName,
  Facets,
  LibraryOverview,
  SearchHit,
  Timeline,
  TimelineUnit,
} from '../core/library';
import type { Query } from '../core/query';
import type { Sort } from '../core/query-language';
import type { StoryState } from '../core/state';

export interface Page {
  limit: number;
  offset: number;
}

export interface ArticleReader {
  get(uid: string): Promise<Article | null>;
  /**
   * Newest by date of publication first, then by date of import, and a collection and the trash in their own order, unless another
   * is asked for. Stories in the trash are in
   * no list but that of the scope `trashed`. Inside a unit of work some scopes are still listed as they were before it.
   */
  list(scope: Scope, page: Page, sort?: Sort): Promise<{ items: ArticleSummary[]; total: number }>;
  /** The story whose address means the same ({@link addressKey}), in the trash or not, if one is there. */
  findByUrl(url: string): Promise<string | null>;
  /** The story imported from these bytes, if one is there. `ordinal` tells the stories of one file apart, from 0. */
  findByOriginal(sha256: string, ordinal: number): Promise<string | null>;
  /** The first story of this text among those with neither original nor source identifier nor address. */
  findByText(textHash: string): Promise<string | null>;
  /** Which original a story came from, and which of the stories in it it is. */
  originOf(uid: string): Promise<{ sha256: string; ordinal: number } | null>;
  /** The story with this identifier in its own collection and this very text, if one is there. */
  findBySource(sourceId: string, textHash: string): Promise<string | null>;
  /** Every uid in the order of import, for whole-archive work. Stories in the trash are left out. */
  uids(page: Page): Promise<string[]>;
  /** As {@link uids}: those that follow `after` (empty: from the first), in their own order. As quick at the end of an archive as at its beginning. */
  uidsAfter(after: string, limit: number): Promise<string[]>;
  /** The sketches of stories outside the trash, in the order of import, from behind a row on; 0 begins. */
  fingerprints(after: number, limit: number): Promise<Fingerprint[]>;
  /** The rows of stories outside the trash whose addresses mean the same, in groups of two and more, in the order of import. */
  sharedAddresses(): Promise<number[][]>;
  /** The story in a row, or `null`. */
  uidAt(row: number): Promise<string | null>;
}

/** The sketch by which a near-identical text is recognised. Rows instead of uids, since all of an archive's are held at once. */
export interface Fingerprint {
  /** Where the story stands in the order of import, from 1. */
  row: number;
  /** {@link bandsOf} its text; empty for a text too short to compare. */
  bands: number[];
}

/** An article as it is written; what the store derives itself (excerpt, tags' ids, index) is not in it. */
export interface NewArticle extends Omit<Article, 'original' | 'excerpt' | 'editedAt' | 'html'> {
  /** `null` for a story of plain paragraphs, whose HTML follows from its text. */
  html: string | null;
  original: { sha256: string; ordinal: number } | null;
  /** The import run it came with. */
  importRun?: string | null;
  /** Empty unless it was edited in the archive that it comes from. */
  editedAt?: string;
}

/** What can change in a story; what is left out stays. Text comes with its HTML, hash and count of words. */
export type ArticleChange = Partial<ArticleFields & Pick<Article, 'html' | 'text' | 'textHash' | 'wordCount' | 'tags' | 'editedAt'>>;

export interface ArticleWriter extends ArticleReader {
  /** Adds the story, its tags and its index entry. */
  insert(article: NewArticle): Promise<void>;
  /** The index entry follows when the unit of work ends. @returns whether there is such a story */
  update(uid: string, change: ArticleChange): Promise<boolean>;
  /** Removes the story for good, and the original when no other story came from it. @returns whether there was such a story */
  purge(uid: string): Promise<boolean>;
}

export interface StateReader {
  /** `null` when there is no such story. */
  get(uid: string): Promise<StoryState | null>;
  /** Stories that went to the trash before this time (ISO 8601, UTC), the longest ago first. */
  trashedBefore(time: string, limit: number): Promise<string[]>;
}

export interface StateWriter extends StateReader {
  /** @returns whether there is such a story */
  put(uid: string, state: StoryState): Promise<boolean>;
}

/**
 * Places by what they belong to: of the stories in a collection, of the tags on a story. In a change, `null` takes out, and
 * what is not named stays.
 */
export type Memberships = Record<string, number | null>;

/** What carries tags. */
export type TagCarrier = 'article' | 'annotation';

export interface TagReader {
  /** Every tag that something carries, by name. */
  list(): Promise<CountedTag[]>;
  /** The names of a tag and of those nested below it that something carries; the case counts. */
  family(name: string): Promise<string[]>;
  /** What carries a tag: `article:UID` or `annotation:UID`, removed ones included, and the tag's place there. */
  members(name: string): Promise<Memberships>;
  /** The tags of one carrier by name, each with its place. */
  of(carrier: TagCarrier, uid: string): Promise<Memberships>;
}

export interface TagWriter extends TagReader {
  /** Carriers that are not there are passed over. A tag that nothing carries is gone. */
  putMembers(name: string, change: Memberships): Promise<void>;
  putOf(carrier: TagCarrier, uid: string, change: Memberships): Promise<void>;
}

export interface CollectionReader {
  /** Siblings in their order. */
  list(): Promise<CountedCollection[]>;
  get(uid: string): Promise<Collection | null>;
  /** Its stories' uids and places, in order, those in the trash included. */
  items(uid: string): Promise<Memberships>;
  /** The uids of the collections that hold a story. */
  of(articleUid: string): Promise<string[]>;
  /** A story's places in collections, by their uids, in the order of these. */
  places(articleUid: string): Promise<Record<string, number>>;
}

export interface CollectionWriter extends CollectionReader {
  /**
   * Adds or replaces it; its stories stay. The parent must be there.
   * @param importRun the run it came with; forgotten once the collection is changed
   */
  put(collection: Collection, importRun?: string): Promise<void>;
  /** With everything below it. */
  remove(uid: string): Promise<void>;
  /** Stories that are not there are passed over. */
  putItems(uid: string, change: Memberships): Promise<void>;
}

export interface SavedSearchReader {
  /** In their order. */
  list(): Promise<SavedSearch[]>;
  get(uid: string): Promise<SavedSearch | null>;
}

export interface SavedSearchWriter extends SavedSearchReader {
  /** @param importRun the run it came with; forgotten once the search is changed */
  put(search: SavedSearch, importRun?: string): Promise<void>;
  remove(uid: string): Promise<void>;
}

export interface PublicationReader {
  /** Those with stories or with something noted on them, the fullest first. */
  list(): Promise<CountedPublication[]>;
  /** Whether it has stories, in the trash or not, or something noted on it. */
  has(name: string): Promise<boolean>;
  /** `null` when nothing is noted on it. */
  get(name: string): Promise<PublicationFacts | null>;
  /** Its stories' uids, those in the trash included; the places mean nothing. */
  stories(name: string): Promise<Memberships>;
}

export interface PublicationWriter extends PublicationReader {
  put(name: string, facts: PublicationFacts | null): Promise<void>;
  /** A story that is taken from a publication has none, until it is given to another. */
  putStories(name: string, change: Memberships): Promise<void>;
}

export interface SettingReader {
  /** `null` when it was never set. */
  get(name: string): Promise<Json>;
}

export interface SettingWriter extends SettingReader {
  /** `null` takes the setting away. */
  put(name: string, value: Json): Promise<void>;
}

export interface EditReader {
  /** Newest first. */
  list(limit: number): Promise<EditEntry[]>;
  /** Those that stand and touched a story or an annotation on it, newest first. */
  ofArticle(uid: string, limit: number): Promise<EditEntry[]>;
  /** What undo would take back, or redo would do again; `null` when there is nothing. */
  next(direction: 'undo' | 'redo'): Promise<EditEntry | null>;
  /** What an edit changed; nothing for one that is not in the history. */
  changes(id: number): Promise<Change[]>;
}

export interface EditWriter extends EditReader {
  /** Drops what was undone, and the oldest edits over {@link MAX_EDITS}. */
  append(at: string, label: EditLabel, changes: readonly Change[]): Promise<void>;
  mark(id: number, undone: boolean): Promise<void>;
  /** Takes changes out of the history for good; edits left without any go. */
  forget(isGone: (change: Change) => boolean): Promise<void>;
}

/** An annotation without its identifier and tags. */
export type AnnotationRecord = Omit<Annotation, 'uid' | 'tags'>;

export interface AnnotationReader {
  get(uid: string): Promise<Annotation | null>;
  /** Of one story, not the removed ones, in the order of the text. */
  ofArticle(articleUid: string): Promise<Annotation[]>;
  /** As {@link get}, without tags. */
  record(uid: string): Promise<AnnotationRecord | null>;
  /** Every one the story ever had, the removed ones included. */
  uids(articleUid: string): Promise<string[]>;
  /** Whether there is such an annotation, or was one that is removed now. */
  has(uid: string): Promise<boolean>;
}

export interface AnnotationWriter extends AnnotationReader {
  /** @param importRun the run it came with; forgotten once the annotation is changed */
  insert(annotation: Annotation, importRun?: string): Promise<void>;
  /** Replaces everything but `uid` and `articleUid`. */
  update(annotation: Annotation): Promise<void>;
  /** Takes it out of sight; the row stays for {@link restore}. */
  remove(uid: string, at: string): Promise<boolean>;
  restore(uid: string): Promise<boolean>;
  /** Adds it or replaces all but its tags, its story included; brings a removed one back. @returns whether its story is there */
  put(uid: string, record: AnnotationRecord): Promise<boolean>;
  /** Drops it for good. @returns whether there was such an annotation */
  purge(uid: string): Promise<boolean>;
}

export interface OriginalReader {
  info(sha256: string): Promise<OriginalInfo | null>;
  /** The bytes as they were imported. */
  bytes(sha256: string): Promise<Uint8Array | null>;
  /** The bytes as they are kept: gzip of one member (RFC 1952), or as they were imported where that does not make them smaller. */
  packed(sha256: string): Promise<PackedBytes | null>;
}

export interface OriginalWriter extends OriginalReader {
  /** Keeps the bytes once, however many stories came from them. */
  put(info: OriginalInfo, bytes: Uint8Array): Promise<void>;
  /** As {@link put}, of bytes that another archive packed and whose checksum was compared. */
  putPacked(info: OriginalInfo, packed: PackedBytes): Promise<void>;
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
  /** The uids of what {@link run} finds and {@link ArticleReader.list} lists; of the whole in no order. */
  uids(query: Query, scope: Scope, page: Page): Promise<string[]>;
  /** How many stories match, also where {@link run} says that there may be more. */
  count(query: Query, scope: Scope): Promise<number>;
  /** Counts over everything the query finds, largest first, years newest first; stories without a value are not counted. */
  facets(query: Query, scope: Scope): Promise<Facets>;
  timeline(query: Query, scope: Scope, unit: TimelineUnit): Promise<Timeline>;
  /** Annotations that match, by the same language; what is about stories is asked of theirs. */
  annotations(query: Query, page: Page): Promise<FoundPage<AnnotationHit>>;
  /** All annotations of the archive that a query finds, narrowed and in order. */
  listAnnotations(query: Query, filter: AnnotationFilter, page: Page): Promise<AnnotationList>;
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
  /** Where the archive is, and how large its file; reads nothing of what it holds. */
  file(): Promise<{ path: string; bytes: number }>;
}

export interface MaintenanceWriter extends Maintenance {
  /**
   * Builds the search index anew, up to `limit` stories at a time; `after` is 0 for the first call, then what the last one gave.
   * @returns how many there were; fewer than `limit` at the end
   */
  reindex(after: number, limit: number): Promise<{ after: number; done: number }>;
  /**
   * Takes up to `limit` stories into the index that still wait for it, as a crash or an edit of many leaves them: until then
   * they are found by their old words, and new ones not at all.
   * @returns how many are left
   */
  takeIn(limit: number): Promise<number>;
  /**
   * A step of putting the search index in order, by which searches become faster; nothing else changes. Many stories that came in
   * leave work for minutes, all of it in small steps.
   * @param budget milliseconds after which the step ends, about
   * @returns whether there is more to do
   */
  tidy(budget: number): Promise<boolean>;
}

/** A job as it is kept, with what it needs to go on. */
export interface StoredJob extends Job {
  /** What it was asked to do; JSON. */
  input: unknown;
  /** Behind which piece of work it stands; JSON, `null` at the beginning. */
  cursor: unknown;
  /** The process that runs it or holds it paused; 0 when none does. */
  process: number;
}

/** What changes while a job runs. What is left out stays. */
export interface JobChange extends Partial<Pick<StoredJob, 'state' | 'done' | 'total' | 'message' | 'cursor' | 'process'>> {
  updatedAt: string;
}

export interface JobReader {
  get(uid: string): Promise<StoredJob | null>;
  /** Those that have not ended, and failed ones, which may go on; oldest first. */
  unfinished(): Promise<StoredJob[]>;
}

export interface JobWriter extends JobReader {
  insert(job: StoredJob): Promise<void>;
  update(uid: string, change: JobChange): Promise<void>;
  /** Forgets jobs that ended before a time, ISO 8601. */
  removeEnded(before: string): Promise<void>;
}

/** A story of an import run, and what was done to it since. */
export interface ImportedStory {
  uid: string;
  /** ISO 8601; empty when its text and fields are as imported. */
  editedAt: string;
  /** Highlights that a person made or changed, and did not remove. */
  annotationCount: number;
  /** 1 when a person starred it since, put it into a collection that did not come with the run, or merged it, else 0. */
  isKept: number;
}

export interface ImportRunReader {
  get(uid: string): Promise<ImportRun | null>;
  /** Newest first. */
  list(page: Page): Promise<ImportRun[]>;
  /** Its stories in the order of import, behind the story `after` (empty for the first). */
  stories(run: string, after: string, limit: number): Promise<ImportedStory[]>;
  /** How many of its stories are still there. */
  storyCount(run: string): Promise<number>;
  /** The run that a story came with, or `null`. */
  runOf(uid: string): Promise<string | null>;
  /** The uids of saved searches that came with the run, and of its collections that hold neither stories nor collections, as far as nobody changed them. */
  emptyShelves(run: string): Promise<{ collections: string[]; savedSearches: string[] }>;
  /** Annotations that came with the run on stories that were there before it, as far as nobody changed them. */
  strayAnnotations(run: string, limit: number): Promise<string[]>;
}

export interface ImportRunWriter extends ImportRunReader {
  insert(run: ImportRun): Promise<void>;
  /** Replaces everything but `uid`. */
  update(run: ImportRun): Promise<void>;
}

/** An archive as readers see it. */
export interface ReadStore {
  articles: ArticleReader;
  annotations: AnnotationReader;
  originals: OriginalReader;
  states: StateReader;
  tags: TagReader;
  collections: CollectionReader;
  savedSearches: SavedSearchReader;
  publications: PublicationReader;
  settings: SettingReader;
  edits: EditReader;
  search: SearchReader;
  maintenance: Maintenance;
  jobs: JobReader;
  importRuns: ImportRunReader;
}

/** An archive inside a unit of work. */
export interface WriteStore extends ReadStore {
  articles: ArticleWriter;
  annotations: AnnotationWriter;
  originals: OriginalWriter;
  states: StateWriter;
  tags: TagWriter;
  collections: CollectionWriter;
  savedSearches: SavedSearchWriter;
  publications: PublicationWriter;
  settings: SettingWriter;
  edits: EditWriter;
  maintenance: MaintenanceWriter;
  jobs: JobWriter;
  importRuns: ImportRunWriter;
}

export interface WriteOptions {
  /**
   * Many units of work follow each other: words may collect before they enter the index, and a unit is safe from the app's own
   * end at once, but from the system's only with the next unit that is not bulk. The last one says false. What says nothing,
   * such as an edit by hand in between, is on the disk when it is acknowledged and leaves the words as they are.
   */
  bulk?: boolean;
  /** What is written follows from the rest, and may be lost when the system ends. */
  derived?: boolean;
}

export interface CheckOptions {
  /** Told how much was looked at so far, and of how much; what it throws ends the check. */
  onProgress?: (done: number, total: number) => void | Promise<void>;
  /** Whether the search index is compared with the texts as well; it takes most of the time. Yes unless said otherwise. */
  index?: boolean;
}

export interface BackupOptions {
  /** Told how much was copied and looked through so far, and of how much; what it throws ends the backup. */
  onProgress?: (done: number, total: number) => void | Promise<void>;
}

/** A backup that was taken and looked through. */
export interface BackupReport {
  path: string;
  bytes: number;
  counts: { articles: number; annotations: number; originals: number };
}

/** An open archive. */
export interface Archive {
  readonly read: ReadStore;
  /**
   * One unit of work: everything in it is kept, or nothing is. Units run one after the other.
   * @throws BroadsheetError `disk-full`, `busy`, `unwritable`, `not-an-archive`; whatever `work` throws, after undoing it
   */
  write<T>(work: (store: WriteStore) => Promise<T>, options?: WriteOptions): Promise<T>;
  /**
   * Copies the archive to a file while it is in use, whole or not at all, and looks through the copy.
   * @throws BroadsheetError `disk-full`, `unwritable`, `damaged`; whatever `onProgress` throws
   */
  backUp(path: string, options?: BackupOptions): Promise<BackupReport>;
  /**
   * Looks through everything, in one state of the archive, while it may be edited: the engine's own structures, references,
   * every story and annotation, the search index against the texts, every original's checksum. Writes nothing.
   * @throws BroadsheetError when nothing can be read; whatever `onProgress` throws
   */
  check(options?: CheckOptions): Promise<CheckReport>;
  close(): Promise<void>;
}
