import type { CheckReport } from '../../core/library';
import type { Archive } from '../../db/store';
import type { JobContext } from './jobs';

/**
 * Checks everything an archive holds. Reads everything, writes nothing.
 * @param job tells how much was looked at, and can pause and cancel
 * @throws BroadsheetError `cancelled`
 */
export function checkArchive(archive: Archive, job?: JobContext): Promise<CheckReport> {
  return archive.check({ onProgress: (done, total) => job?.checkpoint({ done, total }) });
}
