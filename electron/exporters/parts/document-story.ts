import { quoteOf, type PlacedAnnotation } from '../../../core/annotation';
import type { Article } from '../../../core/article';
import { datelineOpening } from '../../../core/dateline';
import type { ExportStory } from '../../../core/exporting';
import type { ColorMeanings } from '../../../core/highlight-colors';
import * as m from '../../../core/messages/messages.js';
import type { PageOptions } from '../../../core/pages';
import type { Block } from '../../../core/story';
import { runsIn } from './block-walk';
import { colorName } from '../../../core/color-names';
import { markdownBlocks } from './markdown-blocks';
import { inPageOrder, noteNumbers } from './note-numbers';
import { dateInWords } from './page-dates';
import { languageOf } from './page-language';
import { paragraphNumber, storyTree } from './story-tree';
import { fitting } from './xml-text';

/** An annotation as documents list it. */
export interface DocumentNote {
  annotation: PlacedAnnotation;
  /** From 1, in the order in which the passages end; 0 for a bare highlight. */
  number: number;
  /** Whether the text calls for it by its number, and whether the text has its beginning: none has a passage of no characters. */
  isCalled: boolean;
  hasBeginning: boolean;
  /** The passage; empty for a note on the whole story. */
  quote: string;
  /** `¶ 4`, or why there is no such place. */
  where: string;
  /** What the colour means to the person, else its name. */
  color: string;
  blocks: Block[];
  /** In words. */
  created: string;
}

/** A story as HTML, e-books and word processors get it: everything worked out but the form. */
export interface DocumentStory {
  article: Article;
  /** The headline, or the story's first words. Never empty. */
  title: string;
  /** BCP 47, or empty when nothing is known. */
  lang: string;
  dir: 'ltr' | 'rtl';
  /** In words; empty where there is none. */
  published: string;
  updated: string;
  retrieved: string;
  embargo: string;
  /** The dateline where the text does not open with it. */
  dateline: string;
  /** When story or notes last changed, ISO 8601, UTC; so that the same story gives the same bytes. */
  modified: string;
  blocks: Block[];
  /** In the order of their numbers, bare highlights among them. */
  notes: DocumentNote[];
}

/** Characters of the story's opening that stand in for a missing headline. */
const TITLE_LENGTH = 80;

/** Works out what documents say of a story. */
export function documentStory({ article, annotations }: ExportStory, page: PageOptions, meanings: ColorMeanings): DocumentStory {
  const numbers = noteNumbers(annotations);
  const { blocks, starts } = storyTree(article.html, annotations, numbers);
  const runs = [...runsIn(blocks)];
  const called = new Set(runs.flatMap((run) => run.notes));
  const begun = new Set(runs.flatMap((run) => run.begins ?? []));
  const { text, published, updated, retrieved, embargo, dateline } = article;
  const inWords = (iso: string) => iso && dateInWords(iso, page);
  const { lang, dir } = languageOf(article, page.locale);
  return {
    article,
    title: titleOf(article),
    lang: languageTag(article.language) || (lang === 'en' ? '' : lang),
    dir,
    published: inWords(published),
    updated: updated === published ? '' : inWords(updated),
    retrieved: inWords(retrieved),
    embargo: inWords(embargo),
    dateline: datelineOpening(text, dateline) === 0 ? dateline : '',
    modified: lastChange(article, annotations),
    blocks,
    notes: inPageOrder(annotations).map((annotation) => {
      const { uid, place, orphaned, color, note, createdAt } = annotation;
      return {
        annotation,
        number: numbers.get(uid) ?? 0,
        isCalled: called.has(numbers.get(uid) ?? 0),
        hasBeginning: begun.has(uid),
        quote: place ? text.slice(place.start, place.end) : quoteOf(annotation),
        where: place ? `¶ ${paragraphNumber(starts, place.start)}` : orphaned ? m.page_orphan() : m.page_whole_story(),
        color: colorName(color, meanings),
        blocks: markdownBlocks(note),
        created: dateInWords(createdAt, page),
      };
    }),
  };
}

/** A language's tag where it is one, as BCP 47 has it; else empty. */
function languageTag(language: string): string {
  if (/^[a-z]{2,3}(-[A-Z]{2})?$/.test(language)) return language;
  if (!/^[a-z]{2,3}(-|$)/i.test(language)) return '';
  try {
    return Intl.getCanonicalLocales(language)[0] ?? '';
  } catch {
    return '';
  }
}

function titleOf({ headline, text, uid }: Article): string {
  const line = (words: string) => fitting(words).replaceAll(/\s+/gu, ' ').trim();
  if (line(headline) !== '') return line(headline);
  const opening = line(text.slice(0, TITLE_LENGTH));
  if (opening === '') return uid;
  return text.length > TITLE_LENGTH ? `${opening}…` : opening;
}

function lastChange({ importedAt, editedAt }: Article, annotations: readonly PlacedAnnotation[]): string {
  return [importedAt, editedAt, ...annotations.map(({ updatedAt }) => updatedAt)].reduce((a, b) => (a > b ? a : b));
}
