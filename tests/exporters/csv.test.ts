import { describe, expect, it } from 'vitest';
import type { ExportStory } from '../../core/exporting';
import { csvExporter } from '../../electron/exporters/csv';
import type { Exporter } from '../../electron/exporters/exporter';
import { notesCsvExporter } from '../../electron/exporters/notes-csv';
import { anAnnotation, aStoryNote } from '../support/articles';
import { anExportStory, CONTEXT } from '../support/export-story';

async function written(exporter: Exporter, ...stories: ExportStory[]): Promise<string> {
  const pieces: Uint8Array[] = [];
  const walked = { total: stories.length, async *[Symbol.asyncIterator]() { yield* stories; } }; // prettier-ignore
  for await (const piece of exporter.writeTogether?.(walked, CONTEXT) ?? []) if (piece instanceof Uint8Array) pieces.push(piece);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(pieces));
}

/** A reader of RFC 4180 that knows nothing of the writer. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const [whole, quoted, plain = ''] = /"((?:[^"]|"")*)"|([^",\r\n]*)/y.exec(text.slice(at)) ?? [''];
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    at += whole.length;
    if (text.startsWith(',', at)) at += 1;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const records = (text: string) => {
  const [head = [], ...rows] = rowsOf(text);
  return rows.map((row) => {
    expect(row).toHaveLength(head.length);
    return Object.fromEntries(head.map((name, index) => [name, row[index]]));
  });
};

const story = anExportStory(
  { headline: '=HYPERLINK("http://example.org")', rights: 'A, "B"\nC', byline: '-x', kicker: '@me', tags: ['Sea', 'Sea/Ferries'] },
  (article) => [
    anAnnotation(article, 'The ferry', { note: '+1', tags: ['Ask'] }),
    anAnnotation(article, 'Nobody'),
    aStoryNote(article, 'All.'),
  ],
);

describe('a table of stories', () => {
  it('has a line for each, with every field, counts, and a mark that tells Excel of UTF-8', async () => {
    const text = await written(csvExporter, story, anExportStory({ headline: '終わり' }));
    expect(text.startsWith('\ufeffuid,')).toBe(true);
    const [first, second] = records(text);
    expect(first).toMatchObject({
      rights: 'A, "B"\nC',
      tags: 'Sea; Sea/Ferries',
      highlights: '2',
      notes: '2',
      words: '11',
      original: 'story.txt',
    });
    expect(second).toMatchObject({ headline: '終わり', highlights: '0' });
  });

  it('makes formulas harmless by a quotation mark before them', async () => {
    const [first] = records(await written(csvExporter, story));
    expect(first).toMatchObject({ headline: '\'=HYPERLINK("http://example.org")', byline: "'-x", kicker: "'@me" });
  });
});

describe('a table of notes', () => {
  it('has a line for each highlight and note, and says where its story came from', async () => {
    const lines = records(await written(notesCsvExporter, story, anExportStory({})));
    expect(lines).toMatchObject([
      { passage: 'The ferry', note: "'+1", color: 'yellow', tags: 'Ask', orphaned: '' },
      { passage: 'Nobody', note: '' },
      { passage: '', note: 'All.', story: `broadsheet://story/${story.article.uid}` },
    ]);
  });
});
