import type { ParsedArticle, ParsedLibrary, ParsedMarks } from '../../core/importing';

/** The bytes of one file, or of pasted text, already held in memory. */
export interface ImportFile {
  /** The file's base name; for pasted text, a name made for it. */
  name: string;
  bytes: Uint8Array;
  /** The file's modification time, ISO 8601, or the time of pasting. */
  modified: string;
  /** Reads a file that lies in the same folder, or below it, such as a picture; `null` when there is none, or none that may be read. */
  beside?: (path: string) => Promise<Uint8Array | null>;
}

/** A file that comes piece by piece, of any length. */
export interface ImportStream {
  /** The file's base name. */
  name: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** A story of a bulk file that could not be read, as a sentence that says where it stands. The others still come. */
export interface UnreadableStory {
  unreadable: string;
}

/** What may be in a file. */
export type ParsedItem = ParsedArticle | UnreadableStory | ParsedLibrary | ParsedMarks;

/** What the import dialog, file filters, detection, command-line help and the table in the documentation need to know. */
interface Format {
  /** As in `--format ID` and in the archive; never changes once shipped. */
  id: string;
  /** For people, such as "Plain-text print page". */
  label: () => string;
  /** Lower case, without the dot. */
  extensions: string[];
  mediaType: string;
  /** What is kept and what is dropped, in one sentence. */
  keeps: () => string;
  /**
   * How sure the importer is that the file is in its format: 0 not at all, 1 certain. The surest importer wins.
   * @param head the file's first 64 KiB
   */
  sniff(head: Uint8Array, name: string): number;
}

/** A format whose files are read whole and kept as originals. */
export interface FileImporter extends Format {
  /** Larger files are refused before they are read. */
  maxBytes: number;
  /**
   * Yields every story in the file.
   * @throws BroadsheetError `unrecognised` with a sentence when there is no story in it
   */
  read(file: ImportFile): AsyncIterable<ParsedArticle>;
}

/**
 * A bulk format: files of any size, read as they come and never held whole. No original is kept of them, so every field
 * such a file has must be kept in the story itself.
 */
export interface StreamImporter extends Format {
  /**
   * Yields every story in the file, and what could not be read.
   * @throws BroadsheetError `unrecognised` when there is nothing in it, `unreadable` when it ends too early
   */
  readStream(stream: ImportStream): AsyncIterable<ParsedItem>;
}

/** A file of any size that is read here and there, such as a ZIP. */
export interface ImportPackage {
  /** The file's base name. */
  name: string;
  from: { path: string } | { bytes: Uint8Array };
  /** Called between pieces of long work: lets others in, and throws when the import is cancelled. */
  breathe: () => Promise<void>;
}

/** A format that holds many files in one. What is kept as an original of a story comes with the story. */
export interface PackageImporter extends Format {
  /**
   * Yields every story in the file, what could not be read, and what an archive holds besides stories.
   * @throws BroadsheetError `unrecognised` when there is nothing in it, `unreadable` when it is damaged
   */
  readPackage(file: ImportPackage): AsyncIterable<ParsedItem>;
}

/** One import format. Adding one: one file here, one line in `index.ts`, one folder of fixtures. */
export type Importer = FileImporter | StreamImporter | PackageImporter;

export function isStreamImporter(importer: Importer): importer is StreamImporter {
  return 'readStream' in importer;
}

export function isPackageImporter(importer: Importer): importer is PackageImporter {
  return 'readPackage' in importer;
}

export function isMarks(item: ParsedItem): item is ParsedMarks {
  return 'marks' in item;
}

export function isLibrary(item: ParsedItem): item is ParsedLibrary {
  return 'library' in item;
}

export function isUnreadable(item: ParsedItem): item is UnreadableStory {
  return 'unreadable' in item;
}
