import type { CheckReport } from '../../core/library';
import type { ReadStore } from '../../db/store';
import { sha256 } from './parts/identity';

/** Originals checked at a time. */
const BATCH = 200;

/** Checks the database, the index and the checksum of every original. Reads everything, writes nothing. */
export async function checkArchive(store: ReadStore): Promise<CheckReport> {
  const problems = await store.maintenance.problems();
  let originals = 0;
  for (let offset = 0; ; offset += BATCH) {
    const hashes = await store.maintenance.originals({ limit: BATCH, offset });
    for (const hash of hashes) if (!(await isIntact(store, hash))) problems.push(await describeRot(store, hash));
    originals += hashes.length;
    if (hashes.length < BATCH) break;
  }
  const { articles } = await store.maintenance.stats();
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
