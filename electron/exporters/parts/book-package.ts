import { createHash } from 'node:crypto';
import type { Article } from '../../../core/article';
import { inDigits } from '../../../core/figures';
import { languageById, spoken } from '../../../core/languages';
import * as m from '../../../core/messages/messages.js';
import { bookPage } from './book-page';
import { namesOf } from './byline-names';
import type { DocumentStory } from './document-story';
import { attributes, xmlText } from './xml-text';

/** What a book is made of, and the pages that tell so (https://www.w3.org/TR/epub-33/). Paths start at the package document. */

export const MEDIA_TYPE = 'application/epub+zip';

export const CONTAINER = `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
`;

export interface BookItem {
  path: string;
  mediaType: string;
}

/** A story in a book: where it stands, and what is told of it. Its text is not kept until the book ends. */
export interface BookStory
  extends
    Pick<DocumentStory, 'title' | 'lang' | 'dir' | 'modified'>,
    Pick<Article, 'uid' | 'byline' | 'deck' | 'publication' | 'published' | 'url' | 'rights' | 'tags'> {
  path: string;
  /** The day of publication in words. */
  day: string;
}

export interface Book {
  stories: readonly BookStory[];
  /** The pictures. */
  items: readonly BookItem[];
  hasNotes: boolean;
  /** Whether every picture is described in words. */
  allDescribed: boolean;
}

const unique = (values: readonly string[]) => [...new Set(values.filter((value) => value !== ''))];

/** The headline of the one story, or how many there are. */
function titleOf({ stories }: Book): string {
  const [first] = stories;
  return stories.length === 1 && first ? first.title : m.story_count({ count: stories.length, number: inDigits(stories.length) });
}

/** When the oldest and the newest story were published, in words. */
function dates({ stories }: Book): string {
  const dated = stories
    .map(({ published, day }) => ({ iso: published, words: day }))
    .filter(({ iso }) => /^\d{4}/.test(iso))
    .sort((a, b) => (a.iso < b.iso ? -1 : Number(a.iso > b.iso)));
  return unique([dated[0]?.words ?? '', dated.at(-1)?.words ?? '']).join(' – ');
}

/** The first page: what the book is called, who wrote it, when. */
export function coverPage(book: Book): string {
  const { id, direction } = languageById(spoken());
  const only = book.stories.length === 1 ? book.stories[0] : undefined;
  const publications = unique(book.stories.map(({ publication }) => publication));
  const lines = [only?.byline ?? '', publications.length > 6 ? '' : publications.join(' · '), dates(book)].filter((text) => text !== '');
  const title = titleOf(book);
  const body = `<section class="cover" epub:type="cover">
<h1${attributes(only ? { lang: only.lang, dir: only.dir } : {})}>${xmlText(title)}</h1>
<hr class="rule"/>
${lines.map((text) => `<p>${xmlText(text)}</p>`).join('\n')}
</section>`;
  return bookPage({ title, lang: id, dir: direction, body, style: 'style.css' });
}

/** The table of contents, and the landmarks by which readers find the book's parts. */
export function navigation(book: Book): string {
  const { id, direction } = languageById(spoken());
  const entry = ({ path, title, lang, dir }: BookStory) => `<li><a${attributes({ href: path, lang, dir })}>${xmlText(title)}</a></li>`;
  const notes = book.hasNotes ? `\n<li><a href="notes.xhtml">${xmlText(m.document_notes_by_color())}</a></li>` : '';
  const landmarks: [string, string, string][] = [
    ['cover', 'cover.xhtml', m.document_cover()],
    ['toc', 'nav.xhtml', m.document_contents()],
    ...book.stories.slice(0, 1).map(({ path, title }): [string, string, string] => ['bodymatter', path, title]),
  ];
  const body = `<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
<h1 id="contents">${xmlText(m.document_contents())}</h1>
<ol>
${book.stories.map(entry).join('\n')}${notes}
</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden">
<ol>
${landmarks.map(([kind, href, words]) => `<li><a${attributes({ 'epub:type': kind, href })}>${xmlText(words)}</a></li>`).join('\n')}
</ol>
</nav>`;
  return bookPage({ title: titleOf(book), lang: id, dir: direction, body, style: 'style.css' });
}

/** What the book is, what it holds, and in which order it is read. */
export function packageDocument(book: Book): string {
  const { stories, items, hasNotes } = book;
  const item = (id: string, href: string, mediaType: string, properties?: string) =>
    `<item${attributes({ id, href, 'media-type': mediaType, properties })}/>`;
  const page = 'application/xhtml+xml';
  const manifest = [
    item('style', 'style.css', 'text/css'),
    item('cover', 'cover.xhtml', page),
    item('nav', 'nav.xhtml', page, 'nav'),
    ...stories.map(({ path }, index) => item(`story-${index + 1}`, path, page)),
    ...items.map(({ path, mediaType }, index) => item(`picture-${index + 1}`, path, mediaType)),
    ...(hasNotes ? [item('notes', 'notes.xhtml', page)] : []),
  ];
  const order = ['cover', 'nav', ...stories.map((_, index) => `story-${index + 1}`), ...(hasNotes ? ['notes'] : [])];
  const isRightToLeft = stories.filter(({ dir }) => dir === 'rtl').length * 2 > stories.length;
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier"${attributes({ 'xml:lang': spoken() })}>
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata(book).join('\n')}
</metadata>
<manifest>
${manifest.join('\n')}
</manifest>
<spine${attributes({ 'page-progression-direction': isRightToLeft ? 'rtl' : 'ltr' })}>
${order.map((id) => `<itemref${attributes({ idref: id })}/>`).join('\n')}
</spine>
</package>
`;
}

function metadata(book: Book): string[] {
  const { stories, items, allDescribed } = book;
  const only = stories.length === 1 ? stories[0] : undefined;
  const of = (value: (story: BookStory) => string) => unique(stories.map(value));
  const element = (name: string, values: readonly string[], more: Record<string, string> = {}) =>
    values
      .map((value) => xmlText(value).trim())
      .filter((value) => value !== '')
      .map((value) => `<dc:${name}${attributes(more)}>${value}</dc:${name}>`);
  const property = (name: string, ...values: string[]) => values.map((value) => `<meta property="${name}">${xmlText(value)}</meta>`);
  const hasPictures = items.length > 0;
  const languages = of(({ lang }) => lang);
  return [
    ...element('identifier', [`urn:uuid:${identifier(stories.map(({ uid }) => uid))}`], { id: 'identifier' }),
    ...element('title', [titleOf(book)], only ? { dir: only.dir, 'xml:lang': only.lang } : {}),
    ...element('language', languages.length > 0 ? languages : ['und']),
    ...element('creator', unique(stories.flatMap(({ byline }) => namesOf(byline)))),
    ...element(
      'publisher',
      of(({ publication }) => publication),
    ),
    ...(only ? element('date', [bookDate(only.published)]) : []),
    ...(only ? element('source', [only.url]) : []),
    ...(only ? element('description', [only.deck]) : []),
    ...element(
      'rights',
      of(({ rights }) => rights),
    ),
    ...element('subject', unique(stories.flatMap(({ tags }) => tags))),
    ...property('dcterms:modified', modified(stories)),
    ...property('schema:accessMode', 'textual', ...(hasPictures ? ['visual'] : [])),
    ...property('schema:accessModeSufficient', ...(hasPictures && !allDescribed ? ['textual,visual'] : ['textual'])),
    ...property('schema:accessibilityFeature', 'tableOfContents', 'readingOrder', 'structuralNavigation', 'displayTransformability'),
    ...(hasPictures && allDescribed ? property('schema:accessibilityFeature', 'alternativeText') : []),
    ...property('schema:accessibilityHazard', hasPictures ? 'unknown' : 'none'),
    ...property('schema:accessibilitySummary', m.document_accessibility()),
  ];
}

/** A date as books may have it; empty for any other. */
const bookDate = (iso: string) => (/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/.test(iso) ? iso : '');

/** When the last of the stories changed, to the second. */
function modified(stories: readonly BookStory[]): string {
  const last = stories.map((story) => story.modified).reduce((a, b) => (a > b ? a : b), '');
  const time = Date.parse(last);
  return `${new Date(Number.isNaN(time) ? 0 : time).toISOString().slice(0, 19)}Z`;
}

/** The same stories in the same order have the same identifier: a UUID of the eighth kind, made of their own. */
function identifier(uids: readonly string[]): string {
  const hash = createHash('sha256').update(uids.join(' ')).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
