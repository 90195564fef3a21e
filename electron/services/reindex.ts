import { dirname } from 'node:path';
import type { Archive } from '../../db/store';
import type { JobRunner, JobWork } from './jobs';
import { needSpace } from './parts/space';

/** Stories indexed anew in one unit of work. */
const BATCH = 2_000;

/** Of an archive's file the index is up to this share. */
const INDEX_SHARE = 0.5;

interface ReindexCursor {
  after: number;
}

/** Writes the search index of every story anew, from where it stood. */
export const reindexWork: JobWork<number> = {
  async run(context) {
    let { after } = (context.cursor as ReindexCursor | null) ?? { after: 0 };
    for (let more = true; more;) {
      await context.unit(async (store) => {
        const batch = await store.maintenance.reindex(after, BATCH);
        after = batch.after;
        more = batch.done === BATCH;
        const total = context.done === 0 ? { total: (await store.maintenance.stats()).articles } : {};
        return { done: context.done + batch.done, ...total, cursor: { after } satisfies ReindexCursor };
      });
    }
    return context.done;
  },
};

/**
 * Builds the search index anew, or goes on with what was interrupted.
 * @returns how many stories were indexed
 * @throws BroadsheetError `cancelled`; what the archive throws
 */
export async function reindex(jobs: JobRunner, archive: Archive): Promise<number> {
  const { path, bytes } = await archive.read.maintenance.file();
  await needSpace(dirname(path), bytes * INDEX_SHARE);
  const [interrupted] = await jobs.interrupted('reindex');
  return interrupted ? jobs.continue(interrupted.uid, reindexWork) : jobs.start('reindex', {}, reindexWork);
}
