import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import type { ExportStory } from '../../core/exporting';
import { warcExporter } from '../../electron/exporters/warc';
import { warcDate } from '../../electron/exporters/parts/warc-records';
import { sha256 } from '../support/articles';
import { anExportStory, CONTEXT } from '../support/export-story';
import { generatedExport } from '../support/generated';

const PAGE = Buffer.from('<!doctype html><p>Ferry, 終わり\r\n\r\nWARC/1.1\r\n</p>');
const info = { sha256: sha256(PAGE), fileName: 'ferry.html', mediaType: 'text/html', byteLength: PAGE.length };

async function written(stories: readonly ExportStory[], originals: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  const walked = { total: stories.length, async *[Symbol.asyncIterator]() { yield* stories; } }; // prettier-ignore
  const context = { ...CONTEXT, original: (sha: string) => Promise.resolve(originals[sha] ?? null) };
  const pieces: Uint8Array[] = [];
  for await (const piece of warcExporter.writeTogether?.(walked, context) ?? []) if (piece instanceof Uint8Array) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The records as another's reader has them. */
async function recordsOf(bytes: Uint8Array) {
  const records: { type: unknown; uri: unknown; date: unknown; headers: Map<string, string>; payload: Buffer }[] = [];
  for await (const record of new WARCParser(new Blob([Buffer.from(bytes)]).stream())) {
    const payload = Buffer.from(await record.readFully(false));
    const headers = new Map([...record.warcHeaders.headers].map(([name, value]) => [name.toLowerCase(), String(value)]));
    records.push({ type: record.warcType, uri: record.warcTargetURI, date: record.warcDate, headers, payload });
  }
  return records;
}

const from = (change: object): ExportStory => {
  const story = anExportStory({ url: 'https://example.org/ferry', retrieved: '2024-05-01T08:00:00.000Z' });
  return { ...story, article: { ...story.article, original: info, ...change } };
};

describe('a web archive', () => {
  it('holds originals as resources and what is known of each story beside them, as another reader says', async () => {
    const story = from({ headline: 'Ferry' });
    const [file, original, about] = await recordsOf(await written([story], { [info.sha256]: PAGE }));
    expect(file).toMatchObject({ type: 'warcinfo' });
    expect(file?.payload.toString()).toContain('software: Broadsheet 1.0.0');
    expect(original).toMatchObject({ type: 'resource', uri: 'https://example.org/ferry', date: '2024-05-01T08:00:00Z', payload: PAGE });
    expect(original?.headers.get('warc-payload-digest')).toBe(`sha256:${info.sha256}`);
    expect(original?.headers.get('content-type')).toBe('text/html');
    expect(about).toMatchObject({ type: 'metadata', uri: 'https://example.org/ferry' });
    expect(about?.headers.get('warc-refers-to')).toBe(original?.headers.get('warc-record-id'));
    expect(JSON.parse(about?.payload.toString() ?? '')).toMatchObject({ headline: 'Ferry', originalIncluded: true });
  });

  it('says of a story whose original is not there that it is not, and is none without any', async () => {
    const records = await recordsOf(await written([from({}), from({ original: null, url: '' })], { [info.sha256]: PAGE }));
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'resource', 'metadata', 'metadata']);
    expect(JSON.parse(records[3]?.payload.toString() ?? '')).toMatchObject({ originalIncluded: false });
    expect(String(records[3]?.uri)).toMatch(/^broadsheet:\/\/story\//);
    await expect(written([from({ original: null })], {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is the same each time, and its digests are those of the bytes, whatever the stories say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(generatedExport, { minLength: 1, maxLength: 3 }), async (stories) => {
        const held = [from({ url: 'https://example.org/ä b\r\nX: y' }), ...stories];
        const bytes = await written(held, { [info.sha256]: PAGE });
        expect(Buffer.compare(await written(held, { [info.sha256]: PAGE }), bytes)).toBe(0);
        const records = await recordsOf(bytes);
        expect(records).toHaveLength(2 + held.length);
        for (const { headers, payload } of records) {
          expect(headers.get('warc-block-digest')).toBe(`sha256:${sha256(payload)}`);
          expect(Number(headers.get('content-length'))).toBe(payload.length);
        }
        expect(new Set(records.map(({ headers }) => headers.get('warc-record-id'))).size).toBe(records.length);
        expect(gunzipSync(bytes).toString().startsWith('WARC/1.1\r\nWARC-Type: warcinfo\r\n')).toBe(true);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('writes dates as the format wants them', () => {
    expect(warcDate('2024-05-01T10:00:00+02:00')).toBe('2024-05-01T08:00:00Z');
    expect(warcDate('2024-05')).toBe('2024-05-01T00:00:00Z');
    expect(warcDate('soon', '2024-05-02T09:00:00.000Z')).toBe('2024-05-02T09:00:00Z');
  });
});
