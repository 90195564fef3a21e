import type { ArticleFields } from '../../core/article';
import { inDigits } from '../../core/figures';
import type { ParsedArticle } from '../../core/importing';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import { excerptOf, wordCount } from '../../core/text';
import type { FileImporter, ImportFile } from './importer';
import { findDate } from './parts/dates';
import { findDateline } from './parts/dateline';
import { decode, notText } from './parts/decode';
import { parsePage, plainLine, type DomDocument } from './parts/dom';
import { extractStory } from './parts/extract';
import { ownPage } from './parts/own-page';
import { baseAddress, pageAddress, resolveAddresses, savedPage } from './parts/page-address';
import { pageMetadata } from './parts/page-metadata';
import { canonicalStory, type CanonicalStory } from './parts/story-html';
import { parseTags } from './parts/tags';

/** Stories this short are usually the beginning of one, or no story. */
const FEW_WORDS = 60;
const MADE_HEADLINE = 100;

/** A news page as the browser or SingleFile saved it. */
export const htmlPage: FileImporter = {
  id: 'html-page',
  label: m.format_html_page,
  extensions: ['html', 'htm', 'xhtml'],
  mediaType: 'text/html',
  maxBytes: 50 * 1_048_576,
  keeps: m.format_html_page_import_keeps,

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
    if (!story) throw new BroadsheetError('unrecognised', m.error_page_without_text({ name: file.name }));
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
  const own = ownPage(document);
  if (own) return own;
  const saved = savedPage(html);
  const address = pageAddress(document, saved.url);
  const { fields, publications, tags, isFree } = pageMetadata(document, address);
  resolveAddresses(document, baseAddress(document, address), [address, saved.url]);
  fields.deck = takeDeck(document, fields.deck ?? '');
  const extraction = extractStory(document, fields.byline ?? '');
  if (!extraction) return null;
  const story = canonicalStory(extraction.html);
  if (story.text === '') return null;
  fields.publication ||= extraction.publication;
  fields.headline = headlineOf([extraction.headline, fields.headline ?? ''], [...publications, extraction.publication], story);
  fields.byline = cleanByline(fields.byline || extraction.byline);
  addDateline(fields, story);
  return {
    fields: known(fields),
    body: { kind: 'html', html: extraction.html },
    tags: parseTags(tags),
    warnings: warningsFor(story, isFree),
    ...(saved.retrieved === '' ? {} : { retrieved: saved.retrieved }),
  };
}

const DECK =
  '[class*="deck" i], [class*="dek" i], [class*="standfirst" i], [class*="subtitle" i], [class*="subhead" i], [class*="sub-head" i], header h2, h1 + h2';

/**
 * Takes the deck off a page whose description is printed as one. Most descriptions are for search engines only, or repeat
 * the first paragraph.
 */
function takeDeck(document: DomDocument, description: string): string {
  if (description === '') return '';
  for (const element of document.querySelectorAll(DECK)) {
    if (plainLine(element.textContent) !== description) continue;
    element.remove();
    return description;
  }
  return '';
}

/** The first headline there is, without the publication's name behind it; failing all, the story's first words. */
function headlineOf(candidates: readonly string[], publications: readonly string[], story: CanonicalStory): string {
  const headline = candidates.map(plainLine).find((candidate) => candidate !== '') ?? '';
  const cut = headline.search(/\s+[-–—|·:»]\s+[^-–—|·:»]*$/u);
  const plain = (name: string) => plainLine(name).toLowerCase().replace(/^the /, '');
  const tail = cut > 0 ? plain(headline.slice(cut).replace(/^\s+\S\s+/u, '')) : '';
  if (tail !== '' && publications.some((name) => plain(name) === tail)) return headline.slice(0, cut);
  return headline || excerptOf(story.text, MADE_HEADLINE);
}

/** The names alone: without "By" and without the date that some pages print behind them. */
function cleanByline(byline: string): string {
  const names = findDate(byline)?.rest ?? byline;
  return plainLine(names)
    .replace(/^(?:(?:written |posted |words )?by|von|par|por)[\s:]+/iu, '')
    .replace(/[\s,;|·•–—-]+$/u, '')
    .replace(/^(?:last )?(?:updated|published|posted)\s*:?$/iu, '');
}

function addDateline(fields: Partial<ArticleFields>, story: CanonicalStory): void {
  // A deck, a byline or a caption may stand before the paragraph that opens the story.
  const opening = story.text.split('\n\n', 4).map(findDateline);
  const found = opening.find((dateline) => dateline !== null);
  fields.dateline ||= found?.place ?? '';
  fields.creditLine ||= found?.agency ?? '';
}

function known(fields: Partial<ArticleFields>): Partial<ArticleFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function warningsFor(story: CanonicalStory, isFree: boolean): string[] {
  const words = wordCount(story.text);
  if (words >= FEW_WORDS) return [];
  const counted = { count: words, number: inDigits(words) };
  return [isFree ? m.import_few_words(counted) : m.import_subscribers(counted)];
}
