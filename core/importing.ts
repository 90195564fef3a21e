import type { ArticleFields, OriginalInfo, PackedBytes } from './article';
import type { Collection, PublicationFacts, SavedSearch } from './collection';
import type { ColorMeanings } from './highlight-colors';
import type { StoryState } from './state';
import type { ForeignAnnotation } from './web-annotation/reading';

/**
 * What an importer makes of one story. Fields it does not know it leaves out. The import service sanitises the body,
 * keeps the original and finds duplicates: no importer writes to the archive.
 */
export interface ParsedArticle {
  fields: Partial<ArticleFields>;
  body: ParsedBody;
  tags: ParsedTag[];
  /** When the page was captured, ISO 8601, where the source tells. */
  retrieved?: string;
  sourceId?: string;
  /** Highlights and notes that came with the story: anchored when it is kept, and orphans where their passage is not found. */
  annotations?: ForeignAnnotation[];
  /** What the archive that a story comes from kept beside it, in formats of Broadsheet's own. */
  archived?: ArchivedFacts;
  /** Sentences for the import report: what was unclear and what was done about it. */
  warnings: string[];
}

/** What an archive keeps of a story besides what the story says. Times are ISO 8601, UTC; an empty string means that it was not told. */
export interface ArchivedFacts {
  /** The story keeps it unless the archive has it: then the two are the same story. */
  uid: string;
  importedAt: string;
  importFormat: string;
  editedAt: string;
  state: Omit<StoryState, 'trashedAt' | 'mergedInto'>;
  /** Its places in collections, by their uids. */
  collections?: Readonly<Record<string, number>>;
  original?: ArchivedOriginal;
}

/** An original that comes along, read when it is needed. */
export interface ArchivedOriginal {
  info: OriginalInfo;
  /** Tells the stories of one original apart, from 0. */
  ordinal: number;
  /** Of the checksum that the info gives: whoever offers them compared it. */
  packed: () => Promise<PackedBytes>;
}

/** A publication on which something is noted. */
export interface NotedPublication extends PublicationFacts {
  name: string;
}

/** What an archive holds besides stories. Stories say themselves which collections they are in. */
export interface ParsedLibrary {
  library: { collections: Collection[]; savedSearches: SavedSearch[]; publications: NotedPublication[]; meanings: ColorMeanings };
}

/** Annotations that came without their story. */
export interface ParsedMarks {
  marks: {
    /** The address of the page or story that they are on. */
    source: string;
    annotations: ForeignAnnotation[];
  };
}

export type ParsedBody =
  /** Plain paragraphs without markup. */
  | { kind: 'text'; paragraphs: string[] }
  /** Untrusted HTML, sanitised later by the import service. Addresses in it are already absolute. */
  | { kind: 'html'; html: string };

export interface ParsedTag {
  name: string;
  /** True when it looks like the site's navigation rather than the story's subject: kept, and offered for removal. */
  navigation: boolean;
}

/** Where stories come from: a file or folder on disk, text from the clipboard, or bytes from standard input. */
export type ImportSource =
  { kind: 'path'; path: string } | { kind: 'text'; text: string; name: string } | { kind: 'bytes'; bytes: Uint8Array; name: string };

export type ImportStatus = 'imported' | 'duplicate' | 'skipped' | 'failed';

/** One line of an import report. */
export interface ImportResult {
  path: string;
  status: ImportStatus;
  /** The story's identifier; for a duplicate, the one already there. Empty when nothing was kept. */
  uid: string;
  headline: string;
  /** Why it was skipped, failed or is a duplicate, as a sentence; for an imported story its warnings. */
  reason: string;
}

export interface ImportSummary {
  imported: number;
  duplicate: number;
  skipped: number;
  failed: number;
  seconds: number;
}

/** How many stories and files ended in which way. */
export type ImportCounts = Record<ImportStatus, number>;

export interface ImportReport {
  /** The import run, which can be undone as a whole. */
  run: string;
  /** Ended by the person before it was through; what {@link summary} counts is kept. */
  cancelled: boolean;
  /**
   * What was refused or known already, and the first stories imported. A very long report is cut; {@link summary} counts
   * everything, for an import that was interrupted from its beginning.
   */
  results: ImportResult[];
  summary: ImportSummary;
}

/** `running` is also an interrupted run; its job can be resumed. */
export type ImportRunState = 'running' | 'finished' | 'cancelled' | 'failed' | 'undone';

/** Everything imported in one go. */
export interface ImportRun {
  uid: string;
  state: ImportRunState;
  /** Paths, or names of pasted texts. */
  sources: string[];
  options: { format?: string | undefined; addTags?: readonly string[]; dropTags?: readonly string[] };
  counts: ImportCounts;
  /** ISO 8601, UTC. */
  startedAt: string;
  /** Empty while it runs. */
  finishedAt: string;
}

/** What came of undoing an import run. */
export interface UndoReport {
  run: string;
  removed: number;
  /** Stories that stayed because they were highlighted or edited since. */
  kept: number;
}

/** Stories looked at before an import; more nobody reads, and a bulk file holds millions. The import itself takes all. */
export const MAX_PREVIEWS = 1_000;

/** A story as it would be imported, before anything is written. */
export interface ImportPreview {
  path: string;
  /** `new` or what {@link ImportResult.status} would be. */
  status: 'new' | Exclude<ImportStatus, 'imported'>;
  reason: string;
  /** The importer's label, such as "Plain-text print page". */
  format: string;
  fields: ArticleFields;
  excerpt: string;
  wordCount: number;
  paragraphCount: number;
  tags: ParsedTag[];
  warnings: string[];
}
