import type { HighlightColorId } from '../../../core/highlight-colors';
import type { CslItem } from './csl-item';
import { filled, frontMatter, obsidianTag, type Properties } from './front-matter';
import type { Paint } from './markdown-inline';
import { escapeInline, escapeMarkdown, indented, quoted } from './markdown-text';
import { comment, HTML_COMMENT, OBSIDIAN_COMMENT, ownRegion, type CommentSigns } from './note-marks';
import { EXACTLY, type PropertyForm } from './note-properties';
import { uuidOf } from '../../../core/ulid-uuid';

/** A highlight or note as a flavour writes it: every text of it is Markdown already. */
export interface Clipping {
  uid: string;
  id: string;
  color: HighlightColorId;
  /** What the colour means to the person, and where the passage stands. */
  heading: string;
  /** Empty for a note on the whole story. */
  passage: string;
  note: string;
  tags: readonly string[];
  created: string;
  /** The link back to the passage. */
  jump: string;
  facts: string;
  /** The story's citation key, and the passage's place in it. */
  cited: { key: string; place: string };
}

/** A story as citations name it, and what they say of it. */
export interface CitedItem {
  id: string;
  item: CslItem;
}

/** What of a flavour of Markdown is its own. The shared writer is `story-note.ts`. */
export interface Dialect {
  head: (properties: Properties) => string;
  form: PropertyForm;
  paint: Paint;
  clipping: (clipping: Clipping) => string;
  /** The lines for the person's own words. */
  region: string;
  /** The parts of a note, one after the other. */
  join: (parts: readonly string[]) => string;
  /** The whole story, below its heading. */
  story: (heading: string, blocks: readonly string[]) => string;
  /** Metadata by which the stories cited are known, as lines of front matter; empty where there is no such thing. */
  cited: (items: readonly CitedItem[]) => string;
  /** A footnote with the reference that passages are followed by; empty where they are cited in another way. */
  footnote: (key: string, reference: string) => string;
}

const PARAGRAPHS = '\n\n';
const joined = (parts: readonly string[], by: string) => parts.filter((part) => part !== '').join(by);
const hashed = (tags: readonly string[]) =>
  tags
    .map((tag) => `#${obsidianTag(tag)}`)
    .filter((tag) => tag !== '#')
    .join(' ');

/** A name as a link to the page of its own. */
const linkedName = (name: string) => `[[${name.replace(/[[\]|#^]/g, '')}]]`;

/** Obsidian's `==`, which knows no colours. */
const EQUALS: Paint = { open: () => '==', close: '==', oneColor: true };

const PLAIN_FORM: PropertyForm = { author: (name) => name, tag: (name) => name, text: (text) => text, names: {}, hasAliases: false };

/** The last line of a clipping: particulars that are shown, the link back, and what is not shown. */
const lastLine = (shown: readonly string[], { jump, facts }: Clipping, signs: CommentSigns) =>
  `${joined([...shown, jump], ' · ')} ${comment(facts, signs)}`;

/** CommonMark with GitHub's tables, strikethrough and footnotes: what every program reads. */
export const PLAIN: Dialect = {
  head: frontMatter,
  form: PLAIN_FORM,
  paint: { open: (color) => `<mark class="${color}">`, close: '</mark>', oneColor: false },
  clipping: (clipping) => {
    const { id, color, heading, passage, note, tags, created, cited } = clipping;
    const quotation = passage === '' ? '' : quoted(`${passage}[^${cited.key}]`);
    const shown = [heading, color, escapeInline(tags.join(', ')), created];
    return joined([quotation, `<a id="${id}"></a>`, note, lastLine(shown, clipping, HTML_COMMENT)], PARAGRAPHS);
  },
  region: ownRegion(HTML_COMMENT),
  join: (parts) => joined(parts, PARAGRAPHS),
  story: (heading, blocks) => joined([`## ${heading}`, ...blocks], PARAGRAPHS),
  footnote: (key, reference) => `[^${key}]: ${reference}`,
  cited: () => '',
};

/** For Obsidian: callouts in the colours' names, block ids, wikilinks, tags and properties it knows. */
export const OBSIDIAN: Dialect = {
  ...PLAIN,
  form: {
    ...PLAIN_FORM,
    author: linkedName,
    tag: obsidianTag,
    hasAliases: true,
  },
  paint: EQUALS,
  clipping: (clipping) => {
    const { id, color, heading, passage, note, tags, created, cited } = clipping;
    const callout = passage === '' ? `[!note|${color}] ${heading}` : `[!quote|${color}] ${heading}\n${passage}[^${cited.key}]`;
    return joined([quoted(callout), `^${id}`, note, lastLine([hashed(tags), created], clipping, OBSIDIAN_COMMENT)], PARAGRAPHS);
  },
  region: ownRegion(OBSIDIAN_COMMENT),
};

/** For Pandoc: metadata it understands, citations by key, and passages that filters find by their class. */
export const PANDOC: Dialect = {
  ...PLAIN,
  form: {
    ...PLAIN_FORM,
    author: escapeMarkdown,
    text: escapeMarkdown,
    names: { description: 'subtitle', published: 'date', language: 'lang', tags: 'keywords' },
  },
  paint: { open: (color) => `<span class="mark ${color}">`, close: '</span>', oneColor: false },
  clipping: (clipping) => {
    const { id, color, heading, passage, note, tags, created, cited } = clipping;
    const citation = `[@${cited.key}${cited.place === '' ? '' : `, ${cited.place}`}]`;
    const quotation = passage === '' ? '' : quoted(`${passage} ${citation}`);
    const shown = [heading, escapeInline(tags.join(', ')), created];
    const inside = joined([quotation, `[]{#${id}}`, note, lastLine(shown, clipping, HTML_COMMENT)], PARAGRAPHS);
    return `::: {.highlight .${color}}\n${inside}\n:::`;
  },
  footnote: () => '',
  // JSON is YAML, too.
  cited: (items) => `references:\n${items.map(({ id, item }) => `- ${JSON.stringify({ ...item, id })}\n`).join('')}`,
};

/**
 * One property a line, as Logseq has them. Such a line knows neither quotation marks nor lists, so that what it does not say to the letter
 * stands behind it as JSON.
 */
function logseqProperties(properties: Properties): string {
  const lines = filled(properties).flatMap(([name, property]) => {
    if (name.endsWith(EXACTLY)) return [`${name}:: ${JSON.stringify(property)}`];
    const value = (typeof property === 'object' ? property.join(', ') : String(property)).replace(/\s+/gu, ' ').trim();
    const read = typeof property === 'object' ? value.split(', ') : value;
    const isSaid = JSON.stringify(read) === JSON.stringify(typeof property === 'number' ? value : property);
    const isTwice = isSaid || `${name}${EXACTLY}` in properties;
    return [`${name}:: ${value}`, ...(isTwice ? [] : [`${name}${EXACTLY}:: ${JSON.stringify(property)}`])];
  });
  return `${lines.join('\n')}\n`;
}

const bullet = (text: string) => `- ${indented(text, '  ')}`;
const below = (text: string) => `\t- ${indented(text, '\t  ')}`;

/** For Logseq: an outline of blocks, with properties of its own kind and block ids that it can refer to. */
export const LOGSEQ: Dialect = {
  ...PLAIN,
  head: logseqProperties,
  form: { ...PLAIN_FORM, author: linkedName, tag: (name) => name.replace(/[,#[\]\s]+/gu, ' ').trim() },
  paint: EQUALS,
  clipping: (clipping) => {
    const { uid, color, heading, passage, note, tags, created } = clipping;
    const links = tags.map((tag) => `#[[${tag.replace(/[[\]]/g, '')}]]`).join(' ');
    const own = `id:: ${uuidOf(uid)}\nhl-color:: ${color}`;
    const block = bullet(`${own}\n${passage === '' ? heading : quoted(passage)}`);
    const shown = [passage === '' ? '' : heading, links, created];
    return [block, ...(note === '' ? [] : [below(note)]), below(lastLine(shown, clipping, HTML_COMMENT))].join('\n');
  },
  region: ownRegion(HTML_COMMENT, '- '),
  join: (parts) =>
    parts
      .filter((part) => part !== '')
      .map((part) => (part.startsWith('- ') ? part : bullet(part)))
      .join('\n'),
  story: (heading, blocks) => [bullet(`## ${heading}`), ...blocks.map(below)].join('\n'),
  footnote: () => '',
};
