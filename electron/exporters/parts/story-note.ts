import type { PlacedAnnotation } from '../../../core/annotation';
import type { Article } from '../../../core/article';
import { datelineOpening } from '../../../core/dateline';
import type { ExportStory, PageOptions } from '../../../core/exporting';
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

/** Names of a byline, one by one: "A, B and C". */
function authors(byline: string): string[] {
  return byline
    .split(/\s*(?:,|;|&|、|\band\b)\s*/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** A citation key such as `solbakken2021harbour`: last name, year, first word of the headline. */
function citeKey({ byline, publication, published, headline, uid }: Article): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const name = plain((authors(byline)[0] ?? publication).split(/\s+/).at(-1) ?? '');
  const word = plain(headline.split(/\s+/).find((candidate) => plain(candidate).length > 3) ?? '');
  return name + published.slice(0, 4) + word || uid.toLowerCase();
}

const linkTo = (uid: string, anchor = '') => `broadsheet://story/${uid}${anchor}`;
/** Block ids hold Latin letters, digits and dashes. */
const blockId = ({ uid }: PlacedAnnotation) => `hl-${uid.toLowerCase()}`;

function properties({ article, annotations }: ExportStory): string {
  const { headline, publication, published, url, byline, uid } = article;
  const alias = [publication, headline].filter((part) => part !== '').join(' – ');
  return frontMatter({
    title: headline,
    aliases: alias === '' ? [] : [published === '' ? alias : `${alias} (${dateOf(published)})`],
    source: url,
    author: authors(byline).map((name) => `[[${name.replace(/[[\]|#^]/g, '')}]]`),
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
    highlights: annotations.length,
  });
}

function sourceLine(article: Article, page: PageOptions): string {
  const published = article.published && dateInWords(article.published, page);
  const where = [article.dateline, published].filter((part) => part !== '').join(', ');
  const parts = [article.byline && `By ${escapeMarkdown(article.byline)}`, escapeMarkdown(article.publication), escapeMarkdown(where)];
  if (article.url !== '') parts.push(`[original](<${article.url.replace(/[<>\s]/g, encodeURIComponent)}>)`);
  parts.push(`[open in Broadsheet](${linkTo(article.uid)})`);
  return parts.filter((part) => part !== '').join(' · ');
}

/** One highlight: the passage as a callout, a block id of its own, the note below, and where and when. */
function clipping(annotation: PlacedAnnotation, { uid, text }: Article, starts: readonly number[], page: PageOptions): string {
  const { place, selector, color, note, tags, createdAt } = annotation;
  const passage = place ? text.slice(place.start, place.end) : selector.exact;
  const where = place ? `¶ ${paragraphNumber(starts, place.start)}` : 'passage no longer in the story';
  const id = blockId(annotation);
  const particulars = [
    tags
      .map((tag) => `#${obsidianTag(tag)}`)
      .filter((tag) => tag !== '#')
      .join(' '),
    dateInWords(createdAt, page),
    `[jump](${linkTo(uid, `#${id}`)})`,
  ];
  const quotation = quoted(`[!quote|${color}] ${where}\n${escapeMarkdown(passage)}`);
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
export function storyNote(story: ExportStory, page: PageOptions, parts: StoryNoteParts): string {
  const { article, annotations } = story;
  const { starts } = storyTree(article.html);
  const deck = article.deck === '' ? [] : [`*${escapeMarkdown(article.deck)}*`];
  const sections = [
    `# ${escapeMarkdown((article.headline || article.excerpt || article.uid).replace(/\s+/gu, ' '))}`,
    ...deck,
    sourceLine(article, page),
    ...inPageOrder(annotations).map((annotation) => clipping(annotation, article, starts, page)),
    '%% begin notes %%\n%% end notes %%',
    ...(parts.story ? [fullStory(story)] : []),
  ];
  return `${properties(story)}${sections.join('\n\n')}\n`;
}
