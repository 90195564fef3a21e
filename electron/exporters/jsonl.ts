import { FIELD_NAMES, type Article } from '../../core/article';
import * as m from '../../core/messages/messages.js';
import { BLOCK_SEPARATOR, paragraphsToHtml } from '../../core/story';
import type { ExportStory } from '../../core/exporting';
import type { Exporter } from './exporter';

/** Fields every line has, even where they are empty. */
const ALWAYS = ['headline', 'byline', 'dateline', 'publication', 'published', 'url', 'language'] as const;
const SOMETIMES = FIELD_NAMES.filter((name) => !(ALWAYS as readonly string[]).includes(name));

/** The archive's own bulk form, the mirror image of the importer: one line a story, many stories a file. */
export const jsonlExporter: Exporter = {
  id: 'jsonl',
  label: m.format_jsonl,
  group: 'keeping',
  uses: [],
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  purpose: m.format_jsonl_purpose,
  keeps: m.format_jsonl_export_keeps,
  async *writeTogether(stories) {
    for await (const story of stories) yield lineOf(story);
  },
  async writeStory(story) {
    return { bytes: lineOf(story) };
  },
};

function lineOf({ article }: ExportStory): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(recordOf(article))}\n`);
}

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
