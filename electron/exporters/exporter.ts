import type { PlacedAnnotation } from '../../core/annotation';
import type { PackedBytes } from '../../core/article';
import type { Collection, PublicationFacts, SavedSearch } from '../../core/collection';
import type { Division, ExportOption, ExportOptions, ExportStory, FormatGroup } from '../../core/exporting';
import type { ColorMeanings } from '../../core/highlight-colors';

/** What an archive holds besides stories, for formats that keep all of it. */
export interface ExportLibrary {
  /** Which original a story came from, and which of the stories in it it is. */
  originOf: (uid: string) => Promise<{ sha256: string; ordinal: number } | null>;
  /** An original's bytes as they are kept; `null` when the archive does not hold them. */
  packedOriginal: (sha256: string) => Promise<PackedBytes | null>;
  /** A story's places in collections, by their uids. */
  placesOf: (uid: string) => Promise<Record<string, number>>;
  collections: () => Promise<Collection[]>;
  savedSearches: () => Promise<SavedSearch[]>;
  /** Publications on which something is noted. */
  publications: () => Promise<({ name: string } & PublicationFacts)[]>;
}

/** What an exporter may use besides the stories. */
export interface ExportContext extends ExportOptions {
  /** What highlight colours mean to the person. */
  meanings: ColorMeanings;
  /** The app's version, for the producer line of files that have one. */
  version: string;
  /** The archive's name: that of its file, without its ending. */
  archive: string;
  /** The bytes a story was imported from, by their SHA-256; `null` when the archive does not hold them. */
  original: (sha256: string) => Promise<Uint8Array | null>;
  library: ExportLibrary;
  /** What people call the importer with this id; `undefined` for one that is no more. */
  importerName: (id: string) => Promise<string | undefined>;
}

/** A file that belongs beside the one that names it, such as a picture. */
export interface Companion {
  /** From the folder of the file, with `/` between names; every name is safe on every file system. */
  path: string;
  bytes: Uint8Array;
}

/** One file of an export. */
export interface ExportFile {
  bytes: Uint8Array;
  beside?: Companion[];
}

/** Any number of stories, read one by one as they are walked. */
export interface Stories extends AsyncIterable<ExportStory> {
  /** How many there are; for progress and for tables of contents. */
  total: number;
  /** What they were chosen by, such as a collection's name or the words searched for; empty where nothing says it. */
  name?: string;
  /** They are all that the archive holds. */
  isWhole?: boolean;
}

/** How a format's files are written again where they stand, so that a folder follows the archive. Both are asked without waiting. */
export interface Renewal {
  /** What a file is of, as its first bytes say: always the same for the same story, or highlight of one. Empty for any other file. */
  ownerOf: (head: string) => string;
  /** The file as it is to be now, with what a person wrote in it; `null` when nobody can tell that from the rest. */
  renew: (before: Uint8Array, fresh: Uint8Array) => Uint8Array | null;
}

/**
 * One export format, the mirror image of an importer: one file here, one line in `index.ts`, one test. Menus, save-dialog filters,
 * `--to` and its help, and the table in the documentation come from this object. It has a function for each way in which it can divide
 * stories into files; at least one.
 */
export interface Exporter {
  /** As in `--to ID`; never changes once shipped. */
  id: string;
  label: () => string;
  group: FormatGroup;
  /** What of a person's choice changes the files. */
  uses: readonly ExportOption[];
  /** Nothing but highlights and notes is in its files: of many stories, those without any are left out. */
  ofNotes?: true;
  /** Without the dot. */
  extension: string;
  mediaType: string;
  /** What goes in and what stays out, in one sentence. */
  keeps: () => string;
  /** What it is good for, in one sentence that begins with “For”. */
  purpose: () => string;
  /** One file for any number of stories, piece by piece; companions may come at any point. */
  writeTogether?: (stories: Stories, context: ExportContext) => AsyncIterable<Uint8Array | Companion>;
  /** One file for one story. */
  writeStory?: (story: ExportStory, context: ExportContext) => Promise<ExportFile>;
  /** Files of one story or one highlight are renewed in the folder where they stand; those of other formats go into a new one. */
  renewal?: Renewal;
  /** One file for one highlight or note of a story. */
  writeNote?: (story: ExportStory, annotation: PlacedAnnotation, context: ExportContext) => Promise<ExportFile>;
}

/** The ways in which a format can divide stories into files, the usual one first. */
export function divisionsOf({ writeTogether, writeStory, writeNote }: Exporter): Division[] {
  return [
    ...(writeTogether ? (['together'] as const) : []),
    ...(writeStory ? (['stories'] as const) : []),
    ...(writeNote ? (['notes'] as const) : []),
  ];
}

/** Whether a piece of a file that holds many stories is a companion of it. */
export function isCompanion(piece: Uint8Array | Companion): piece is Companion {
  return 'path' in piece;
}
