import type { CheckReport } from '../../core/library';
import type { ReadStore } from '../../db/store';
import type { JobContext } from './jobs';
import { sha256 } from './parts/identity';

/** Originals checked at a time. */
const BATCH = 200;

/** Where a check goes on: behind so many originals, with what was found before. */
interface CheckCursor {
  originals: number;
  problems: string[];
}

/**
 * Checks the database, the index and the checksum of every original. Reads everything, writes nothing.
 * @param job tells how many originals were checked, and can pause and cancel between them
 * @throws BroadsheetError `cancelled`
 */
export async function checkArchive(store: ReadStore, job?: JobContext): Promise<CheckReport> {
  const { articles, originals: total } = await store.maintenance.stats();
  await job?.checkpoint({ done: 0, total });
  const { originals: before, problems } = (job?.cursor as CheckCursor | null | undefined) ?? {
    originals: 0,
    problems: await store.maintenance.problems(),
  };
  let originals = before;
  for (let more = true; more;) {
    const hashes = await store.maintenance.originals({ limit: BATCH, offset: originals });
    for (const hash of hashes) {
      if (!(await isIntact(store, hash))) problems.push(await describeRot(store, hash));
      originals += 1;
      await job?.checkpoint({ done: originals, cursor: { originals, problems } satisfies CheckCursor });
    }
    more = hashes.length === BATCH;
  }
  return { ok: problems.length === 0, problems, articles, originals };
}

async function isIntact(store: ReadStore, hash: string): Promise<boolean> {
  try {
    const bytes = await store.originals.bytes(hash);
    return bytes !== null && sha256(bytes) === hash;
  } catch {
    // Compressed data that no longer unpacks is damaged as well.
    return false;
  }
}

async function describeRot(store: ReadStore, hash: string): Promise<string> {
  const info = await store.originals.info(hash);
  return `The original ${info?.fileName ?? ''} (${hash.slice(0, 12)}…) no longer has the checksum it was stored with.`;
}
