import { quoteOf, type PlacedAnnotation } from '../../../core/annotation';
import type { Article } from '../../../core/article';
import { datelineOpening } from '../../../core/dateline';
import type { ExportStory } from '../../../core/exporting';
import { DEFAULT_LOOK, type PageDocument, type PageLook, type PageNote, type PageOptions, type PageStory } from '../../../core/pages';
import { HIGHLIGHT_COLORS, type ColorMeanings } from '../../../core/highlight-colors';
import type { Block } from '../../../core/story';
import { markdownBlocks } from './markdown-blocks';
import { hasNote, inPageOrder, noteNumbers } from './note-numbers';
import { calendarFields, dateInWords } from './page-dates';
import { pageFonts } from './page-fonts';
import { pageLabels } from './page-labels';
import { paragraphNumber, storyTree } from './story-tree';
import { prevailingWritingSystem } from './writing-systems';

/** Characters of an address that fit a page's footer beside the retrieval date and the page number. */
const SHORT_URL_LENGTH = 34;
/** Characters of the story's opening that stand in for a missing headline in the document's title. */
const TITLE_LENGTH = 80;
/** Primary language subtags written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi']);

/** What a page template needs to print a story or its notes. */
export function pageDocument(story: ExportStory, options: PageOptions, meanings: ColorMeanings): PageDocument {
  const look = options.look ?? DEFAULT_LOOK;
  return {
    story: pageStory({ ...story, annotations: shownWith(look, story.annotations) }, options),
    labels: pageLabels(),
    colors: HIGHLIGHT_COLORS.map(({ id, letter, light }) => ({ id, letter, fill: light, meaning: meanings[id] ?? '' })),
    paper: options.paper,
    look,
    unprintable: [],
  };
}

/** Annotations as far as they are wanted on the page. */
function shownWith({ highlights, notes }: PageLook, annotations: readonly PlacedAnnotation[]): PlacedAnnotation[] {
  const shown = notes === 'none' ? annotations.filter(({ place }) => place).map((one) => ({ ...one, note: '', tags: [] })) : annotations;
  return shown.filter((annotation) => highlights || hasNote(annotation));
}

function pageStory({ article, annotations }: ExportStory, options: PageOptions): PageStory {
  const numbers = noteNumbers(annotations);
  const { blocks, starts } = storyTree(article.html, annotations, numbers);
  const {
    headline,
    deck,
    kicker,
    byline,
    dateline,
    publication,
    section,
    edition,
    slugline,
    embargo,
    creditLine,
    rights,
    url,
    language,
    published,
    updated,
  } = article;
  return {
    uid: article.uid,
    fields: {
      headline,
      deck,
      kicker,
      byline,
      dateline,
      publication,
      section,
      edition,
      slugline,
      creditLine,
      rights,
      url,
      language,
      published,
      updated,
      embargo: embargo && dateInWords(embargo, options),
    },
    title: titleOf(article),
    shortUrl: shortUrl(url),
    published: published && dateInWords(published, options),
    updated: updated && updated !== published ? dateInWords(updated, options) : '',
    retrieved: article.retrieved && dateInWords(article.retrieved, options),
    modified: calendarFields([article.importedAt, ...annotations.map(({ updatedAt }) => updatedAt)].reduce((a, b) => (a > b ? a : b))),
    length: lengthInWords(article.wordCount, options.locale),
    ...languageOf(article, options.locale),
    runInDateline: dateline !== '' && datelineOpening(article.text, dateline) === 0 ? dateline : '',
    tags: article.tags,
    original: article.original,
    blocks: withConsecutiveLevels(blocks),
    notes: inPageOrder(annotations).map((annotation): PageNote => ({
      number: numbers.get(annotation.uid) ?? 0,
      color: annotation.color,
      quote: annotation.place ? article.text.slice(annotation.place.start, annotation.place.end) : quoteOf(annotation),
      paragraph: annotation.place ? paragraphNumber(starts, annotation.place.start) : 0,
      blocks: markdownBlocks(annotation.note),
      tags: annotation.tags,
      created: dateInWords(annotation.createdAt, options),
    })),
  };
}

function titleOf({ headline, text, uid }: Article): string {
  if (headline !== '') return headline;
  const opening = text.slice(0, TITLE_LENGTH).replaceAll(/\s+/g, ' ').trim();
  if (opening === '') return uid;
  return text.length > TITLE_LENGTH ? `${opening}…` : opening;
}

/** An address without its scheme, its middle left out when it is too long for a footer. */
export function shortUrl(url: string): string {
  const bare = url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  if (bare.length <= SHORT_URL_LENGTH) return bare;
  const kept = SHORT_URL_LENGTH - 1;
  const tail = Math.floor(kept / 3);
  return `${bare.slice(0, kept - tail)}…${bare.slice(-tail)}`;
}

function lengthInWords(count: number, locale: string): string {
  if (count === 0) return '';
  return `${new Intl.NumberFormat(locale).format(count)} ${count === 1 ? 'word' : 'words'}`;
}

type PageLanguage = Pick<PageStory, 'lang' | 'region' | 'languageName' | 'dir' | 'hyphenate' | 'fonts'>;

/** The page setter takes two or three letters and a region; more of a BCP 47 tag goes into the choice of fonts. */
function languageOf({ language, text }: Article, locale: string): PageLanguage {
  const system = prevailingWritingSystem(text);
  const tag = language === '' ? (system?.language ?? '') : language;
  const [primary = '', ...subtags] = tag.split('-');
  const lang = /^[a-z]{2,3}$/i.test(primary) ? primary.toLowerCase() : 'en';
  return {
    lang,
    region: subtags.find((subtag) => /^[a-z]{2}$/i.test(subtag))?.toUpperCase() ?? '',
    languageName: languageName(language, locale),
    // The letters decide against the field: an English story may carry the tag of its Arabic newsroom.
    dir: RIGHT_TO_LEFT.has(lang) && system !== undefined ? 'rtl' : 'ltr',
    hyphenate: language !== '' && lang === primary.toLowerCase(),
    fonts: pageFonts(tag),
  };
}

function languageName(language: string, locale: string): string {
  if (language === '') return '';
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
  } catch {
    // A source's own word such as "English (UK)" is no tag, and still the language's name.
    return language;
  }
}

/** PDF/UA forbids leaving out a level (ISO 14289-1, 7.4.2); web pages do so all the time. */
function withConsecutiveLevels(blocks: Block[]): Block[] {
  let previous = 1;
  const visit = (block: Block): Block => {
    switch (block.kind) {
      case 'heading': {
        previous = Math.min(block.level, previous + 1);
        return { ...block, level: previous as 2 | 3 | 4 | 5 | 6 };
      }
      case 'quote':
        return { ...block, blocks: block.blocks.map(visit) };
      case 'figure':
        return { ...block, blocks: block.blocks.map(visit) };
      case 'list':
        return { ...block, items: block.items.map((item) => item.map(visit)) };
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map((cell) => ({ ...cell, blocks: cell.blocks.map(visit) }))) };
      default:
        return block;
    }
  };
  return blocks.map(visit);
}
