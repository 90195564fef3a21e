import { quoteOf, type PlacedAnnotation } from '../../../core/annotation';
import type { Article } from '../../../core/article';
import type { ExportStory } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import type { PageOptions } from '../../../core/pages';
import { storyAddress } from '../../../core/story-link';
import type { Companion, ExportContext } from '../exporter';
import { citationKey } from './citation-keys';
import { colorName } from '../../../core/color-names';
import { cslItem } from './csl-item';
import type { CitedItem, Clipping, Dialect } from './markdown-dialects';
import { storyMarkdown } from './markdown-story';
import { escapeMarkdown, target } from './markdown-text';
import { blockId, facts, jumpAddress } from './note-marks';
import { noteProperties } from './note-properties';
import { dateInWords, minuteOf } from './page-dates';
import { referenceMarkdown } from './reference-text';
import { bibliography } from './references';
import { storyMarkup } from './story-markup';
import { paragraphNumber } from './story-tree';

/** A file of notes, and the pictures that belong beside it. */
export interface WrittenNote {
  text: string;
  pictures: Companion[];
}

/** What every clipping of a story is written with. */
interface ClippingContext {
  story: ExportStory;
  context: ExportContext;
  /** Where each text block of the story starts. */
  starts: readonly number[];
}

/** A story's notes as a file of their own, with lines for the person's words that stay when it is written again. */
export function storyNote(story: ExportStory, dialect: Dialect, context: ExportContext): WrittenNote {
  return noteFile(story, dialect, context, '');
}

/** One highlight or note as a file of its own. */
export function highlightNote(story: ExportStory, annotation: PlacedAnnotation, dialect: Dialect, context: ExportContext): WrittenNote {
  const choice = { ...context.choice, text: false };
  return noteFile({ ...story, annotations: [annotation] }, dialect, { ...context, choice }, annotation.uid);
}

/** A story's notes as a part of a file of many. */
export function notePart(story: ExportStory, dialect: Dialect, context: ExportContext): WrittenNote {
  return written(notedStory(story, dialect, context), '');
}

/** A story as those who cite it know it. */
export const citedItem = (article: Article): CitedItem => ({ id: citationKey(article), item: cslItem(article) });

function noteFile(story: ExportStory, dialect: Dialect, context: ExportContext, only: string): WrittenNote {
  const { text, pictures } = written(notedStory(story, dialect, context), dialect.region);
  return { text: headOf(story, dialect, context.page, only) + text, pictures };
}

/** What stands in front of a file of one story, or of one highlight of it. */
export function headOf(story: ExportStory, dialect: Dialect, page: PageOptions, only: string): string {
  const head = dialect.head(noteProperties(story, dialect.form, page, only));
  const cited = dialect.cited([citedItem(story.article)]);
  return cited === '' ? head : head.replace(/---\n$/, () => `${cited}---\n`);
}

/** A story's notes, part by part, all in the Markdown of one flavour. */
export interface NotedStory {
  dialect: Dialect;
  headline: string;
  deck: string;
  source: string;
  /** In the chosen citation style; empty for stories of which nothing is cited. */
  reference: string;
  key: string;
  clippings: Clipping[];
  /** The headings under which clippings stand, by their place; most have none. */
  headings: ReadonlyMap<number, string>;
  /** The story's blocks; `null` when the story is to be left out. */
  blocks: readonly string[] | null;
  pictures: Companion[];
}

export function notedStory(story: ExportStory, dialect: Dialect, context: ExportContext): NotedStory {
  const { article, annotations } = story;
  const { nodes, starts } = storyMarkup(article.html);
  const whole = context.choice.text ? storyMarkdown(nodes, annotations, article.text.length, dialect.paint) : null;
  const isCited = annotations.some(({ place, orphaned }) => place !== null || orphaned);
  return {
    dialect,
    headline: escapeMarkdown((article.headline || article.excerpt || article.uid).replace(/\s+/gu, ' ')),
    deck: escapeMarkdown(article.deck),
    source: sourceLine(article, context.page),
    reference: isCited ? bibliography([article], context.choice.style, context.page.locale).map(referenceMarkdown).join(' ') : '',
    key: citationKey(article),
    clippings: annotations.map((annotation) => clipping(annotation, { story, context, starts })),
    headings: context.choice.notes.order === 'color' ? colorHeadings(annotations, context) : new Map(),
    blocks: whole && whole.blocks,
    pictures: whole?.pictures ?? [],
  };
}

function written(noted: NotedStory, region: string): WrittenNote {
  const { dialect, headline, deck, source, reference, key, clippings, headings, blocks, pictures } = noted;
  const parts = [
    `# ${headline}`,
    deck === '' ? '' : `*${deck}*`,
    source,
    reference,
    ...clippings.flatMap((clipping, index) => [headings.get(index) ?? '', dialect.clipping(clipping)]),
    reference === '' ? '' : dialect.footnote(key, reference),
    region,
    blocks ? dialect.story(m.note_story(), blocks) : '',
  ];
  return { text: `${dialect.join(parts)}\n`, pictures };
}

/** Each colour's name above the first of its highlights. */
function colorHeadings(annotations: readonly PlacedAnnotation[], { meanings }: ExportContext): ReadonlyMap<number, string> {
  return new Map(
    annotations.flatMap(({ color }, index) =>
      annotations[index - 1]?.color === color ? [] : [[index, `## ${escapeMarkdown(colorName(color, meanings))}`]],
    ),
  );
}

function clipping(annotation: PlacedAnnotation, { story, context: { page, meanings }, starts }: ClippingContext): Clipping {
  const { article } = story;
  const { uid, place, orphaned, color, tags, createdAt } = annotation;
  const words = annotation.note.trim();
  const paragraph = place ? `¶ ${paragraphNumber(starts, place.start)}` : '';
  const where = paragraph || (orphaned ? m.page_orphan() : m.page_whole_story());
  return {
    uid,
    id: blockId(annotation),
    color,
    heading: [escapeMarkdown(meanings[color] ?? ''), where].filter((part) => part !== '').join(' · '),
    passage: passageMarkdown(place ? article.text.slice(place.start, place.end) : quoteOf(annotation)),
    note: words,
    tags,
    created: minuteOf(createdAt, page),
    jump: `[${m.note_jump()}](${jumpAddress(article.uid, annotation)})`,
    facts: facts(annotation, story, words),
    cited: { key: citationKey(article), place: paragraph },
  };
}

/** A passage as printed: single line feeds in it stay such. */
function passageMarkdown(passage: string): string {
  return escapeMarkdown(passage).replace(/(?<=[^\n])\n(?=[^\n])/g, '\\\n');
}

function sourceLine(article: Article, page: PageOptions): string {
  const published = article.published && dateInWords(article.published, page);
  const where = [article.dateline, published].filter((part) => part !== '').join(', ');
  const byline = article.byline && `${m.byline_by()} ${article.byline}`;
  const parts = [escapeMarkdown(byline), escapeMarkdown(article.publication), escapeMarkdown(where)];
  if (article.url !== '') parts.push(`[${m.note_original()}](${target(article.url)})`);
  parts.push(`[${m.note_open()}](${storyAddress(article.uid)})`);
  return parts.filter((part) => part !== '').join(' · ');
}
