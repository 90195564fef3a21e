import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation';
import { FIELD_NAMES } from '../../core/article';
import type { ExportStory } from '../../core/exporting';
import { exporterById } from '../../electron/exporters';
import type { ExportFile } from '../../electron/exporters/exporter';
import { noteStory } from '../../electron/importers/parts/note-story';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { anExportStory, CONTEXT } from '../support/export-story';
import { generatedHtml, generatedStory } from '../support/generated-stories';
import { sha256 } from '../support/articles';

const FLAVOURS = ['markdown', 'obsidian', 'pandoc', 'logseq'];
const RUNS = Number(process.env['ROUND_TRIPS'] ?? 300);

async function exported(to: string, story: ExportStory): Promise<ExportFile> {
  const file = await exporterById(to)?.writeStory?.(story, CONTEXT);
  if (!file) throw new Error(`${to} writes no file of one story`);
  return file;
}

/** What comes of a story that is exported and read again, pictures included. */
async function back(to: string, story: ExportStory) {
  const { bytes, beside = [] } = await exported(to, story);
  const read = await noteStory(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), (path) =>
    Promise.resolve(beside.find((companion) => companion.path === path)?.bytes ?? null),
  );
  if (read?.body.kind !== 'html') throw new Error('nothing came back');
  return { ...read, html: canonicalStory(read.body.html).html };
}

/** What has to be the same of an annotation. Halves of characters, which no archive keeps, and places before the text are none. */
function told({ uid, color, note, tags, createdAt, updatedAt, selector = null }: Partial<Annotation>) {
  const whole = JSON.parse(JSON.stringify(selector).replace(/\\ud[89a-f][\da-f]{2}/g, '\uFFFD')) as Annotation['selector'];
  return { uid, color, note, tags, createdAt, updatedAt, selector: whole && { ...whole, start: Math.max(0, whole.start) } };
}

describe.each(FLAVOURS)('a story that goes out as %s and comes back', (to) => {
  it('has the same HTML, whatever it is made of', async () => {
    await fc.assert(
      fc.asyncProperty(generatedHtml, async ({ html, text }) => {
        const story = anExportStory({ html, text, textHash: sha256(text) });
        expect((await back(to, story)).html).toBe(html);
      }),
      { numRuns: RUNS },
    );
  });

  it('has the same fields, tags, highlights and notes', async () => {
    await fc.assert(
      fc.asyncProperty(generatedStory, async (story) => {
        const { article, annotations } = story;
        const { fields, tags, archived, html, annotations: marked = [], sourceId } = await back(to, story);
        expect(html).toBe(article.html);
        expect(Object.fromEntries(FIELD_NAMES.map((name) => [name, fields[name] ?? '']))).toEqual(
          Object.fromEntries(FIELD_NAMES.map((name) => [name, article[name]])),
        );
        expect(tags.map(({ name }) => name)).toEqual(article.tags);
        expect(archived?.uid).toBe(article.uid);
        expect(sourceId).toBe(article.sourceId);
        expect(marked.map(told)).toEqual(annotations.map(told));
      }),
      { numRuns: RUNS },
    );
  });
});
