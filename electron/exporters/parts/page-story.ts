import { quoteOf, type PlacedAnnotation } from '../../../core/annotation';
import { FIELD_NAMES, type Article, type ArticleFields } from '../../../core/article';
import type { ExportStory } from '../../../core/exporting';
import { safeFileName } from '../../../core/file-name';
import { HIGHLIGHT_COLORS, type ColorMeanings } from '../../../core/highlight-colors';
import * as m from '../../../core/messages/messages.js';
import { DEFAULT_LOOK, type PageLook, type PageNote, type PageOptions, type PageSetting, type PageStory } from '../../../core/pages';
import type { Block } from '../../../core/story';
import { mapBlocks, runsIn } from './block-walk';
import { namesOf } from './byline-names';
import { markdownBlocks } from './markdown-blocks';
import { hasNote, inPageOrder, noteNumbers } from './note-numbers';
import { calendarFields, dateInWords } from './page-dates';
import { pageLabels } from './page-labels';
import { languageOf } from './page-language';
import { pagePictures, type PageFile } from './page-pictures';
import { paragraphNumber, storyTree } from './story-tree';

/** Characters of an address that fit two lines of a page's foot. */
const FOOT_ADDRESS_LENGTH = 150;
/** Characters of the story's opening that stand in for a missing headline in the document's title. */
const TITLE_LENGTH = 80;
/** Characters of a passage in a PDF's bookmark. */
const BOOKMARK_LENGTH = 60;

/** What is the same for every story of a document. */
export function pageSetting(options: PageOptions, meanings: ColorMeanings): PageSetting {
  return {
    labels: pageLabels(),
    colors: HIGHLIGHT_COLORS.map(({ id, letter, light }) => ({ id, letter, fill: light, meaning: meanings[id] ?? '' })),
    paper: options.paper,
    look: effectiveLook(options.look ?? DEFAULT_LOOK),
    unprintable: [],
  };
}

/** A clean copy has neither highlights nor notes. */
function effectiveLook(look: PageLook): PageLook {
  return look.clean ? { ...look, highlights: false, notes: 'none' } : look;
}

/** What pages need of a story besides the story. */
export interface StorySurroundings {
  /** The name of the importer that took it in. */
  importedBy?: string | undefined;
  /** The bytes of its original, to attach them. */
  original?: Uint8Array | null | undefined;
  /** Notes come in the order in which they are given; otherwise in that of their numbers. */
  inGivenOrder?: boolean;
}

/** A story for page templates, and the files that it names. */
export interface StoryPages {
  story: PageStory;
  files: PageFile[];
}

/** What a page template needs to print one story or its notes, of however many it prints. */
export function storyPages(exported: ExportStory, options: PageOptions, surroundings: StorySurroundings = {}): StoryPages {
  const { article } = exported;
  const look = effectiveLook(options.look ?? DEFAULT_LOOK);
  const annotations = shownWith(look, exported.annotations);
  const numbers = noteNumbers(annotations);
  const tree = storyTree(article.html, annotations, numbers);
  const { blocks, pictures, files } = pagePictures(article.uid, look.pictures ? tree.blocks : withoutPictures(tree.blocks));
  const attached = attachment(article, surroundings.original);
  const { embargo, url, published, updated, retrieved, importedAt } = article;
  const story: PageStory = {
    uid: article.uid,
    fields: { ...fieldsOf(article), embargo: embargo && dateInWords(embargo, options) },
    title: titleOf(article),
    authors: namesOf(article.byline),
    footAddress: footAddress(url),
    published: published && dateInWords(published, options),
    updated: updated && updated !== published ? dateInWords(updated, options) : '',
    retrieved: retrieved && dateInWords(retrieved, options),
    imported: importedAt && dateInWords(importedAt, options),
    importedBy: surroundings.importedBy ?? article.importFormat,
    modified: calendarFields([importedAt, ...annotations.map(({ updatedAt }) => updatedAt)].reduce((a, b) => (a > b ? a : b))),
    length: lengthInWords(article.wordCount, options.locale),
    ...languageOf(article, options.locale),
    tags: article.tags,
    original: article.original,
    attachment: attached && { file: attached.path, name: safeFileName(article.original?.fileName ?? '', 'original') },
    blocks: withConsecutiveLevels(blocks),
    pictures,
    links: look.links ? linksOf(blocks) : [],
    notes: (surroundings.inGivenOrder === true ? annotations : inPageOrder(annotations)).map((annotation) =>
      pageNote(article, annotation, numbers, tree.starts, options),
    ),
  };
  return { story, files: attached ? [...files, attached] : files };
}

/** Annotations as far as they are wanted on the page. */
function shownWith({ highlights, notes }: PageLook, annotations: readonly PlacedAnnotation[]): PlacedAnnotation[] {
  const shown = notes === 'none' ? annotations.filter(({ place }) => place).map((one) => ({ ...one, note: '', tags: [] })) : annotations;
  return shown.filter((annotation) => highlights || hasNote(annotation));
}

function pageNote(
  article: Article,
  annotation: PlacedAnnotation,
  numbers: ReadonlyMap<string, number>,
  starts: readonly number[],
  options: PageOptions,
): PageNote {
  const { uid, color, place, note, tags, createdAt } = annotation;
  const quote = place ? article.text.slice(place.start, place.end) : quoteOf(annotation);
  return {
    uid,
    number: numbers.get(uid) ?? 0,
    color,
    quote,
    bookmark: opening(quote, BOOKMARK_LENGTH),
    paragraph: place ? paragraphNumber(starts, place.start) : 0,
    blocks: markdownBlocks(note),
    tags,
    created: dateInWords(createdAt, options),
  };
}

function fieldsOf(article: Article): ArticleFields {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, article[name]])) as unknown as ArticleFields;
}

/** The first words of a text on one line. */
function opening(text: string, length: number): string {
  const start = text.slice(0, length).replaceAll(/\s+/g, ' ').trim();
  return text.length > length && start !== '' ? `${start}…` : start;
}

function titleOf({ headline, text, uid }: Article): string {
  return headline || opening(text, TITLE_LENGTH) || uid;
}

/** An address as the foot of every page has it: whole, unless it is so long that its middle must be left out. */
export function footAddress(url: string): string {
  if (url.length <= FOOT_ADDRESS_LENGTH) return url;
  const kept = FOOT_ADDRESS_LENGTH - 1;
  const tail = Math.floor(kept / 3);
  return `${url.slice(0, kept - tail)}…${url.slice(-tail)}`;
}

function lengthInWords(count: number, locale: string): string {
  return count === 0 ? '' : m.word_count({ count, number: new Intl.NumberFormat(locale).format(count) });
}

/** The original as a file to attach. */
function attachment({ uid, original }: Article, bytes: Uint8Array | null | undefined): PageFile | null {
  return original && bytes ? { path: `/${uid}-original`, bytes } : null;
}

/** The addresses a story links to, each once. */
function linksOf(blocks: readonly Block[]): string[] {
  return [...new Set([...runsIn(blocks)].map(({ href }) => href).filter((href) => href !== ''))];
}

/** Of a figure, the caption and what else is in it. */
function withoutPictures(blocks: readonly Block[]): Block[] {
  return mapBlocks(blocks, (block) => (block.kind === 'figure' ? { ...block, src: '', alt: '' } : block));
}

/** PDF/UA forbids leaving out a level (ISO 14289-1, 7.4.2); web pages do so all the time. */
function withConsecutiveLevels(blocks: readonly Block[]): Block[] {
  let previous = 1;
  return mapBlocks(blocks, (block) => {
    if (block.kind !== 'heading') return block;
    previous = Math.min(block.level, previous + 1);
    return { ...block, level: previous as 2 | 3 | 4 | 5 | 6 };
  });
}
