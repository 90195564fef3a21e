import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Division, ExportOptions, ManyWritten, RenewalCounts } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import type { JobContext } from '../jobs';
import { writeApart, type WrittenFile } from './apart';
import { exporterFor } from './formats';
import type { ExportSelection } from './selection';
import { writeTogether } from './together';

/**
 * Writes many stories to one file, or to files in a folder made for them, whole or not at all: what a cancelled export or a full disk
 * left is taken away. Files that are renewed where they stand are whole each; there, what was written stays. A story that cannot be
 * written to a file of its own does not stop the others.
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
  if (exporterFor(to).renewal) return renewInto(store, selection, { to, division, folder: path }, options, job);
  const folder = join(dirname(path), `.${basename(path)}.part`);
  try {
    const report = new Report(store);
    for await (const file of writeApart(store, selection, { to, division, folder }, options, job)) {
      if (file.isLast) throw new BroadsheetError('unwritable', file.reason);
      await report.add(file);
    }
    await rename(folder, path);
    return { path, stories: report.stories.size, failed: report.failed };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Writes into a folder that follows the archive. */
async function renewInto(
  store: ReadStore,
  selection: ExportSelection,
  where: Parameters<typeof writeApart>[2],
  options: ExportOptions,
  job?: JobContext,
): Promise<ManyWritten> {
  const report = new Report(store);
  let stopped = '';
  try {
    for await (const file of writeApart(store, selection, where, options, job)) {
      await report.add(file);
      if (file.isLast) stopped = file.reason;
    }
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.code !== 'cancelled' || report.stories.size === 0) throw error;
    stopped = m.export_stopped();
  }
  const { stories, failed, counts } = report;
  return { path: where.folder, stories: stories.size, failed, renewal: counts, ...(stopped !== '' && { stopped }) };
}

/** What became of files, as it is told. */
class Report {
  readonly stories = new Set<string>();
  readonly failed: ManyWritten['failed'] = [];
  readonly counts: RenewalCounts = { written: 0, renewed: 0, unchanged: 0, left: 0 };

  constructor(private readonly store: ReadStore) {}

  async add({ uid, outcome, reason }: WrittenFile): Promise<void> {
    if (outcome === 'failed') {
      this.failed.push({ uid, headline: (await this.store.articles.get(uid))?.headline ?? '', reason });
      return;
    }
    this.counts[outcome] += 1;
    if (outcome !== 'left') this.stories.add(uid);
  }
}
