import { quoteOf, type PlacedAnnotation } from '../../../core/annotation';
import type { Article } from '../../../core/article';
import { datelineOpening } from '../../../core/dateline';
import type { ExportStory } from '../../../core/exporting';
import type { PageOptions } from '../../../core/pages';
import type { ColorMeanings } from '../../../core/highlight-colors';
import { storyAddress } from '../../../core/story-link';
import { namesOf } from './byline-names';
import { frontMatter, obsidianTag } from './front-matter';
import { blocksToMarkdown, escapeMarkdown, quoted } from './markdown-text';
import { inPageOrder } from './note-numbers';
import { dateInWords } from './page-dates';
import { paragraphNumber, storyTree } from './story-tree';

/** What a story's Markdown file holds besides its front matter and notes. */
export interface StoryNoteParts {
  /** The whole story, below the notes. */
  story: boolean;
}

/** The date part of an ISO 8601 time, as precise as it is; Obsidian's dates have no zone. */
const dateOf = (iso: string) => iso.slice(0, 10);
const dateTimeOf = (iso: string) => (iso.length > 10 ? iso.slice(0, 19) : iso);

/** A citation key such as `solbakken2021harbour`: last name, year, first word of the headline. */
function citeKey({ byline, publication, published, headline, uid }: Article): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const name = plain((namesOf(byline)[0] ?? publication).split(/\s+/).at(-1) ?? '');
  const word = plain(headline.split(/\s+/).find((candidate) => plain(candidate).length > 3) ?? '');
  return name + published.slice(0, 4) + word || uid.toLowerCase();
}

/** Block ids hold Latin letters, digits and dashes. */
const blockId = ({ uid }: PlacedAnnotation) => `hl-${uid.toLowerCase()}`;

function properties({ article, annotations }: ExportStory): string {
  const { headline, publication, published, url, byline, uid } = article;
  const alias = [publication, headline].filter((part) => part !== '').join(' – ');
  return frontMatter({
    title: headline,
    aliases: alias === '' ? [] : [published === '' ? alias : `${alias} (${dateOf(published)})`],
    source: url,
    author: namesOf(byline).map((name) => `[[${name.replace(/[[\]|#^]/g, '')}]]`),
    publisher: publication,
    published: dateOf(published),
    retrieved: dateTimeOf(article.retrieved),
    dateline: article.dateline,
    section: article.section,
    language: article.language,
    tags: [...new Set(['clippings', ...article.tags.map(obsidianTag)])].filter((tag) => tag !== ''),
    citekey: citeKey(article),
    'broadsheet-id': uid,
    sha256: article.original?.sha256 ?? '',
    highlights: annotations.filter(({ selector }) => selector !== null).length,
  });
}

function sourceLine(article: Article, page: PageOptions): string {
  const published = article.published && dateInWords(article.published, page);
  const where = [article.dateline, published].filter((part) => part !== '').join(', ');
  const parts = [article.byline && `By ${escapeMarkdown(article.byline)}`, escapeMarkdown(article.publication), escapeMarkdown(where)];
  if (article.url !== '') parts.push(`[original](<${article.url.replace(/[<>\s]/g, encodeURIComponent)}>)`);
  parts.push(`[open in Broadsheet](${storyAddress(article.uid)})`);
  return parts.filter((part) => part !== '').join(' · ');
}

/** What every annotation of a story is written with. */
interface ClippingContext {
  article: Article;
  /** Where each text block of the story starts. */
  starts: readonly number[];
  page: PageOptions;
  meanings: ColorMeanings;
}

/**
 * One annotation: the passage as a callout, a block id of its own, the note below, and where and when. The callout of a note on the
 * whole story says so instead.
 */
function clipping(annotation: PlacedAnnotation, { article: { uid, text }, starts, page, meanings }: ClippingContext): string {
  const { place, orphaned, color, note, tags, createdAt } = annotation;
  const passage = place ? text.slice(place.start, place.end) : quoteOf(annotation);
  const where = place ? `¶ ${paragraphNumber(starts, place.start)}` : orphaned ? 'passage no longer in the story' : 'on the whole story';
  const meaning = escapeMarkdown(meanings[color] ?? '');
  const id = blockId(annotation);
  const particulars = [
    tags
      .map((tag) => `#${obsidianTag(tag)}`)
      .filter((tag) => tag !== '#')
      .join(' '),
    dateInWords(createdAt, page),
    `[jump](${storyAddress(uid)}#${id})`,
  ];
  const isOfPassage = place !== null || orphaned;
  const heading = [meaning, where].filter((part) => part !== '').join(' · ');
  const quotation = isOfPassage
    ? quoted(`[!quote|${color}] ${heading}\n${escapeMarkdown(passage)}`)
    : quoted(`[!note|${color}] ${heading}`);
  return [quotation, `^${id}`, note.trim(), particulars.filter((part) => part !== '').join(' · ')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function fullStory({ article, annotations }: ExportStory): string {
  const { blocks } = storyTree(article.html, annotations);
  const { dateline } = article;
  const [first] = blocks;
  if (dateline !== '' && datelineOpening(article.text, dateline) === 0 && first?.kind === 'paragraph') {
    first.runs.unshift({ text: `${dateline} — `, marks: [], href: '', highlight: '', notes: [] });
  }
  return `## Story\n\n${blocksToMarkdown(blocks)}`;
}

/**
 * A story's notes as one Markdown file for Obsidian and its like: front matter, the highlights in the order of the text, a
 * region for the reader's own words, and the story when asked for.
 */
export function storyNote(story: ExportStory, page: PageOptions, meanings: ColorMeanings, parts: StoryNoteParts): string {
  const { article, annotations } = story;
  const { starts } = storyTree(article.html);
  const deck = article.deck === '' ? [] : [`*${escapeMarkdown(article.deck)}*`];
  const sections = [
    `# ${escapeMarkdown((article.headline || article.excerpt || article.uid).replace(/\s+/gu, ' '))}`,
    ...deck,
    sourceLine(article, page),
    ...inPageOrder(annotations).map((annotation) => clipping(annotation, { article, starts, page, meanings })),
    '%% begin notes %%\n%% end notes %%',
    ...(parts.story ? [fullStory(story)] : []),
  ];
  return `${properties(story)}${sections.join('\n\n')}\n`;
}
