import type { ExportStory } from '../../core/exporting';
import type { PageOptions } from '../../core/pages';
import type { ColorMeanings } from '../../core/highlight-colors';

/** What an exporter may use besides the story. */
export interface ExportContext {
  page: PageOptions;
  /** What highlight colours mean to the person. */
  meanings: ColorMeanings;
  /** The app's version, for the producer line of files that have one. */
  version: string;
}

/**
 * One export format, the mirror image of an importer. Menus, save-dialog filters, `--to` and its help, and the table in the
 * documentation come from this object.
 */
export interface Exporter {
  /** As in `--to ID`; never changes once shipped. */
  id: string;
  label: () => string;
  /** Without the dot. */
  extension: string;
  mediaType: string;
  /** What goes in and what stays out, in one sentence. */
  keeps: () => string;
  /** What it is good for, in one sentence that begins with “For”. */
  purpose: () => string;
  /** True when what {@link write} gives for several stories may stand one after the other in one file. */
  holdsMany?: true;
  /** The bytes of one file for one story. */
  write(story: ExportStory, context: ExportContext): Promise<Uint8Array>;
}
