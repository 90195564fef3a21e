import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JobProgress } from '../../core/jobs';
import { openArchive } from '../../db/sqlite/archive';
import type { Archive } from '../../db/store';
import { JobRunner, type JobWork } from '../../electron/services/jobs';
import { reindex } from '../../electron/services/reindex';
import { anArticle } from '../support/articles';
import { temporaryFolder } from '../support/folder';

function newArchive(): Archive {
  const archive = openArchive(join(temporaryFolder(), 'archive.broadsheet'));
  onTestFinished(() => archive.close());
  return archive;
}

/** Adds `count` stories, one a unit of work, headlines counting from 0. */
const adding = (count: number, onUnit: (done: number) => void = () => undefined): JobWork<string> => ({
  async run(context) {
    for (let number = (context.cursor as number | null) ?? 0; number < count; number += 1) {
      await context.unit(async (store) => {
        await store.articles.insert(anArticle({ headline: String(number) }));
        return { done: number + 1, total: count, cursor: number + 1 };
      });
      onUnit(number + 1);
    }
    return 'all';
  },
});

async function headlines(archive: Archive): Promise<string[]> {
  const { items } = await archive.read.articles.list({ kind: 'all' }, { limit: 1_000, offset: 0 });
  return items.map(({ headline }) => headline).sort((a, b) => Number(a) - Number(b));
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => String(number));

describe('a job', () => {
  it('tells its progress and is over at its end', async () => {
    const archive = newArchive();
    const told: JobProgress[] = [];
    const jobs = new JobRunner(archive, (progress) => told.push(progress));
    expect(await jobs.start('import', {}, adding(5))).toBe('all');
    expect(told.at(-1)).toMatchObject({ kind: 'import', state: 'finished', done: 5, total: 5 });
    expect(await jobs.list()).toEqual([]);
  });

  it('stands still while paused and goes on', async () => {
    const archive = newArchive();
    const jobs = new JobRunner(archive);
    let pausing: Promise<void> | undefined;
    const end = jobs.start(
      'import',
      {},
      adding(20, (done) => {
        if (done === 5) pausing = jobs.list().then(([job]) => jobs.pause(job?.uid ?? ''));
      }),
    );
    await expect.poll(async () => (await jobs.list())[0]?.state).toBe('paused');
    await pausing;
    const [job] = await jobs.list();
    const { done = 0 } = (await archive.read.jobs.get(job?.uid ?? '')) ?? {};
    expect(done).toBeLessThan(20);
    expect((await archive.read.jobs.get(job?.uid ?? ''))?.state).toBe('paused');
    expect(await headlines(archive)).toEqual(numbers(done));
    await jobs.resume(job?.uid ?? '');
    await end;
    expect(await headlines(archive)).toEqual(numbers(20));
  });

  it('keeps what it did when it is cancelled, paused or not', async () => {
    const archive = newArchive();
    const jobs = new JobRunner(archive);
    const end = jobs.start(
      'import',
      {},
      adding(20, (done) => {
        if (done === 7) jobs.cancelAll();
      }),
    );
    await expect(end).rejects.toMatchObject({ code: 'cancelled' });
    expect(await headlines(archive)).toEqual(numbers(7));
    expect(await jobs.list()).toEqual([]);
  });

  it('goes on behind its last unit in another process', async () => {
    const archive = newArchive();
    const first = new JobRunner(archive);
    const cut = first.start(
      'import',
      {},
      adding(20, (done) => {
        if (done === 9) void first.stop();
      }),
    );
    await expect(cut).rejects.toThrow();
    const second = new JobRunner(archive, undefined, { import: async () => adding(20) });
    await second.recover();
    const [job] = await second.list();
    expect(job).toMatchObject({ state: 'paused', message: 'interrupted', done: 9, total: 20 });
    await second.resume(job?.uid ?? '');
    await expect.poll(() => second.list()).toEqual([]);
    expect(await headlines(archive)).toEqual(numbers(20));
  });

  it('may be resumed after a failure, with nothing of the failed unit kept', async () => {
    const archive = newArchive();
    const jobs = new JobRunner(archive);
    const failing: JobWork<string> = {
      run: (context, input) =>
        adding(5, (done) => {
          if (done === 3) throw new Error('the roof fell in');
        }).run(context, input),
    };
    await expect(jobs.start('import', {}, failing)).rejects.toThrow('the roof fell in');
    const [left] = await jobs.interrupted('import');
    expect(left?.state).toBe('failed');
    await jobs.continue(left?.uid ?? '', adding(5));
    expect(await headlines(archive)).toEqual(numbers(5));
  });

  it('waits for another of its kind', async () => {
    const archive = newArchive();
    const order: string[] = [];
    const jobs = new JobRunner(archive);
    const named = (name: string): JobWork<void> => ({
      async run(context) {
        for (const step of [1, 2]) {
          order.push(`${name}${step}`);
          await context.unit(async () => ({ done: step }));
        }
      },
    });
    await Promise.all([jobs.start('import', {}, named('a')), jobs.start('import', {}, named('b'))]);
    expect(order).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  it('lets edits by hand through while it runs', async () => {
    const archive = newArchive();
    const jobs = new JobRunner(archive);
    let edits = 0;
    const end = jobs.start(
      'import',
      {},
      adding(50, (done) => {
        if (done === 10)
          void archive.write(async (store) => {
            await store.articles.insert(anArticle({ headline: '1000' }));
            edits = (await store.maintenance.stats()).articles;
          });
      }),
    );
    await end;
    expect(edits).toBeGreaterThanOrEqual(11);
    expect(edits).toBeLessThan(51);
  });

  it('is not taken from a process that is alive', async () => {
    const archive = newArchive();
    const at = '2024-01-01T00:00:00.000Z';
    const job = { kind: 'import', state: 'running', input: {}, cursor: null, done: 0, total: 0, message: '', createdAt: at } as const;
    const uid = '01HZX0000000000000000000AA';
    const lately = new Date().toISOString();
    await archive.write((store) => store.jobs.insert({ ...job, uid, process: process.ppid, updatedAt: lately }));
    const jobs = new JobRunner(archive);
    await jobs.recover();
    expect((await jobs.list())[0]?.state).toBe('running');
    await expect(jobs.continue(uid, adding(1))).rejects.toMatchObject({ code: 'busy' });
    await expect(jobs.cancel('01HZX0000000000000000000AB')).rejects.toMatchObject({ code: 'not-found' });
    // A number that another program has by now holds nothing back.
    await archive.write((store) => store.jobs.update(uid, { updatedAt: at }));
    await jobs.recover();
    expect((await jobs.list())[0]).toMatchObject({ state: 'paused', message: 'interrupted' });
  });
});

describe('reindexing', () => {
  it('indexes every story anew, also after an interruption', async () => {
    const archive = newArchive();
    await archive.write(async (store) => {
      for (const number of numbers(2_100)) await store.articles.insert(anArticle({ headline: `Ferry ${number}` }));
    });
    const first = new JobRunner(archive, ({ done }) => void (done > 0 && first.stop()));
    await expect(reindex(first, archive)).rejects.toThrow();
    expect((await first.list())[0]).toMatchObject({ kind: 'reindex', state: 'paused' });
    expect(await reindex(new JobRunner(archive), archive)).toBe(2_100);
    expect((await archive.check()).problems).toEqual([]);
  });
});
