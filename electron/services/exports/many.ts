import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Division, ExportOptions, ManyWritten } from '../../../core/exporting';
import { BroadsheetError } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import type { JobContext } from '../jobs';
import { writeApart } from './apart';
import type { ExportSelection } from './selection';
import { writeTogether } from './together';

/**
 * Writes many stories to one file, or to files in a folder made for them, whole or not at all: what a cancelled export or a full disk
 * left is taken away. A story that cannot be written to a file of its own does not stop the others.
 * @throws BroadsheetError as {@link writeTogether} and {@link writeApart}
 */
export async function writeMany(
  store: ReadStore,
  selection: ExportSelection,
  { to, division, path }: { to: string; division: Division; path: string },
  options: ExportOptions,
  job?: JobContext,
): Promise<ManyWritten> {
  if (division === 'together') {
    const { stories } = await writeTogether(store, selection, to, path, options, job);
    return { path, stories, failed: [] };
  }
  const folder = join(dirname(path), `.${basename(path)}.part`);
  try {
    const failed: ManyWritten['failed'] = [];
    const stories = new Set<string>();
    for await (const { uid, path: written, reason, isLast } of writeApart(store, selection, { to, division, folder }, options, job)) {
      if (isLast) throw new BroadsheetError('unwritable', reason);
      if (written !== '') stories.add(uid);
      else failed.push({ uid, headline: (await store.articles.get(uid))?.headline ?? '', reason });
    }
    await rename(folder, path);
    return { path, stories: stories.size, failed };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
