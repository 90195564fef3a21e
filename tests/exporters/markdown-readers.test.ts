import { HtmlRenderer, Parser } from 'commonmark';
import fc from 'fast-check';
import matter from 'gray-matter';
import { describe, expect, it } from 'vitest';
import { exporterById } from '../../electron/exporters';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { sha256 } from '../support/articles';
import { anExportStory, CONTEXT, writtenBy } from '../support/export-story';
import { generatedHtml, generatedStory } from '../support/generated-stories';
import type { Exporter } from '../../electron/exporters/exporter';

/** What other programs make of the files: their front matter by gray-matter, their text by the reference reader of CommonMark. */

const exporter = (id: string): Exporter => {
  const found = exporterById(id);
  if (!found) throw new Error(`no format ${id}`);
  return found;
};
const decoded = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
/** Text as a reader sees it, tables, strikethrough and footnotes apart, which CommonMark does not know. */
const seen = (html: string) => canonicalStory(html).text.replace(/\s+/gu, ' ').trim();

describe.each(['markdown', 'obsidian', 'pandoc'])('a file of %s', (id) => {
  it('has front matter that gray-matter reads, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(generatedStory, async (story) => {
        const { article } = story;
        const { data } = matter(decoded(await writtenBy(exporter(id), story)));
        expect(data['broadsheet-id']).toBe(article.uid);
        expect(data['title-exact'] ?? data['title'] ?? '').toBe(article.headline);
        expect(data['publisher'] ?? '').toBe(article.publication);
        const tags = (data['tags'] ?? data['keywords']) as string[];
        expect(Array.isArray(tags)).toBe(true);
        // Obsidian: no spaces, and never a number alone.
        if (id === 'obsidian') for (const tag of tags) expect(tag).toMatch(/^(?=.*[^\d/-])[\p{L}\p{N}\p{M}_/-]+$/u);
        for (const value of Object.values(data))
          expect(value === null || typeof value !== 'object' || Array.isArray(value) || value instanceof Date).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('plain Markdown', () => {
  it('says the same to the reference reader of CommonMark', async () => {
    const parser = new Parser();
    const renderer = new HtmlRenderer();
    await fc.assert(
      fc.asyncProperty(generatedHtml, async ({ html, text }) => {
        // Tables, strikethrough and footnotes are not CommonMark's; one story in three has none.
        fc.pre(!/<thead|<s>|href="#place/.test(html));
        const story = anExportStory({ html, text, textHash: sha256(text) });
        const note = decoded(await writtenBy(exporter('markdown'), story, CONTEXT));
        const body = note.slice(note.indexOf('## Story\n\n') + '## Story\n\n'.length);
        expect(seen(renderer.render(parser.parse(body)))).toBe(text.replace(/\s+/gu, ' ').trim());
      }),
      { numRuns: 300 },
    );
  });
});

describe('block ids and quotations', () => {
  it('stand as Obsidian wants them: ids on a line of their own between blank lines, below a quotation in one piece', async () => {
    await fc.assert(
      fc.asyncProperty(generatedStory, async (story) => {
        const lines = decoded(await writtenBy(exporter('obsidian'), story)).split('\n');
        for (const { uid } of story.annotations) {
          const at = lines.indexOf(`^hl-${uid.toLowerCase()}`);
          expect(at).toBeGreaterThan(1);
          expect([lines[at - 1], lines[at + 1]]).toEqual(['', '']);
          expect(lines[at - 2]).toMatch(/^>/);
        }
      }),
      { numRuns: 150 },
    );
  });
});
