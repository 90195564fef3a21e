import Database from 'better-sqlite3';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../core/query';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import type { Archive, NewArticle } from '../../db/store';
import { tidyIndex } from '../../electron/services/tidying';
import { anArchive } from '../support/archive';
import { anArticle, sha256 } from '../support/articles';
import { temporaryFolder } from '../support/folder';

/** So many at once become a segment. */
const MANY = 140;
/** A segment's blocks are numbered from this times its number. */
const BLOCKS_A_SEGMENT = 2 ** 24;

const storyOf = (number: number, text = `Ferry number ${number} sailed. ${number % 3 === 0 ? 'The sea was calm.' : 'A storm rose.'}`) =>
  anArticle({ sourceId: String(number), text, textHash: sha256(text) });

async function addMany(archive: Archive, first: number): Promise<NewArticle[]> {
  const stories = Array.from({ length: MANY }, (_, index) => storyOf(first + index));
  await archive.write(async (store) => {
    for (const story of stories) await store.articles.insert(story);
  });
  return stories;
}

/** An archive of three segments. */
async function inPieces(): Promise<{ archive: Archive; file: string; stories: NewArticle[] }> {
  const { archive, file } = await anArchive();
  const stories: NewArticle[] = [];
  for (let piece = 0; piece < 3; piece += 1) stories.push(...(await addMany(archive, piece * MANY)));
  return { archive, file, stories };
}

const step = (archive: Archive, budget = 0) => archive.write((store) => store.maintenance.tidy(budget));

async function change(archive: Archive, { uid }: NewArticle, text: string): Promise<void> {
  await archive.write(async (store) => {
    await store.articles.update(uid, { text, textHash: sha256(text) });
  });
}

interface Segments {
  known: number;
  /** Those that only blocks are left of. */
  left: number;
}

function segmentsIn(file: string): Segments {
  const db = new Database(file, { readonly: true });
  const known = new Set(db.prepare('SELECT id FROM index_segments').pluck().all());
  const withBlocks = new Set(db.prepare(`SELECT id / ${BLOCKS_A_SEGMENT} FROM index_blocks`).pluck().all());
  db.close();
  return { known: known.size, left: [...withBlocks].filter((id) => !known.has(id)).length };
}

async function found(archive: Archive, query: string): Promise<number[]> {
  const { hits } = await archive.read.search.bare(parseQuery(query), { kind: 'all' }, { limit: 10_000, offset: 0 });
  return hits.map(({ sourceId }) => Number(sourceId)).sort((a, b) => a - b);
}

const calm = (count: number) => Array.from({ length: count }, (_, number) => number).filter((number) => number % 3 === 0);

describe('putting the search index in order', () => {
  it('makes one segment of several, whose blocks go, and finds the same', async () => {
    const { archive, file } = await inPieces();
    expect(segmentsIn(file)).toEqual({ known: 3, left: 0 });
    await tidyIndex(archive);
    expect(segmentsIn(file)).toEqual({ known: 1, left: 0 });
    expect(await found(archive, 'calm')).toEqual(calm(3 * MANY));
    expect(await found(archive, '"ferry number 7"')).toEqual([7]);
    expect(await step(archive)).toBe(false);
    expect((await archive.check()).problems).toEqual([]);
  });

  it('leaves out what changes, comes or goes between two steps', async () => {
    const { archive, file, stories } = await inPieces();
    const reader = openReadArchive(file);
    let steps = 0;
    let next = stories.length;
    let changed = 0;
    for (; await step(archive); steps += 1) {
      const chosen = stories[steps];
      if (steps % 20 === 7 && chosen) {
        await change(archive, chosen, `A whale came by, number ${steps}.`);
        changed += 1;
      }
      if (steps % 20 === 8 && chosen) await archive.write((store) => store.articles.purge(chosen.uid));
      // So many become segments of their own, which are merged among themselves meanwhile.
      if (steps < 300 && steps % 100 === 9) next += (await addMany(archive, next)).length;
      if (steps % 100 === 50) expect(await found(reader, 'whale')).toHaveLength(changed);
    }
    expect(steps).toBeGreaterThan(200);
    const gone = stories
      .filter((_, index) => index < steps && (index % 20 === 7 || index % 20 === 8))
      .map(({ sourceId }) => Number(sourceId));
    expect(await found(archive, 'calm')).toEqual(calm(next).filter((number) => !gone.includes(number)));
    expect((await archive.check()).problems).toEqual([]);
    await tidyIndex(archive);
    expect(segmentsIn(file)).toEqual({ known: 1, left: 0 });
    expect(await found(reader, 'calm')).toEqual(await found(archive, 'calm'));
    await reader.close();
  });

  it.each([
    ['before the new segment is known', ({ left }: Segments) => left > 0],
    ['before the old segments are cleared away', ({ known }: Segments) => known === 1],
  ])('goes on after a crash %s', async (_, isThere) => {
    const { archive, file } = await anArchive();
    const stories = [...(await addMany(archive, 0)), ...(await addMany(archive, MANY))];
    const long = Array.from({ length: 20_000 }, (_, number) => `word${number}`).join(' ');
    for (const story of stories.slice(0, 2)) await change(archive, story, `${long} calm`);
    await addMany(archive, stories.length);
    while (!isThere(segmentsIn(file))) expect(await step(archive, 2)).toBe(true);
    const copy = join(temporaryFolder(), 'crashed.broadsheet');
    for (const suffix of ['', '-wal']) if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    expect(segmentsIn(copy).left).toBeGreaterThan(0);
    const opened = openArchive(copy);
    expect((await opened.check()).problems).toEqual([]);
    expect(await found(opened, 'calm')).toEqual(await found(archive, 'calm'));
    await tidyIndex(opened);
    expect(segmentsIn(copy)).toEqual({ known: 1, left: 0 });
    expect((await opened.check()).problems).toEqual([]);
    expect(await found(opened, 'calm')).toEqual(await found(archive, 'calm'));
    await opened.close();
  });

  it('gives up when a unit of work is undone or another process writes, and begins anew the next time', async () => {
    const { archive, file, stories } = await inPieces();
    const [first, second] = stories;
    if (!first || !second) throw new Error('There are no stories.');
    const other = openArchive(file);
    for (const disturb of [
      () => archive.write(() => Promise.reject(new Error('No.'))).catch(() => undefined),
      () => change(other, first, 'A whale.'),
    ]) {
      for (let steps = 0; steps < 10; steps += 1) expect(await step(archive)).toBe(true);
      await disturb();
      expect(await step(archive)).toBe(false);
    }
    await other.close();
    await tidyIndex(archive);
    expect(segmentsIn(file)).toEqual({ known: 1, left: 0 });
    expect(await found(archive, 'whale')).toEqual([0]);
    expect((await archive.check()).problems).toEqual([]);
  });

  it('ends when the index is made anew meanwhile', async () => {
    const { archive, file } = await inPieces();
    for (let steps = 0; steps < 10; steps += 1) await step(archive);
    await archive.write((store) => store.maintenance.reindex(0, 10_000));
    await tidyIndex(archive);
    expect(segmentsIn(file)).toEqual({ known: 1, left: 0 });
    expect(await found(archive, 'calm')).toEqual(calm(3 * MANY));
    expect((await archive.check()).problems).toEqual([]);
  });
});
