import type { OriginalInfo, ArticleFields } from './article';
import type { Block } from './story';

/** Paper sizes the page templates know, by the names they know them by; `jis-b5` is the B5 of Japan. */
export const PAPER_SIZES = ['a4', 'a5', 'jis-b5', 'us-letter', 'us-legal'] as const;
export type PaperSize = (typeof PAPER_SIZES)[number];

/** Sizes of the story's type, margins, columns and places of notes, by the names the page templates know them by. */
export const TEXT_SIZES = ['small', 'medium', 'large', 'largest'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
export const MARGINS = ['narrow', 'normal', 'wide'] as const;
export type Margins = (typeof MARGINS)[number];
export const PAGE_COLUMNS = ['one', 'two'] as const;
export type PageColumns = (typeof PAGE_COLUMNS)[number];
export const NOTE_PLACES = ['footnotes', 'margin', 'endnotes', 'none'] as const;
export type NotePlace = (typeof NOTE_PLACES)[number];

/** What the PDF promises: PDF/UA-1 to people who cannot see it, PDF/A-2a to archives, PDF/A-3a with the original attached as well. */
export const PDF_STANDARDS = ['ua-1', 'a-2a', 'a-3a'] as const;
export type PdfStandard = (typeof PDF_STANDARDS)[number];

/** How pages look, as a person chooses it. */
export interface PageLook {
  /** The name of the person's own page design; empty for the built-in one. */
  design: string;
  textSize: TextSize;
  margins: Margins;
  columns: PageColumns;
  /** Neither highlights nor notes, whatever is chosen about them. */
  clean: boolean;
  /** Whether highlights are painted in the story. */
  highlights: boolean;
  notes: NotePlace;
  /** Whether pictures are printed; their captions are. */
  pictures: boolean;
  /** Whether links are numbered, and their addresses listed behind the story. */
  links: boolean;
  /** The lines above and below every page. */
  runningHead: boolean;
  runningFoot: boolean;
  /** Whether the last page says how the story came here and how its original is checked. */
  provenance: boolean;
  standard: PdfStandard;
  /** Of a document of many stories. */
  dossier: DossierParts;
}

/** What a document of many stories has besides them. */
export interface DossierParts {
  /** Empty for what the stories were chosen by. */
  title: string;
  cover: boolean;
  contents: boolean;
  /** Of all notes, by colour and by tag. */
  index: boolean;
  bibliography: boolean;
}

export const DEFAULT_LOOK: Readonly<PageLook> = {
  design: '',
  textSize: 'medium',
  margins: 'normal',
  columns: 'one',
  clean: false,
  highlights: true,
  notes: 'footnotes',
  pictures: true,
  links: false,
  runningHead: true,
  runningFoot: true,
  provenance: false,
  standard: 'ua-1',
  dossier: { title: '', cover: true, contents: true, index: true, bibliography: true },
};

/** A person's choice of pages; `null` for the paper of their country. */
export interface PageChoice {
  paper: PaperSize | null;
  look: PageLook;
}

/** What pages are set for; people choose their look for each. */
export const PAGE_PURPOSES = ['print', 'pdf', 'notes', 'dossier'] as const;
export type PagePurpose = (typeof PAGE_PURPOSES)[number];

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
  /** The annotation's; what runs of text name where its passage begins. */
  uid: string;
  /** 1, 2, 3 … in the order in which the passages end; 0 for a bare highlight, which has no footnote. */
  number: number;
  color: string;
  /** The passage the note belongs to; empty for a note on the whole story. */
  quote: string;
  /** The passage's first words, for the PDF's bookmarks. */
  bookmark: string;
  /** The number of the paragraph the passage starts in, from 1; 0 for an orphan, and for a note on the whole story. */
  paragraph: number;
  /** The note's Markdown as blocks; empty for a bare highlight. */
  blocks: Block[];
  tags: string[];
  /** Localised date and time. */
  created: string;
}

/** A picture of a story: a file beside the templates, or why there is none. */
export interface PagePicture {
  /** Rooted in the folder of the templates; empty when there is nothing to print. */
  file: string;
  /** In pixels; 0 when there is nothing to print. */
  width: number;
  height: number;
  /** What the page says in its stead where there is no file, as a sentence. */
  refusal: string;
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
  /** The names of the byline, one by one. */
  authors: string[];
  /** The address for the foot of every page, its middle left out where two lines do not hold it; or an empty string. */
  footAddress: string;
  /** Localised dates, or empty strings. */
  published: string;
  updated: string;
  retrieved: string;
  imported: string;
  /** The importer's name. */
  importedBy: string;
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
  tags: string[];
  original: OriginalInfo | null;
  /** The original's bytes as a file to attach, rooted in the folder of the templates, and its name in the PDF; `null` when it is not attached. */
  attachment: { file: string; name: string } | null;
  /** Figures name their picture by its key in {@link pictures}. */
  blocks: Block[];
  pictures: Record<string, PagePicture>;
  /** The addresses that the story links to, in the order of their numbers from 1. */
  links: string[];
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
  links: string;
  tags: string;
  archived: string;
  imported: string;
  importedBy: string;
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

/** What is the same for every story of a document. */
export interface PageSetting {
  labels: PageLabels;
  colors: PageColor[];
  paper: PaperSize;
  look: PageLook;
  /** What no font on this computer has and is printed as □, in words; the last page says so. Filled in by the press. */
  unprintable: string[];
}

/** The whole input of a page template that prints one story. */
export interface PageDocument extends PageSetting {
  story: PageStory;
}

/** What is written about a note in an index, and where it stands. */
export interface DossierEntry {
  /** The place of its story among the stories, from 0. */
  story: number;
  /** The annotation's uid. */
  note: string;
  /** The passage's first words, or those of the note. */
  words: string;
}

/** The notes of one colour, or with one tag. */
export interface DossierGroup {
  name: string;
  /** Empty for a tag. */
  color: string;
  entries: DossierEntry[];
}

/** A stretch of a reference that is written in one way. */
export interface PageReferenceRun {
  text: string;
  italic?: boolean;
  bold?: boolean;
  smallCapitals?: boolean;
  underlined?: boolean;
  raised?: boolean;
  lowered?: boolean;
  /** The address it leads to. */
  href?: string;
}

/** What stands before and behind the stories of a document of many, in the interface's language. */
export interface PageDossier {
  title: string;
  /** Of the cover: how many stories, from when to when, out of which archive, set on which day. */
  facts: string[];
  lang: string;
  dir: 'ltr' | 'rtl';
  fonts: string[];
  /** The direction of most of the stories. */
  storyDir: 'ltr' | 'rtl';
  /** As of a story, the newest of all. */
  modified: number[];
  parts: DossierParts;
  labels: { contents: string; colors: string; tags: string; bibliography: string };
  colors: DossierGroup[];
  tags: DossierGroup[];
  references: { label: string; runs: PageReferenceRun[] }[];
}

/** The whole input of the template that prints many stories as one document. */
export interface DossierDocument extends PageSetting {
  stories: PageStory[];
  dossier: PageDossier;
}
