import { statfs } from 'node:fs/promises';
import { BroadsheetError } from '../../../core/reply';

const MEGABYTE = 1_000_000;
/** Left free beside what is needed: a disk filled to the last byte troubles every program on it. */
const RESERVE = 50 * MEGABYTE;

/**
 * Refuses long work that would end with a full disk.
 * @param folder that is written to; it must exist
 * @param needed bytes
 * @param reserve bytes that must stay free
 * @throws BroadsheetError `disk-full`
 */
export async function needSpace(folder: string, needed: number, what: string, reserve = RESERVE): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const available = bavail * bsize;
  if (available >= needed + reserve) return;
  const megabytes = (bytes: number) => `${Math.ceil(bytes / MEGABYTE).toLocaleString('en')} MB`;
  throw new BroadsheetError(
    'disk-full',
    `${what} needs ${megabytes(needed + reserve)} on the disk that holds ${folder}, and ${megabytes(available)} are free. Nothing was written; make room or name another folder.`,
  );
}
