import type { PlacedAnnotation } from './annotation';
import type { Article } from './article';
import type { HighlightColorId } from './highlight-colors';
import type { PageOptions } from './pages';
import type { StoryState } from './state';

/** What an exporter is given: the story, what was done with it, and its annotations, each where its passage stands now. */
export interface ExportStory {
  article: Article;
  state: StoryState;
  /** Those that are to go along, in the order they are to be written in. */
  annotations: PlacedAnnotation[];
}

/** How an export is divided into files: all stories in one, a file a story, or a file a highlight or note. */
export const DIVISIONS = ['together', 'stories', 'notes'] as const;
export type Division = (typeof DIVISIONS)[number];

/** What formats are for, as menus group them: to read, for notes, for references, for newsrooms, to keep. */
export const FORMAT_GROUPS = ['reading', 'notes', 'references', 'newsroom', 'keeping'] as const;
export type FormatGroup = (typeof FORMAT_GROUPS)[number];

/** The parts of a choice that a format may look at: only those are offered with it. `pages` are the look of pages. */
export type ExportOption = 'pages' | keyof ExportChoice;

/** The order of highlights and notes: by where they stand, by when they were made, or by colour and then by where they stand. */
export const NOTE_ORDERS = ['place', 'time', 'color'] as const;
export type NoteOrder = (typeof NOTE_ORDERS)[number];

/** Which highlights and notes go along. */
export interface NoteChoice {
  order: NoteOrder;
  /** Of these colours; of every colour when empty. */
  colors: HighlightColorId[];
  /** With one of these tags; with any or none when empty. */
  tags: string[];
  /** Made on this day (ISO 8601, UTC) or later; empty for no bound. */
  since: string;
  /** Made on this day or earlier. */
  until: string;
}

/** What a person chose about an export, besides stories, format and pages. Formats look at what concerns them. */
export interface ExportChoice {
  notes: NoteChoice;
  /** Leaves out stories of which no highlight or note goes along. */
  annotatedOnly: boolean;
  /** Whether notes in Markdown are followed by the whole story. */
  text: boolean;
  /** The style of references: the name of one of the Citation Style Language's styles. */
  style: string;
  /** The person's own template for notes in Markdown, by its name; empty for the built-in one. */
  template: string;
  /** Whether a story's highlights and notes stand beside its file as Web Annotations too. */
  sidecar: boolean;
}

export const DEFAULT_CHOICE: ExportChoice = {
  notes: { order: 'place', colors: [], tags: [], since: '', until: '' },
  annotatedOnly: false,
  text: true,
  style: 'apa',
  template: '',
  sidecar: false,
};

/** Stories that are dragged out at once: a drag waits until the last of their files is there. */
export const MOST_DRAGGED = 100;

/** Everything that was chosen about how stories are written. */
export interface ExportOptions {
  page: PageOptions;
  choice: ExportChoice;
}

/** An export format as people choose it. */
export interface ExportFormat {
  id: string;
  label: string;
  group: FormatGroup;
  /** What of a person's choice changes the files. */
  uses: readonly ExportOption[];
  extension: string;
  mediaType: string;
  keeps: string;
  purpose: string;
  /** The ways in which it can divide stories into files, the usual one first. */
  divisions: Division[];
  /** Files of their own are renewed where they stand, with what a person wrote in them; others go into a new folder. */
  renews: boolean;
}

/** How many files of a folder ended in which way when an export was written into it again. */
export interface RenewalCounts {
  written: number;
  renewed: number;
  unchanged: number;
  /** Files of stories that are not in the export, which are left alone. */
  left: number;
}

/** What came of writing many stories. */
export interface ManyWritten {
  /** Of the file or folder; empty when no place was chosen. */
  path: string;
  /** What became of the files in a folder that follows the archive. */
  renewal?: RenewalCounts;
  /** Why it ended before it was through, as a sentence; the files written so far stay, each of them whole. */
  stopped?: string;
  stories: number;
  /** Stories that could not be written, each with its reason as a sentence. */
  failed: { uid: string; headline: string; reason: string }[];
}
