import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ImportResult } from '../../core/importing';
import { openArchive } from '../../db/sqlite/archive';
import type { Archive } from '../../db/store';
import { createAnnotation } from '../../electron/services/annotations';
import { resumeImport, runImport } from '../../electron/services/imports';
import { undoImport } from '../../electron/services/imports/undo';
import { JobRunner } from '../../electron/services/jobs';
import { walk } from '../../electron/services/parts/files';
import { temporaryFolder } from '../support/folder';
import { writePrintPages } from '../support/jobs';
import { PRINT_PAGE, writePrintPage } from '../support/stories';

let folder: string;
let archive: Archive;
beforeEach(() => {
  folder = temporaryFolder();
  archive = openArchive(join(folder, 'archive.broadsheet'));
  onTestFinished(() => archive.close());
});

const from = (path: string) => [{ kind: 'path', path } as const];
const storyCount = async () => (await archive.read.maintenance.stats()).articles;

describe('an import', () => {
  it('counts files first and belongs to a run', async () => {
    const totals: number[] = [];
    const jobs = new JobRunner(archive, ({ total }) => totals.push(total));
    const report = await runImport(jobs, from(writePrintPages(join(folder, 'pages'), 130)));
    expect(report).toMatchObject({ cancelled: false, summary: { imported: 130, duplicate: 0, failed: 0 } });
    expect(totals.at(-1)).toBe(130);
    expect(await archive.read.importRuns.get(report.run)).toMatchObject({
      state: 'finished',
      sources: [join(folder, 'pages')],
      counts: { imported: 130 },
    });
    expect(await archive.read.importRuns.storyCount(report.run)).toBe(130);
    expect((await archive.check()).problems).toEqual([]);
  });

  it('names what was refused or known already, and only counts the many that were imported', async () => {
    const pages = writePrintPages(join(folder, 'pages'), 1_050);
    writeFileSync(join(pages, 'empty.txt'), '');
    writePrintPage(pages, 'again.txt', PRINT_PAGE.replace('Harbour', 'Harbour 7'));
    const report = await runImport(new JobRunner(archive), from(pages));
    expect(report.summary).toMatchObject({ imported: 1_050, duplicate: 1, skipped: 1, failed: 0 });
    expect(report.results.filter(({ status }) => status === 'imported')).toHaveLength(1_000);
    expect(report.results.filter(({ status }) => status !== 'imported').map(({ path }) => path)).toEqual(
      expect.arrayContaining([join(pages, 'empty.txt')]),
    );
  });

  it('keeps what was committed when it is cancelled, and says so', async () => {
    const jobs = new JobRunner(archive);
    let seen = 0;
    const report = await runImport(jobs, from(writePrintPages(join(folder, 'pages'), 300)), {}, () => {
      seen += 1;
      if (seen === 1) jobs.cancelAll();
    });
    expect(report.cancelled).toBe(true);
    expect(report.summary.imported).toBeLessThan(300);
    expect(await storyCount()).toBe(report.summary.imported);
    expect(await archive.read.importRuns.get(report.run)).toMatchObject({ state: 'cancelled', counts: { imported: seen } });
    expect(await jobs.list()).toEqual([]);
  });

  it('goes on after an interruption: nothing twice, nothing missed, also when files came and went', async () => {
    const pages = writePrintPages(join(folder, 'pages'), 300);
    const first = new JobRunner(archive);
    const results: ImportResult[] = [];
    const note = (result: ImportResult) => {
      results.push(result);
    };
    await runImport(first, from(pages), {}, (result) => {
      note(result);
      if (results.length > 20) void first.stop();
    });
    expect(results.length).toBeLessThan(300);
    const last = results.at(-1)?.path ?? '';
    rmSync(last);
    writePrintPage(join(pages, '2'), '299a.txt', PRINT_PAGE.replace('Harbour', 'New harbour'));
    writePrintPage(join(pages, '0'), '0a.txt', PRINT_PAGE.replace('Harbour', 'Harbour behind'));
    const report = await resumeImport(new JobRunner(archive), note);
    expect(report).toMatchObject({ cancelled: false, summary: { imported: 301, duplicate: 0, failed: 0 } });
    expect(new Set(results.map(({ path }) => path)).size).toBe(301);
    expect(await storyCount()).toBe(301);
    expect(await resumeImport(new JobRunner(archive))).toBeNull();
  });
});

describe('undoing an import', () => {
  it('takes its stories out again, but for those highlighted since', async () => {
    const jobs = new JobRunner(archive);
    const before = await runImport(jobs, from(writePrintPage(folder)));
    const report = await runImport(jobs, from(writePrintPages(join(folder, 'pages'), 120)));
    const marked = report.results[3]?.uid ?? '';
    await createAnnotation(archive, marked, { start: 0, end: 6 }, { color: 'yellow', note: '', tags: [] });
    expect(await undoImport(jobs, archive, report.run)).toMatchObject({ removed: 119, kept: 1 });
    expect(await storyCount()).toBe(2);
    expect(await archive.read.articles.get(marked)).not.toBeNull();
    expect((await archive.read.importRuns.get(report.run))?.state).toBe('undone');
    expect(await undoImport(jobs, archive, report.run, { force: true })).toMatchObject({ removed: 1, kept: 0 });
    expect(await archive.read.articles.uids({ limit: 10, offset: 0 })).toEqual([before.results[0]?.uid]);
    expect((await archive.read.maintenance.stats()).originals).toBe(1);
    expect((await archive.check()).problems).toEqual([]);
  });

  it('leaves room for importing the same again', async () => {
    const jobs = new JobRunner(archive);
    const pages = writePrintPages(join(folder, 'pages'), 30);
    const { run } = await runImport(jobs, from(pages));
    await undoImport(jobs, archive, run);
    expect((await runImport(jobs, from(pages))).summary).toMatchObject({ imported: 30, duplicate: 0 });
    expect((await archive.check()).problems).toEqual([]);
  });

  it('ends an interrupted import for good', async () => {
    const first = new JobRunner(archive);
    const report = await runImport(first, from(writePrintPages(join(folder, 'pages'), 200)), {}, () => void first.stop());
    const jobs = new JobRunner(archive, undefined, { import: async () => ({ run: async () => undefined }) });
    await undoImport(jobs, archive, report.run);
    expect(await storyCount()).toBe(0);
    expect(await resumeImport(jobs)).toBeNull();
  });

  it('knows only runs that are there', async () => {
    await expect(undoImport(new JobRunner(archive), archive, 'nothing')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('walking a folder', () => {
  it('goes on where a file stands, or stood', async () => {
    for (const part of ['2', '10', '10/deep']) mkdirSync(join(folder, 'tree', part), { recursive: true });
    const names = ['1.txt', '2/a.txt', '2/b.txt', '10/deep/x.txt', '10/y.txt', '11.txt'].map((name) => join(folder, 'tree', name));
    for (const name of names) writeFileSync(name, '');
    const all = async (path = '') => {
      const found: string[] = [];
      for await (const file of walk(join(folder, 'tree'), path)) found.push(file);
      return found;
    };
    expect(await all()).toEqual(names);
    for (const [index, name] of names.entries()) expect(await all(name)).toEqual(names.slice(index));
    rmSync(names[2] ?? '');
    expect(await all(names[2])).toEqual(names.slice(3));
  });
});
