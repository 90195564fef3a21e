import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportResult } from '../../core/importing';
import { parseQuery } from '../../core/query';
import { sha256 } from '../support/articles';
import { removeAnnotation, updateAnnotation } from '../../electron/services/annotations';
import { loadStory } from '../../electron/services/articles';
import { runImport } from '../../electron/services/imports';
import { undoImport } from '../../electron/services/imports/undo';
import { JobRunner } from '../../electron/services/jobs';
import type { Archive } from '../../db/store';
import { anArchive } from '../support/archive';
import { temporaryFolder } from '../support/folder';

const TEXT = 'HARBOUR TOWN — The ferry sailed at noon 🛳.\n\nNobody missed it, said the harbour master.';
const selectorOf = (exact: string, change: object = {}) => {
  const start = TEXT.indexOf(exact);
  const prefix = TEXT.slice(Math.max(0, start - 32), start);
  const suffix = TEXT.slice(start + exact.length, start + exact.length + 32);
  return { exact, prefix, suffix, start, end: start + exact.length, textHash: sha256(TEXT), ...change };
};
const FERRY = {
  uid: '01J00000000000000000000001',
  color: 'blue',
  note: 'Which?',
  tags: ['Sea', 'Ask'],
  created: '2024-05-03T10:00:00.000Z',
  updated: '2024-05-04T10:00:00.000Z',
  selector: selectorOf('The ferry'),
};
const WHOLE = { ...FERRY, uid: '01J00000000000000000000002', color: 'pink', note: 'On all of it.', tags: [], selector: null };
const LOST = {
  ...FERRY,
  uid: '01J00000000000000000000003',
  selector: selectorOf('The ferry', { exact: 'a tram of glass', textHash: 'x', start: 900, end: 915 }),
};

/** Imports one story with these annotations. */
async function take(archive: Archive, annotations: unknown[], story: object = {}): Promise<{ run: string; result: ImportResult }> {
  const path = join(temporaryFolder(), 'story.jsonl');
  writeFileSync(path, JSON.stringify({ id: 'wire-1', headline: 'H', body: TEXT, annotations, ...story }));
  const { run, results } = await runImport(new JobRunner(archive), [{ kind: 'path', path }]);
  return { run, result: results[0] as ImportResult };
}

const annotationsOf = async (archive: Archive, uid: string) => (await loadStory(archive.read, uid)).annotations;

describe('annotations that come with a story', () => {
  it('are kept with it as they were: identifier, colour, note, tags, dates and place', async () => {
    const { archive } = await anArchive();
    const { result } = await take(archive, [FERRY, WHOLE, LOST]);
    expect(result).toMatchObject({ status: 'imported', reason: expect.stringContaining('1 highlight') as string });
    const dates = { createdAt: FERRY.created, updatedAt: FERRY.updated };
    const [whole, ferry, lost] = await annotationsOf(archive, result.uid);
    expect(whole).toMatchObject({ uid: WHOLE.uid, selector: null, note: WHOLE.note, color: 'pink', tags: [], ...dates });
    expect(ferry).toMatchObject({
      uid: FERRY.uid,
      selector: FERRY.selector,
      note: 'Which?',
      color: 'blue',
      tags: ['Sea', 'Ask'],
      ...dates,
    });
    expect(ferry?.place).toEqual({ start: FERRY.selector.start, end: FERRY.selector.end });
    expect(lost).toMatchObject({ uid: LOST.uid, orphaned: true, selector: LOST.selector });
    const found = await archive.read.search.run(parseQuery('note:which'), { kind: 'all' }, { limit: 5, offset: 0 });
    expect(found.total).toBe(1);
    expect((await archive.check()).problems).toEqual([]);
  });

  it('get other identifiers where theirs are taken, times where they have none, and tags that fit', async () => {
    const { archive } = await anArchive();
    await take(archive, [FERRY]);
    const bare = { note: 'Bare', tags: ['x'.repeat(300)], selector: null };
    const { result } = await take(archive, [FERRY, bare, { selector: null }, 7], { id: 'wire-2' });
    expect(result.reason).toContain('Highlight 3');
    expect(result.reason).toContain('Highlight 4');
    const kept = await annotationsOf(archive, result.uid);
    expect(kept.map(({ note }) => note).toSorted()).toEqual(['Bare', 'Which?']);
    expect(kept.map(({ uid }) => uid)).not.toContain(FERRY.uid);
    expect(kept[0]?.createdAt).toMatch(/^20\d\d-.*Z$/);
    expect(kept.find(({ note }) => note === 'Bare')?.tags).toEqual(['x'.repeat(200)]);
  });

  it('find their passages again when their place is wrong', async () => {
    const { archive } = await anArchive();
    const { result } = await take(archive, [{ ...FERRY, selector: { ...FERRY.selector, start: 3, end: 12 } }]);
    const [annotation] = await annotationsOf(archive, result.uid);
    expect(annotation?.place && TEXT.slice(annotation.place.start, annotation.place.end)).toBe('The ferry');
  });

  it('go with the import when it is undone, unless a person changed one', async () => {
    const { archive } = await anArchive();
    const jobs = new JobRunner(archive);
    const first = await take(archive, [FERRY]);
    expect(await undoImport(jobs, archive, first.run)).toMatchObject({ removed: 1, kept: 0 });
    const again = await take(archive, [FERRY]);
    await updateAnnotation(archive, FERRY.uid, { note: 'That one.' });
    expect(await undoImport(jobs, archive, again.run)).toMatchObject({ removed: 0, kept: 1 });
    expect(await annotationsOf(archive, again.result.uid)).toMatchObject([{ note: 'That one.' }]);
    expect((await archive.check()).problems).toEqual([]);
  });

  it('are added to a story that is there when it never had them, and taken off by undoing that', async () => {
    const { archive } = await anArchive();
    const jobs = new JobRunner(archive);
    const { result } = await take(archive, [FERRY, WHOLE]);
    await removeAnnotation(archive, WHOLE.uid);
    const third = { ...FERRY, uid: '01J00000000000000000000004', note: 'Another' };
    const twin = { ...FERRY, uid: '' };
    const again = await take(archive, [FERRY, WHOLE, third, twin]);
    expect(again.result).toMatchObject({
      status: 'duplicate',
      uid: result.uid,
      reason: expect.stringContaining('1 highlight or note') as string,
    });
    expect((await annotationsOf(archive, result.uid)).map(({ uid }) => uid)).toEqual([FERRY.uid, third.uid]);
    expect(await undoImport(jobs, archive, again.run)).toMatchObject({ removed: 0, kept: 0 });
    expect((await annotationsOf(archive, result.uid)).map(({ uid }) => uid)).toEqual([FERRY.uid]);
    expect((await take(archive, [FERRY, WHOLE])).result.reason).not.toContain('highlight');
    expect((await archive.check()).problems).toEqual([]);
  });
});
