import { quoteOf, type PlacedAnnotation } from '../../../core/annotation';
import type { Article } from '../../../core/article';
import type { ExportStory } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import type { PageOptions } from '../../../core/pages';
import { storyAddress } from '../../../core/story-link';
import type { Companion, ExportContext } from '../exporter';
import { colorName } from './color-names';
import type { Clipping, Dialect } from './markdown-dialects';
import { storyMarkdown } from './markdown-story';
import { escapeMarkdown, target } from './markdown-text';
import { blockId, facts, jumpAddress } from './note-marks';
import { citeKey, noteProperties } from './note-properties';
import { dateInWords, minuteOf } from './page-dates';
import { storyMarkup } from './story-markup';
import { paragraphNumber } from './story-tree';

/** A file of notes, and the pictures that belong beside it. */
export interface WrittenNote {
  text: string;
  pictures: Companion[];
}

/** What every part of one story's notes is written with. */
interface NoteContext {
  story: ExportStory;
  dialect: Dialect;
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
  return note(story, dialect, context, '');
}

function noteFile(story: ExportStory, dialect: Dialect, context: ExportContext, only: string): WrittenNote {
  const { text, pictures } = note(story, dialect, context, dialect.region);
  return { text: dialect.head(noteProperties(story, dialect.form, only)) + text, pictures };
}

function note(story: ExportStory, dialect: Dialect, context: ExportContext, region: string): WrittenNote {
  const { article, annotations } = story;
  const { nodes, starts } = storyMarkup(article.html);
  const noted: NoteContext = { story, dialect, context, starts };
  const written = context.choice.text ? storyMarkdown(nodes, annotations, article.text.length, dialect.paint) : null;
  const reference = escapeMarkdown(referenceLine(article, context.page));
  const parts = [
    `# ${escapeMarkdown((article.headline || article.excerpt || article.uid).replace(/\s+/gu, ' '))}`,
    article.deck === '' ? '' : `*${escapeMarkdown(article.deck)}*`,
    sourceLine(article, context.page),
    reference,
    ...clippings(noted),
    annotations.some(({ place, orphaned }) => place !== null || orphaned) ? dialect.footnote(citeKey(article), reference) : '',
    region,
    written ? dialect.story(m.note_story(), written.blocks) : '',
  ];
  return { text: `${dialect.join(parts)}\n`, pictures: written?.pictures ?? [] };
}

/** The highlights and notes; in the order of their colours, each colour below its name. */
function clippings(noted: NoteContext): string[] {
  const { story, dialect, context } = noted;
  let color = '';
  return story.annotations.flatMap((annotation) => {
    const written = dialect.clipping(clipping(annotation, noted));
    if (context.choice.notes.order !== 'color' || annotation.color === color) return [written];
    color = annotation.color;
    return [`## ${escapeMarkdown(colorName(annotation.color, context.meanings))}`, written];
  });
}

function clipping(annotation: PlacedAnnotation, { story, context: { page, meanings }, starts }: NoteContext): Clipping {
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
    cited: { key: citeKey(article), place: paragraph },
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

/** Who, when, what, where. */
function referenceLine({ byline, published, headline, publication, url }: Article, page: PageOptions): string {
  const date = published === '' ? '' : `(${dateInWords(published.slice(0, 10), page)})`;
  return [[byline, date].filter((part) => part !== '').join(' '), headline, publication, url].filter((part) => part !== '').join('. ');
}
