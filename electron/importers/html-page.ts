import type { ArticleFields } from '../../core/article';
import type { ParsedArticle } from '../../core/importing';
import { BroadsheetError } from '../../core/reply';
import { excerptOf, wordCount } from '../../core/text';
import type { ImportFile, Importer } from './importer';
import { findDateline } from './parts/dateline';
import { decode, notText } from './parts/decode';
import { parsePage } from './parts/dom';
import { extractStory } from './parts/extract';
import { baseAddress, pageAddress, resolveAddresses, savedPage } from './parts/page-address';
import { pageMetadata } from './parts/page-metadata';
import { canonicalStory, type CanonicalStory } from './parts/story-html';
import { parseTags } from './parts/tags';

/** Stories this short are usually the beginning of one, or no story. */
const FEW_WORDS = 60;
const MADE_HEADLINE = 100;

/** A news page as the browser or SingleFile saved it. */
export const htmlPage: Importer = {
  id: 'html-page',
  label: 'Saved web page',
  extensions: ['html', 'htm', 'xhtml'],
  mediaType: 'text/html',
  maxBytes: 50 * 1_048_576,
  keeps:
    'Keeps headline, byline, publication, dates, language, address, tags and the story with its headings, lists, tables, links and pictures’ addresses; drops the site around it, styles and scripts.',

  sniff(head, name) {
    if (notText(head) !== null) return 0;
    const { text } = decode(head, name);
    const root = rootElement(text);
    if (/^(html|!doctype html)$/.test(root)) return 0.95;
    if (/^(head|body|article|main)$/.test(root)) return 0.7;
    return /\.x?html?$/i.test(name) && /^[a-z][a-z\d]*$/.test(root) ? 0.6 : 0;
  },

  async *read(file: ImportFile): AsyncIterable<ParsedArticle> {
    const { text, warning } = decode(file.bytes, file.name);
    const story = readPage(text);
    if (!story) throw new BroadsheetError('unrecognised', `${file.name} is a web page without text. Nothing was imported.`);
    if (warning !== '') story.warnings.push(warning);
    yield story;
  },
};

/** The name of the element, or the kind of document type, that a file begins with; in lower case, empty for anything else. */
function rootElement(text: string): string {
  const start = text.replace(/^(?:\s+|<\?[^>]*>|<!--[\s\S]*?-->)+/, '');
  return /^<(!doctype\s+html(?=[\s>])|[a-z][\w:-]*)/i.exec(start)?.[1]?.toLowerCase().replace(/\s+/, ' ') ?? '';
}

function readPage(html: string): ParsedArticle | null {
  const document = parsePage(html);
  const saved = savedPage(html);
  const address = pageAddress(document, saved.url);
  const { fields, tags, isFree } = pageMetadata(document, address);
  resolveAddresses(document, baseAddress(document, address));
  const decks = deckCandidates(document, fields.deck ?? '');
  const extraction = extractStory(document);
  if (!extraction) return null;
  const story = canonicalStory(extraction.html);
  if (story.text === '') return null;
  fields.publication ||= extraction.publication;
  fields.headline = headlineOf([extraction.headline, fields.headline ?? ''], fields.publication, story);
  fields.byline = cleanByline(fields.byline || extraction.byline);
  fields.deck = decks && !story.text.includes(fields.deck ?? '') ? (fields.deck ?? '') : '';
  addDateline(fields, story);
  return {
    fields: known(fields),
    body: { kind: 'html', html: extraction.html },
    tags: parseTags(tags),
    warnings: warningsFor(story, isFree),
    ...(saved.retrieved === '' ? {} : { retrieved: saved.retrieved }),
  };
}

/** Whether a page's description is printed on it, as a deck is; most descriptions are for search engines only. */
function deckCandidates(document: ReturnType<typeof parsePage>, description: string): boolean {
  if (description === '') return false;
  for (const element of document.querySelectorAll('h2, h3, h4, p, [class*="deck" i], [class*="standfirst" i], [class*="subtitle" i]'))
    if (element.textContent.replace(/\s+/gu, ' ').trim() === description) return true;
  return false;
}

/** The first headline there is, without the publication's name behind it; failing all, the story's first words. */
function headlineOf(candidates: readonly string[], publication: string, story: CanonicalStory): string {
  const headline = candidates.map((candidate) => candidate.replace(/\s+/gu, ' ').trim()).find((candidate) => candidate !== '') ?? '';
  const cut = headline.search(/\s+[-–—|·:»]\s+[^-–—|·:»]*$/u);
  const tail = cut > 0 ? headline.slice(cut).replace(/^\s+\S\s+/u, '') : '';
  if (publication !== '' && tail.toLowerCase() === publication.toLowerCase()) return headline.slice(0, cut);
  return headline || excerptOf(story.text, MADE_HEADLINE);
}

function cleanByline(byline: string): string {
  return byline
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:(?:written |posted |words )?by|von|par|por)[\s:]+/iu, '');
}

function addDateline(fields: Partial<ArticleFields>, story: CanonicalStory): void {
  const found = findDateline(story.text.split('\n', 1)[0] ?? '');
  fields.dateline ||= found?.place ?? '';
  fields.creditLine ||= found?.agency ?? '';
}

function known(fields: Partial<ArticleFields>): Partial<ArticleFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function warningsFor(story: CanonicalStory, isFree: boolean): string[] {
  const words = wordCount(story.text);
  if (words >= FEW_WORDS) return [];
  const why = isFree
    ? 'The page may be a list of stories or lie behind a paywall.'
    : 'The page says that the whole story is for subscribers.';
  return [`Only ${words} words of a story were found. ${why}`];
}
