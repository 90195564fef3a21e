import type { OriginalInfo, ArticleFields } from './article';
import type { Block } from './story';

/** Paper sizes the page templates know, by their Typst names. */
export const PAPER_SIZES = ['a4', 'us-letter'] as const;
export type PaperSize = (typeof PAPER_SIZES)[number];

/** Sizes of the story's type, margins, and places of notes, by the names the page templates know them by. */
export const TEXT_SIZES = ['small', 'medium', 'large', 'largest'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
export const MARGINS = ['narrow', 'normal', 'wide'] as const;
export type Margins = (typeof MARGINS)[number];
export const NOTE_PLACES = ['footnotes', 'endnotes', 'none'] as const;
export type NotePlace = (typeof NOTE_PLACES)[number];

/** How pages look, as a person chooses it. */
export interface PageLook {
  textSize: TextSize;
  margins: Margins;
  /** Whether highlights are painted in the story. */
  highlights: boolean;
  notes: NotePlace;
  /** Whether the last page says where the story comes from and how its original is checked. */
  provenance: boolean;
}

export const DEFAULT_LOOK: PageLook = { textSize: 'medium', margins: 'normal', highlights: true, notes: 'footnotes', provenance: true };

/** A person's choice of pages; `null` for the paper of their country. */
export interface PageChoice {
  paper: PaperSize | null;
  look: PageLook;
}

/** How one page document is laid out. */
export interface PageOptions {
  paper: PaperSize;
  /** {@link DEFAULT_LOOK} where nothing was chosen. */
  look?: PageLook | undefined;
  /** BCP 47; dates on the page follow it. */
  locale: string;
  /** IANA time zone for the retrieval time, such as `Europe/Oslo`. */
  timeZone: string;
}

/** A note as the page templates print it. */
export interface PageNote {
  /** 1, 2, 3 … in the order in which the passages end; 0 for a bare highlight, which has no footnote. */
  number: number;
  color: string;
  /** The passage the note belongs to; empty for a note on the whole story. */
  quote: string;
  /** The number of the paragraph the passage starts in, from 1; 0 for an orphan, and for a note on the whole story. */
  paragraph: number;
  /** The note's Markdown as blocks; empty for a bare highlight. */
  blocks: Block[];
  tags: string[];
  /** Localised date and time. */
  created: string;
}

/**
 * A story as page templates get it (`resources/pages/*.typ`, as `story.json`). Everything is text or structure: nothing in
 * it is markup of the page setter, so nothing in a story can run.
 */
export interface PageStory {
  uid: string;
  fields: ArticleFields;
  /** The document's title: the headline, or the story's first words. Never empty. */
  title: string;
  /** The address in one line's length, shortened in the middle; or an empty string. */
  shortUrl: string;
  /** Localised dates, or empty strings. */
  published: string;
  updated: string;
  retrieved: string;
  /** When what is printed last changed, UTC: year, month, day, hour, minute, second. The PDF's date, so that the same story gives the same bytes. */
  modified: number[];
  /** The length, localised, such as `1,024 words`. */
  length: string;
  /** The `lang` to hyphenate and shape with, such as `en`; `en` when unknown. */
  lang: string;
  /** ISO 3166 code such as `TW`, or an empty string. */
  region: string;
  /** The language's name in the reader's language, or an empty string when it is unknown. */
  languageName: string;
  dir: 'ltr' | 'rtl';
  /** False when the language is a guess: words are not divided by another language's rules. */
  hyphenate: boolean;
  /** Font families to take what the bundled faces lack from, best first. */
  fonts: string[];
  /** The dateline when the body does not open with it, to be set before the first paragraph; else empty. */
  runInDateline: string;
  tags: string[];
  original: OriginalInfo | null;
  blocks: Block[];
  /** All annotations in the order of their numbers; bare highlights stand among them, notes on the whole story come first, orphans last. */
  notes: PageNote[];
}

/** The words a page template prints itself, in the interface's language. */
export interface PageLabels {
  by: string;
  published: string;
  updated: string;
  retrieved: string;
  embargo: string;
  notes: string;
  endnotes: string;
  noNotes: string;
  paragraph: string;
  orphan: string;
  wholeStory: string;
  picture: string;
  archived: string;
  original: string;
  unprintable: string;
  /** With `{page}` and `{total}` in it. */
  pageOf: string;
}

/** A highlight colour as pages need it; its line pattern follows from its place in the list. */
export interface PageColor {
  id: string;
  /** For printers without colour. */
  letter: string;
  /** `#rrggbb`. */
  fill: string;
  /** What the colour means to the person, or an empty string. */
  meaning: string;
}

/** The whole input of a page template. */
export interface PageDocument {
  story: PageStory;
  labels: PageLabels;
  colors: PageColor[];
  paper: PaperSize;
  look: PageLook;
  /** Symbols no font on this computer has and that are printed as □; the page says which. Filled in by the press. */
  unprintable: string[];
}
