import { FIELD_NAMES, type Article } from '../../core/article';
import { BLOCK_SEPARATOR, paragraphsToHtml } from '../../core/story';
import type { Exporter } from './exporter';

/** Fields every line has, even where they are empty. */
const ALWAYS = ['headline', 'byline', 'dateline', 'publication', 'published', 'url', 'language'] as const;
const SOMETIMES = FIELD_NAMES.filter((name) => !(ALWAYS as readonly string[]).includes(name));

/** The archive's own bulk form, the mirror image of the importer: one line a story, many stories a file. */
export const jsonlExporter: Exporter = {
  id: 'jsonl',
  label: 'Stories as JSON Lines',
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  purpose: 'For another Broadsheet, and for programs: everything a story says, one line each.',
  keeps: 'Keeps all fields, tags and text, one story a line; highlights, notes and the original stay in the archive.',
  holdsMany: true,
  async write({ article }) {
    return new TextEncoder().encode(`${JSON.stringify(recordOf(article))}\n`);
  },
};

function recordOf(article: Article): Record<string, unknown> {
  const { sourceId, uid, tags, text, html, retrieved } = article;
  return {
    id: sourceId || uid,
    ...Object.fromEntries(ALWAYS.map((name) => [name, article[name]])),
    tags,
    body: text,
    ...Object.fromEntries(SOMETIMES.filter((name) => article[name] !== '').map((name) => [name, article[name]])),
    retrieved,
    // Plain paragraphs are said by the text alone.
    ...(html !== '' && html !== paragraphsToHtml(text.split(BLOCK_SEPARATOR)) && { html }),
  };
}
