import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as yauzl from 'yauzl';
import type { Archive } from '../../db/store';
import { BagWriter } from '../../electron/exporters/parts/bag-writer';
import { createAnnotation } from '../../electron/services/annotations';
import { gathered, writeTogether } from '../../electron/services/exports/together';
import { runImport } from '../../electron/services/imports';
import { undoImport } from '../../electron/services/imports/undo';
import { JobRunner } from '../../electron/services/jobs';
import { anArchive } from '../support/archive';
import { anArticle, sha256 } from '../support/articles';
import { CONTEXT } from '../support/export-story';
import { temporaryFolder } from '../support/folder';
import { anyArchive, fill } from '../support/generated';
import { modelDump } from '../support/model-dump';

const ALL = { kind: 'all' } as const;
const bundleOf = async (archive: Archive) => (await gathered(archive.read, ALL, 'bundle', CONTEXT)).bytes;
const take = (archive: Archive, bytes: Uint8Array) =>
  runImport(new JobRunner(archive), [{ kind: 'bytes', bytes, name: 'archive.broadsheet-bundle.zip' }]);

/** What is in a ZIP, by name, as another's reader has it. */
async function contentsOf(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes));
  const contents = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    contents.set(entry.fileName, Buffer.concat(chunks));
  }
  return contents;
}

/** A bundle made by hand. */
async function aBundle(files: Record<string, string>, info: [string, string][]): Promise<Buffer> {
  const bag = new BagWriter('bag');
  const pieces: Uint8Array[] = [];
  for await (const piece of bag.begin()) pieces.push(piece);
  for (const [path, text] of Object.entries(files)) for await (const piece of bag.text(path, text)) pieces.push(piece);
  for await (const piece of bag.end(info)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('the whole-archive bundle', () => {
  it('comes back into an empty archive as it was: stories, originals, annotations, collections, searches and meanings', async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, async (made) => {
        const { archive, file } = await anArchive();
        await fill(archive, made);
        const bytes = await bundleOf(archive);
        const { archive: other, file: otherFile } = await anArchive();
        const empty = await modelDump(otherFile, other);
        const report = await take(other, bytes);
        expect(report.results.filter(({ status }) => status !== 'imported')).toEqual([]);
        expect(await modelDump(otherFile, other)).toEqual(await modelDump(file, archive));
        for (const to of ['bundle', 'jsonl']) {
          const [before, after] = await Promise.all([archive, other].map(({ read }) => gathered(read, ALL, to, CONTEXT)));
          expect(Buffer.compare(after?.bytes ?? Buffer.alloc(0), before?.bytes ?? Buffer.alloc(1)), to).toBe(0);
        }
        for (const { original } of made.stories) {
          if (original) expect(await other.read.originals.bytes(sha256(original))).toEqual(Buffer.from(original));
        }
        expect((await other.check()).problems).toEqual([]);
        expect(await undoImport(new JobRunner(other), other, report.run)).toMatchObject({ kept: 0, removed: made.stories.length });
        const { settings, publications, ...rest } = await modelDump(otherFile, other);
        const { settings: noSettings, publications: none, ...nothing } = empty;
        expect(rest).toEqual(nothing);
        expect([noSettings, none, settings, publications]).toBeDefined();
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('is a BagIt bag: every file of the payload has its SHA-256 in the manifest, and every tag file in the other', async () => {
    const { archive } = await anArchive(anArticle(), anArticle({ headline: 'Two', url: 'https://example.org/2' }));
    const contents = await contentsOf(await bundleOf(archive));
    const names = [...contents.keys()];
    expect(names.every((name) => name.startsWith('broadsheet-bundle/'))).toBe(true);
    const text = (name: string) => contents.get(`broadsheet-bundle/${name}`)?.toString() ?? '';
    expect(text('bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    const sumsOf = (manifest: string) => [...text(manifest).matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, sum, path]) => [path, sum]);
    const isPayload = (name: string) => name.startsWith('broadsheet-bundle/data/');
    const payload = names.filter(isPayload).map((name) => [name.slice('broadsheet-bundle/'.length), sha256(contents.get(name) ?? '')]);
    expect(sumsOf('manifest-sha256.txt').toSorted()).toEqual(payload.toSorted());
    const tags = names.filter((name) => !isPayload(name) && !name.endsWith('tagmanifest-sha256.txt'));
    expect(sumsOf('tagmanifest-sha256.txt').toSorted()).toEqual(
      tags.map((name) => [name.slice('broadsheet-bundle/'.length), sha256(contents.get(name) ?? '')]).toSorted(),
    );
    const bytes = names.filter(isPayload).reduce((sum, name) => sum + (contents.get(name)?.length ?? 0), 0);
    expect(text('bag-info.txt')).toContain(`Payload-Oxum: ${bytes}.${payload.length}\n`);
    expect(text('bag-info.txt')).toContain('Broadsheet-Bundle-Version: 1\nBroadsheet-Stories: 2\n');
    expect(text('data/README.txt')).toContain('BagIt');
    expect(text('data/stories.jsonl').trim().split('\n')).toHaveLength(2);
  });

  it('is a ZIP that others unpack', async () => {
    const { archive } = await anArchive(anArticle());
    const path = join(temporaryFolder(), 'a.zip');
    writeFileSync(path, await bundleOf(archive));
    const python = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()))';
    let told: string;
    try {
      told = execFileSync('python3', ['-c', python, path], { encoding: 'utf8' });
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return;
      throw error;
    }
    expect(Number(told)).toBe(10);
  });

  it('goes into an archive that is not empty by adding what is not there', async () => {
    const story = anArticle({ tags: ['Sea'] });
    const { archive } = await anArchive(story, anArticle({ headline: 'Only there', paragraphs: ['Only there.'] }));
    const note = await createAnnotation(archive, story.uid, null, { color: 'blue', note: 'From there', tags: [] });
    await archive.write(async (store) => {
      await store.collections.put({
        uid: '01J00000000000000000000009',
        parentUid: null,
        position: 0,
        name: 'Shelf',
        createdAt: '2024-05-01T00:00:00.000Z',
      });
      await store.collections.putItems('01J00000000000000000000009', { [story.uid]: 0 });
    });
    const bytes = await bundleOf(archive);

    const { archive: other } = await anArchive({ ...story, headline: 'Mine now' });
    const own = await createAnnotation(other, story.uid, null, { color: 'pink', note: 'From here', tags: [] });
    const report = await take(other, bytes);
    expect(report.summary).toMatchObject({ imported: 1, duplicate: 1, failed: 0 });
    expect((await other.read.articles.get(story.uid))?.headline).toBe('Mine now');
    expect((await other.read.annotations.ofArticle(story.uid)).map(({ uid }) => uid).toSorted()).toEqual([own.uid, note.uid].toSorted());
    expect(await other.read.collections.of(story.uid)).toEqual(['01J00000000000000000000009']);
    expect((await take(other, bytes)).summary).toMatchObject({ imported: 0, duplicate: 2 });
    await undoImport(new JobRunner(other), other, report.run);
    expect((await other.read.annotations.ofArticle(story.uid)).map(({ uid }) => uid)).toEqual([own.uid]);
  });

  it('of a selection holds the collections around it, and nothing else of the library', async () => {
    const [one, two] = [anArticle(), anArticle({ url: 'https://example.org/2' })];
    const { archive } = await anArchive(one, two);
    const shelf = (end: string, parentUid: string | null) => ({
      uid: `01J0000000000000000000000${end}`,
      parentUid,
      position: 0,
      name: end,
      createdAt: '2024-05-01T00:00:00.000Z',
    });
    await archive.write(async (store) => {
      await store.collections.put(shelf('1', null));
      await store.collections.put(shelf('2', shelf('1', null).uid));
      await store.collections.put(shelf('3', null));
      await store.collections.putItems(shelf('2', null).uid, { [one.uid]: 0 });
      await store.collections.putItems(shelf('3', null).uid, { [two.uid]: 0 });
      await store.savedSearches.put({ uid: shelf('4', null).uid, name: 'S', query: 'x', position: 0, createdAt: '' });
    });
    const { bytes } = await gathered(archive.read, { kind: 'uids', uids: [one.uid] }, 'bundle', CONTEXT);
    const { archive: other } = await anArchive();
    await take(other, bytes);
    expect((await other.read.collections.list()).map(({ name }) => name).toSorted()).toEqual(['1', '2']);
    expect(await other.read.savedSearches.list()).toEqual([]);
  });

  it('that is damaged is refused by the name of the damaged file, and nothing of it is imported', async () => {
    const { archive } = await anArchive();
    await fill(archive, fc.sample(anyArchive, { numRuns: 1, seed: 7 })[0] ?? (fc.sample(anyArchive, 1)[0] as never));
    const bytes = Buffer.from(await bundleOf(archive));
    const { archive: other } = await anArchive();
    const at = bytes.indexOf('stories.jsonl') + 40;
    const spoilt = Buffer.from(bytes);
    spoilt.writeUInt8(spoilt.readUInt8(at) ^ 0xff, at);
    const { results } = await take(other, spoilt);
    expect(results).toMatchObject([{ status: 'failed', reason: expect.stringMatching(/damaged/) as string }]);
    expect(results[0]?.reason).toContain('data/stories.jsonl');
    expect((await take(other, bytes.subarray(0, bytes.length / 2))).results[0]?.reason).toContain('damaged or incomplete');
    for (let cut = 0; cut < 60; cut += 1) {
      const place = Math.floor((bytes.length * cut) / 60);
      const hurt = Buffer.from(bytes);
      hurt.writeUInt8(hurt.readUInt8(place) ^ 0x55, place);
      await take(other, hurt).catch(() => undefined);
    }
    const { articles } = await other.read.maintenance.stats();
    // A changed bit of a ZIP's dates or flags may leave everything as it was; then all of it came in.
    expect([0, (await archive.read.maintenance.stats()).articles]).toContain(articles);
  });

  it('of a newer version, of another program, or with names that lead out of it is refused with a sentence', async () => {
    const { archive } = await anArchive();
    const version = (value: string): [string, string][] => [['Broadsheet-Bundle-Version', value]];
    const story = { 'data/stories.jsonl': '{"body":"x"}\n' };
    const reasonOf = async (bytes: Uint8Array) => (await take(archive, bytes)).results[0]?.reason;
    expect(await reasonOf(await aBundle(story, version('2')))).toContain('newer version');
    expect(await reasonOf(await aBundle(story, []))).toContain('did not write');
    expect(await reasonOf(await aBundle({ 'data/../../x': 'x', ...story }, version('1')))).toContain('cannot be read');
    const unlisted = await aBundle(story, version('1'));
    const twice = Buffer.concat([unlisted]);
    twice.write('data/storiez.jsonl', twice.lastIndexOf('data/stories.jsonl'));
    expect(await reasonOf(twice)).toMatch(/damaged/);
    expect((await archive.read.maintenance.stats()).articles).toBe(0);
    expect((await take(archive, await aBundle(story, version('1')))).summary).toMatchObject({ imported: 1 });
  });

  it('is written whole or not at all, and its import can be cancelled while it is being checked', async () => {
    const { archive } = await anArchive(
      ...Array.from({ length: 30 }, (_, index) => anArticle({ paragraphs: [`Story ${index}`], url: `https://example.org/${index}` })),
    );
    const path = join(temporaryFolder(), 'a.broadsheet-bundle.zip');
    const { stories, bytes } = await writeTogether(archive.read, ALL, 'bundle', path, CONTEXT);
    expect([stories, bytes]).toEqual([30, readFileSync(path).length]);
    const { archive: other } = await anArchive();
    const jobs = new JobRunner(other);
    const running = runImport(jobs, [{ kind: 'path', path }]);
    jobs.cancelAll();
    expect((await running).cancelled).toBe(true);
    expect((await other.read.maintenance.stats()).articles).toBe(0);
  });
});
