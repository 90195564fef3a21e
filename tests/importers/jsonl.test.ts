import fc from 'fast-check';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ImportResult, ParsedArticle } from '../../core/importing';
import { openArchive } from '../../db/sqlite/archive';
import type { Archive } from '../../db/store';
import { chooseImporter } from '../../electron/importers';
import { isUnreadable } from '../../electron/importers/importer';
import { jsonl } from '../../electron/importers/jsonl';
import { linesOf } from '../../electron/importers/parts/lines';
import { storyOfRecord } from '../../electron/importers/parts/story-record';
import { previewImport, runImport } from '../../electron/services/imports';
import { JobRunner } from '../../electron/services/jobs';
import { temporaryFolder } from '../support/folder';
import { paragraphsOf, pieces, utf8 } from './stories';

const record = (change: object) => JSON.stringify({ id: '1', headline: 'H', body: 'One.', ...change });

async function read(bytes: Uint8Array, size = 7): Promise<{ stories: ParsedArticle[]; refused: string[] }> {
  const stories: ParsedArticle[] = [];
  const refused: string[] = [];
  for await (const item of jsonl.readStream({ name: 'a.jsonl', chunks: pieces(bytes, size) })) {
    if (isUnreadable(item)) refused.push(item.unreadable);
    else if ('body' in item) stories.push(item);
  }
  return { stories, refused };
}

/** What an import of a path tells, result by result. */
async function importStories(archive: Archive, path: string): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  await runImport(new JobRunner(archive), [{ kind: 'path', path }], {}, (result) => void results.push(result));
  return results;
}

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('lines', () => {
  it('come whole, however the bytes were cut', async () => {
    const text = fc.array(fc.string({ unit: 'binary' }).map((line) => line.replace(/[\n\uFEFF]|\p{Surrogate}|\r$/gu, '')));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (lines, size) => {
        const given = lines.map((line) => `${line}\r\n`).join('');
        const found = await allOf(linesOf(pieces(utf8(given), size)));
        expect(found).toEqual(lines.map((line, index) => ({ number: index + 1, text: line, damaged: false })));
      }),
    );
  });

  it('end at a line feed alone, and the last one without', async () => {
    const found = await allOf(linesOf(pieces(utf8('\uFEFFa\u2028b\u2029c\u0085d\re\nf'))));
    expect(found.map(({ text }) => text)).toEqual(['a\u2028b\u2029c\u0085d\re', 'f']);
  });
});

describe('JSON Lines', () => {
  it('names bad lines by their numbers and reads the others', async () => {
    const lines = [record({}), '{"headline": ', '[1]', '', record({ body: undefined }), record({ body: 7 }), record({ id: 2 })];
    const { stories, refused } = await read(utf8(lines.join('\n')));
    expect(stories.map(({ sourceId }) => sourceId)).toEqual(['1', '2']);
    expect(refused.map((sentence) => /^Line (\d+) /.exec(sentence)?.[1])).toEqual(['2', '3', '5', '6']);
  });

  it('refuses a file without any line, and one that ends too early keeps what came before', async () => {
    await expect(read(utf8('\n \n'))).rejects.toThrow(/holds no stories/);
    const noise = Array.from({ length: 3_000 }, (_, index) => record({ body: `${index} ${Math.sin(index)}` })).join('\n');
    const packed = gzipSync(noise);
    expect((await read(packed, 1_000)).stories).toHaveLength(3_000);
    await expect(read(packed.subarray(0, packed.length / 2), 1_000)).rejects.toThrow(/damaged or incomplete/);
  });

  it('says when bytes were no UTF-8', async () => {
    const bytes = Buffer.from(record({ body: 'caf\u00e9' }), 'latin1');
    const { stories } = await read(bytes);
    expect(stories[0]?.warnings).toEqual([expect.stringContaining('damaged')]);
  });

  it('takes any record without failing', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('id', 'headline', 'published', 'url', 'language', 'tags', 'html', 'body'), fc.jsonValue()),
        (given) => {
          const story = storyOfRecord(given);
          if (story) for (const value of Object.values(story.fields)) expect(typeof value).toBe('string');
        },
      ),
    );
  });

  it('divides a body at blank lines, with spaces in them or not', () => {
    const story = storyOfRecord({ body: 'One\nline.\n\nTwo.\r\n \r\n\r\nThree.' });
    expect(story && paragraphsOf(story)).toEqual(['One\nline.', 'Two.', 'Three.']);
  });

  it.each([
    ['a.jsonl', record({}), 'jsonl'],
    ['a.ndjson', `{"body": broken\n${record({})}`, 'jsonl'],
    ['a', `${record({})}\n${record({})}`, 'jsonl'],
    ['a.jsonl', `{"id":"x","body":"${'word '.repeat(20_000)}"}\n`, 'jsonl'],
    ['a.txt', 'A headline\n\nOSLO — Some text.', 'print-page'],
  ])('is known by what a file holds: %s', (name, text, format) => {
    expect(chooseImporter(utf8(text).subarray(0, 65_536), name).id).toBe(format);
  });

  it('is known when packed, and nothing else that is packed is', () => {
    expect(chooseImporter(gzipSync(`${record({})}\n`.repeat(5_000)).subarray(0, 65_536), 'x.gz').id).toBe('jsonl');
    expect(() => chooseImporter(gzipSync('WARC/1.0'), 'x.warc.gz')).toThrow(/compressed/);
    expect(() => chooseImporter(utf8('{"title":"x"}'), 'x.json')).toThrow(/no format/);
  });
});

describe('importing bulk files', () => {
  async function imported(lines: string[]) {
    const folder = temporaryFolder();
    const path = join(folder, 'stories.jsonl');
    writeFileSync(path, lines.join('\n'));
    const archive = openArchive(join(folder, 'archive.broadsheet'));
    const run = () => importStories(archive, path);
    return { archive, path, run };
  }
  const statuses = (results: { status: string }[]) => results.map(({ status }) => status);

  it('keeps every good line, reports the bad ones, and keeps no original', async () => {
    const { archive, run } = await imported([record({ tags: ['Sea/Ferries'] }), 'broken', record({ id: '2', body: 'Two.\n\nThree.' })]);
    const results = await run();
    expect(statuses(results)).toEqual(['imported', 'failed', 'imported']);
    expect(results[1]?.reason).toContain('Line 2');
    const story = await archive.read.articles.get(results[2]?.uid ?? '');
    expect(story).toMatchObject({
      sourceId: '2',
      text: 'Two.\n\nThree.',
      html: '<p>Two.</p>\n<p>Three.</p>',
      importFormat: 'jsonl',
      original: null,
    });
    expect((await archive.read.maintenance.stats()).originals).toBe(0);
    await archive.close();
  });

  it('knows a story by its address, by its identifier and text together, or by its text where it has neither', async () => {
    const url = 'https://example.org/a';
    const { archive, run } = await imported([
      record({}),
      record({ headline: 'Same text' }),
      record({ body: 'Corrected.' }),
      record({ id: '9', url }),
      record({ id: '10', url, body: 'Other text.' }),
      record({ id: '' }),
      record({ id: '' }),
    ]);
    expect(statuses(await run())).toEqual(['imported', 'duplicate', 'imported', 'imported', 'duplicate', 'imported', 'duplicate']);
    expect(statuses(await run())).toEqual(Array(7).fill('duplicate'));
    await archive.close();
  });

  it('previews what an import would do', async () => {
    const { archive, path } = await imported([record({}), record({}), 'broken']);
    const previews = await allOf(previewImport(archive.read, [{ kind: 'path', path }]));
    expect(statuses(previews)).toEqual(['new', 'duplicate', 'failed']);
    await archive.close();
  });

  it('lists the first plain results and counts all', async () => {
    const { archive, path } = await imported(Array.from({ length: 1_203 }, (_, index) => record({ id: String(index), body: `${index}` })));
    const report = await runImport(new JobRunner(archive), [{ kind: 'path', path }], {});
    expect(report.summary).toMatchObject({ imported: 1_203, failed: 0 });
    expect(report.results).toHaveLength(1_000);
    expect((await archive.read.maintenance.stats()).articles).toBe(1_203);
    await archive.close();
  });

  it('takes a folder with bulk files and other stories in it', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in', 'a.jsonl.gz'), gzipSync(record({})));
    writeFileSync(join(folder, 'in', 'b.txt'), 'A headline\n\nOSLO — Some text.\n');
    const archive = openArchive(join(folder, 'archive.broadsheet'));
    const results = await importStories(archive, join(folder, 'in'));
    expect(statuses(results)).toEqual(['imported', 'imported']);
    await archive.close();
  });
});
