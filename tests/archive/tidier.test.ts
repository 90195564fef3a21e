import Database from 'better-sqlite3';
import { expect, it, vi } from 'vitest';
import { Tidier } from '../../electron/archive/tidier';
import { JobRunner } from '../../electron/services/jobs';
import { anArchive } from '../support/archive';
import { anArticle, sha256 } from '../support/articles';

function segmentsIn(file: string): unknown {
  const db = new Database(file, { readonly: true });
  const count = db.prepare('SELECT count(*) FROM index_segments').pluck().get();
  db.close();
  return count;
}

it('puts the index in order once no job runs, and stops when it is told to', async () => {
  const { archive, file } = await anArchive();
  for (let piece = 0; piece < 3; piece += 1) {
    await archive.write(async (store) => {
      for (let number = 0; number < 140; number += 1) {
        const text = `Ferry ${piece * 140 + number}`;
        await store.articles.insert(anArticle({ text, textHash: sha256(text) }));
      }
    });
  }
  const jobs = new JobRunner(archive);
  const tidier = new Tidier(archive, () => jobs);
  let finish = () => {};
  const job = jobs.passing('export', () => new Promise<void>((resolve) => (finish = resolve)));
  tidier.begin();
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  expect(segmentsIn(file)).toBe(3);
  finish();
  await job;
  tidier.begin();
  await vi.waitFor(() => expect(segmentsIn(file)).toBe(1), { timeout: 10_000, interval: 100 });
  await tidier.stop();
  tidier.begin();
  await tidier.stop();
});
