import type { ParsedArticle } from '../../core/importing';

/** The bytes of one file, or of pasted text, already held in memory. */
export interface ImportFile {
  /** The file's base name; for pasted text, a name made for it. */
  name: string;
  bytes: Uint8Array;
  /** The file's modification time, ISO 8601, or the time of pasting. */
  modified: string;
}

/**
 * One import format. The import dialog, file filters, detection, command-line help and the table in the documentation all
 * come from this object. Adding a format: one file here, one line in `index.ts`, one folder of fixtures.
 */
export interface Importer {
  /** As in `--format ID` and in the archive; never changes once shipped. */
  id: string;
  /** For people, such as "Plain-text print page". */
  label: string;
  /** Lower case, without the dot. */
  extensions: string[];
  mediaType: string;
  /** Larger files are refused before they are read. */
  maxBytes: number;
  /** What is kept and what is dropped, in one sentence. */
  keeps: string;
  /**
   * How sure the importer is that the file is in its format: 0 not at all, 1 certain. The surest importer wins.
   * @param head the file's first 64 KiB
   */
  sniff(head: Uint8Array, name: string): number;
  /**
   * Yields every story in the file.
   * @throws BroadsheetError `unrecognised` with a sentence when there is no story in it
   */
  read(file: ImportFile): AsyncIterable<ParsedArticle>;
}
