import { statfs } from 'node:fs/promises';
import { inMegabytes } from '../../../core/figures';
import * as m from '../../../core/messages/messages.js';
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
export async function needSpace(folder: string, needed: number, reserve = RESERVE): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const available = bavail * bsize;
  if (available >= needed + reserve) return;
  const size = (bytes: number) => inMegabytes(Math.ceil(bytes / MEGABYTE));
  throw new BroadsheetError('disk-full', m.error_too_little_space({ needed: size(needed + reserve), available: size(available), folder }));
}
