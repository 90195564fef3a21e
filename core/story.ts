/**
 * Story HTML and its text.
 *
 * Canonical story HTML holds few elements, and all of its text stands in *text blocks* ({@link TEXT_BLOCKS}), which hold
 * inline content only. So a story's text is the text of its text blocks in document order, separated by one blank line,
 * and the same rule gives the same offsets in the worker (on a parsed string) and in the reader (on the page's own DOM).
 * White space in a text block is already collapsed, except in `pre`; a `br` is one line feed, and readings above characters
 * ({@link READING}) are no part of the text. Attributes are `lang`, `dir`, `href`
 * (absolute `http:`, `https:` or `mailto:`, or a {@link placeOf place} of the same story), `src` (absolute, or raster `data:`), `alt`,
 * `start`, `colspan` and `rowspan`; and an `id` on the text blocks that links of the story lead to: `place-1`, `place-2`… in their order.
 */

/** Elements whose text is the story's text. Empty ones do not occur in canonical HTML. */
export const TEXT_BLOCKS = ['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'figcaption'] as const;

/** Elements that hold text blocks or other containers. `figure` may hold an `img`; `hr` and `img` hold nothing. */
export const CONTAINERS = [
  'blockquote',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'figure',
  'img',
  'hr',
] as const;

/** Elements inside text blocks. */
export const INLINES = [
  'em',
  'strong',
  'code',
  'sub',
  'sup',
  's',
  'u',
  'mark',
  'q',
  'cite',
  'small',
  'a',
  'br',
  'span',
  'ruby',
  'rt',
] as const;

/** How characters before it in a `ruby` are read. It is to be seen and heard, and not counted. */
export const READING = 'rt';

/** The `id` of a text block that links lead to. The window has no such ids of its own, and no script asks for one by name. */
const PLACE = /^place-[1-9]\d*$/;

/** Whether an `id` is one that canonical story HTML may hold. */
export const isPlace = (id: string): boolean => PLACE.test(id);

/** The place in its own story that a link leads to, as the `id` of a text block; `null` for links out of the story. */
export function placeOf(href: string): string | null {
  const place = href.startsWith('#') ? href.slice(1) : '';
  return isPlace(place) ? place : null;
}

/** What stands between two text blocks in a story's text. */
export const BLOCK_SEPARATOR = '\n\n';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for element content and for quoted attribute values. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Canonical story HTML of plain paragraphs. Line feeds inside a paragraph become `br`. */
export function paragraphsToHtml(paragraphs: readonly string[]): string {
  return paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n');
}

/** The inline styles a run of text may carry. */
export type Mark = 'em' | 'strong' | 'code' | 'sub' | 'sup' | 's' | 'u' | 'mark' | 'q' | 'cite' | 'small';

/**
 * A run of text with one set of properties. Runs are what page templates and Markdown writers walk; they are split at the
 * edges of highlights, so that a run is inside a highlight or outside.
 */
export interface Run {
  text: string;
  marks: Mark[];
  /** An absolute address, or an empty string. */
  href: string;
  /** The place in the story that the run links to. Most links lead out of it. */
  to?: string;
  /** The colour of the topmost highlight over the run, or an empty string. */
  highlight: string;
  /** Numbers of the notes whose passage ends with this run, in order. */
  notes: number[];
  /** The annotations whose passage begins with this run, by uid. Most runs begin none. */
  begins?: string[];
  /** Language and direction, where the run has its own. */
  lang?: string;
  dir?: string;
  /** How its characters are read, as it stands above them. */
  reading?: string;
}

/** A cell of a table. It spans as many columns and rows as it says, else one. */
export interface Cell {
  header: boolean;
  blocks: Block[];
  columns?: number;
  rows?: number;
}

/**
 * The story as a tree, for exporters. A `br` is a line feed inside a run's text. A `place` is the paragraph's, where links lead to it.
 * `lang` and `dir` are those that hold in the block, whether they are its own or come from around it; absent where the story's hold.
 */
export type Block = { lang?: string; dir?: string } & (
  | { kind: 'paragraph'; runs: Run[]; place?: string }
  | { kind: 'heading'; level: 2 | 3 | 4 | 5 | 6; runs: Run[] }
  | { kind: 'preformatted'; runs: Run[] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'figure'; src: string; alt: string; caption: Run[]; captionFirst?: boolean; blocks: Block[] }
  | { kind: 'table'; rows: Cell[][] }
  | { kind: 'rule' }
);
