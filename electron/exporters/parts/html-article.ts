import type { OriginalInfo } from '../../../core/article';
import { HIGHLIGHT_COLORS } from '../../../core/highlight-colors';
import { languageById, spoken } from '../../../core/languages';
import * as m from '../../../core/messages/messages.js';
import type { DocumentNote, DocumentStory } from './document-story';
import { blocksToHtml, type HtmlSetting } from './html-blocks';
import { attributes, xmlText } from './xml-text';

/**
 * A story with its notes as an `article` of a page or a book. What the document itself says is in the interface's language, and says so.
 */

/** What differs between the documents that hold stories. */
export interface ArticleSetting extends Pick<HtmlSetting, 'prefix' | 'deeper' | 'schemes' | 'picture'> {
  /** Whether elements say what they are in the words of e-books, too. */
  isBook: boolean;
}

/** The name under which a document knows a story. */
export const articleName = (uid: string): string => `story-${uid.toLowerCase()}`;

const LETTERS: ReadonlyMap<string, string> = new Map(HIGHLIGHT_COLORS.map(({ id, letter }) => [id, letter]));

export function articleToHtml(story: DocumentStory, setting: ArticleSetting): string {
  const { article, lang, dir } = story;
  const blocks: HtmlSetting = { ...setting, call: (number) => call(number, setting) };
  const parts = [
    storyHead(story, setting),
    `<div class="text">\n${blocksToHtml(story.blocks, blocks)}\n</div>`,
    storyNotes(story, setting),
    provenance(story),
  ];
  const own = attributes({ id: articleName(article.uid), lang, dir: lang === '' && dir === 'ltr' ? undefined : dir });
  return `<article class="story"${own}>\n${parts.filter((part) => part !== '').join('\n')}\n</article>`;
}

/** What the document says itself, which is in another language than the story, perhaps. */
export const own = (text: string) => `<span${attributes(speech())}>${xmlText(text)}</span>`;

/** The interface's language, with its direction: a date in a line of the other direction would fall apart. */
const speech = () => ({ lang: spoken(), dir: languageById(spoken()).direction });

export const line = (className: string, content: string, more: Record<string, string> = {}) =>
  content === '' ? '' : `<p${attributes({ class: className, ...more })}>${content}</p>`;

export const joined = (parts: readonly string[], separator = ' <span class="dot">·</span> ') =>
  parts.filter((part) => part !== '').join(separator);

const time = (iso: string, words: string) =>
  words === '' ? '' : `<time${attributes({ datetime: machineTime(iso), ...speech() })}>${xmlText(words)}</time>`;

/** An ISO 8601 time as HTML takes it; what is none is left out. */
function machineTime(iso: string): string {
  return /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.test(iso) ? iso : '';
}

function storyHead(story: DocumentStory, { deeper }: ArticleSetting): string {
  const { article, title } = story;
  const { kicker, section, deck, byline, publication, edition, creditLine, url, published, updated, embargo } = article;
  const headline = `h${Math.min(6, 1 + deeper)}`;
  const who = byline === '' ? '' : `${own(m.byline_by())} <span class="names">${xmlText(byline)}</span>`;
  const where = [publication, edition, story.dateline].map((part) => (part === '' ? '' : `<span>${xmlText(part)}</span>`));
  const changed = story.updated === '' ? '' : `${own(m.page_updated())} ${time(updated, story.updated)}`;
  const lines = [
    line('kicker', xmlText(kicker || section)),
    `<${headline}>${xmlText(title)}</${headline}>`,
    line('deck', xmlText(deck), { role: 'doc-subtitle' }),
    line('byline', who),
    line('source', joined([...where, time(published, story.published), changed])),
    line('address', addressLink(url), { dir: 'ltr' }),
    line('embargo', embargo === '' ? '' : `${own(m.page_embargo())} ${time(embargo, story.embargo)}`),
    line('credit', xmlText(creditLine)),
  ];
  return `<header>\n${lines.filter((part) => part !== '').join('\n')}\n</header>`;
}

const addressLink = (url: string) =>
  /^https?:\/\//i.test(url) && URL.canParse(url) ? `<a${attributes({ href: url })}>${xmlText(url)}</a>` : xmlText(url);

function call(number: number, { prefix, isBook }: ArticleSetting): string {
  const link = {
    id: `${prefix}call-${number}`,
    href: `#${prefix}note-${number}`,
    role: 'doc-noteref',
    ...(isBook && { 'epub:type': 'noteref' }),
    'aria-label': m.document_note({ number: String(number) }),
  };
  return `<sup class="call"><a${attributes(link)}>${number}</a></sup>`;
}

/** The notes with their passages; bare highlights are painted in the story, and listed only when their passage is lost. */
function storyNotes(story: DocumentStory, setting: ArticleSetting): string {
  const notes = story.notes.filter(({ number, annotation }) => number > 0 || annotation.orphaned);
  if (notes.length === 0) return '';
  const name = `${setting.prefix}notes`;
  const heading = `h${Math.min(6, 2 + setting.deeper)}`;
  const kind = setting.isBook ? { 'epub:type': 'footnotes' } : { role: 'doc-endnotes' };
  const section = { class: 'notes', ...kind, 'aria-labelledby': name };
  const title = `<${heading}${attributes({ id: name })}>${own(m.pages_notes())}</${heading}>`;
  return `<section${attributes(section)}>\n${title}\n${notes.map((note) => noteToHtml(note, setting)).join('\n')}\n</section>`;
}

/** A note: number, colour, place, tags and date above, the passage, and the reader's own words. */
function noteToHtml(note: DocumentNote, setting: ArticleSetting): string {
  const { number, annotation } = note;
  const { prefix, isBook } = setting;
  const entry = {
    id: number > 0 ? `${prefix}note-${number}` : undefined,
    class: 'note',
    ...(isBook && number > 0 && { 'epub:type': 'footnote', role: 'doc-footnote' }),
    'data-color': annotation.color,
  };
  const element = isBook ? 'aside' : 'section';
  const back = { href: `#${prefix}call-${number}`, role: 'doc-backlink', 'aria-label': m.document_back({ number: String(number) }) };
  const label = number === 0 ? '' : note.isCalled ? `<a${attributes(back)}>${number}</a>` : String(number);
  const parts = [
    line('particulars', joined([label && `<span class="number">${label}</span>`, particulars(note)])),
    passageAndWords(note, setting),
  ];
  return `<${element}${attributes(entry)}>\n${parts.filter((part) => part !== '').join('\n')}\n</${element}>`;
}

/** The passage of a note, and the reader's words. Links to stories lead to the archive, which books do not know. */
export function passageAndWords({ quote, blocks }: DocumentNote, setting: ArticleSetting): string {
  const schemes = setting.isBook ? setting.schemes : [...setting.schemes, 'broadsheet:'];
  const passage = quote === '' ? '' : `<blockquote class="passage">${quote.split('\n\n').map(paragraph).join('\n')}</blockquote>`;
  const words = blocks.length === 0 ? '' : blocksToHtml(blocks, { ...setting, schemes, call: () => '' });
  return passage + (words === '' ? '' : `\n<div class="words" dir="auto">${words}</div>`);
}

/** What is known of a note besides its words: colour, place, tags and date. */
function particulars({ annotation, color, where, created }: DocumentNote): string {
  const tile = `<span${attributes({ class: 'tile', 'data-color': annotation.color, 'aria-hidden': 'true' })}>${LETTERS.get(annotation.color) ?? ''}</span>`;
  return joined([`${tile} ${own(color)}`, own(where), tagsOf(annotation.tags), time(annotation.createdAt, created)]);
}

export const tagsOf = (tags: readonly string[]) => tags.map((tag) => `<span class="tag">#${xmlText(tag)}</span>`).join(' ');

const paragraph = (text: string) => `<p>${xmlText(text).replaceAll('\n', '<br/>')}</p>`;

/** Where the story comes from and how it is checked. */
function provenance({ article, retrieved }: DocumentStory): string {
  const { rights, uid, original, tags } = article;
  const rows: [string, string][] = [
    [m.page_retrieved(), time(article.retrieved, retrieved)],
    [m.page_archived(), `<code>${uid}</code>`],
    [m.page_original(), original ? originalLine(original) : ''],
    ['SHA-256', original ? `<code>${original.sha256}</code>` : ''],
    [m.page_tags(), tags.map(xmlText).join(', ')],
  ];
  const list = rows.flatMap(([name, value]) => (value === '' ? [] : [`<dt>${own(name)}</dt><dd>${value}</dd>`])).join('\n');
  const name = attributes({ 'aria-label': m.document_provenance() });
  return `<section class="provenance"${name}>\n${line('rights', xmlText(rights))}<dl dir="ltr">\n${list}\n</dl>\n</section>`;
}

const originalLine = ({ fileName, mediaType, byteLength }: OriginalInfo) => xmlText([fileName, mediaType, `${byteLength} B`].join(', '));
