import type { ImportReport, ImportSource } from '../../core/importing';
import { toFailure } from '../../core/reply';
import { IMPORTERS } from '../importers';
import { ImportJob, type ImportInput, type OnResult } from './imports/job';
import { keptSource, sourceName } from './imports/sources';
import type { ImportOptions } from './imports/writing';
import type { JobRunner } from './jobs';
import { newUid, now } from './parts/identity';

export type { ImportOptions };
export { previewImport } from './imports/preview';

/** The formats that can be imported, in the order in which they are offered. */
export function importFormats() {
  return IMPORTERS.map(({ id, label, extensions, keeps }) => ({ id, label: label(), extensions, keeps: keeps() }));
}

/** How an import goes on that another process left behind. */
export const resumedImport = () => new ImportJob(null);

/**
 * Imports everything the sources hold, as one import run. A failure of the archive itself ends it and is a line of the report.
 * @param onResult told of each story and refusal in the order of the sources, once it is committed
 */
export async function runImport(
  jobs: JobRunner,
  sources: readonly ImportSource[],
  options: ImportOptions = {},
  onResult?: OnResult,
): Promise<ImportReport> {
  const run = newUid();
  const input: ImportInput = { run, sources: sources.map(keptSource), options };
  const counts = { imported: 0, duplicate: 0, skipped: 0, failed: 0 };
  const work = new ImportJob(sources, onResult);
  const names = sources.map(sourceName);
  return reportOf(run, work, () =>
    jobs.start('import', input, work, (store) =>
      store.importRuns.insert({ uid: run, state: 'running', sources: names, options, counts, startedAt: now(), finishedAt: '' }),
    ),
  );
}

/**
 * Goes on with the import that was interrupted last.
 * @returns its report, counts from its beginning on; `null` when none was interrupted
 * @throws BroadsheetError `busy` when another process is at it
 */
export async function resumeImport(jobs: JobRunner, onResult?: OnResult): Promise<ImportReport | null> {
  const [job] = await jobs.interrupted('import');
  if (!job) return null;
  const work = new ImportJob(null, onResult);
  return reportOf((job.input as ImportInput).run, work, () => jobs.continue(job.uid, work));
}

async function reportOf(run: string, work: ImportJob, execute: () => Promise<unknown>): Promise<ImportReport> {
  let cancelled = false;
  try {
    await execute();
  } catch (error) {
    cancelled = toFailure(error).code === 'cancelled';
    if (!cancelled && !work.hasToldFailure) throw error;
  }
  const { results, summary } = work.report;
  return { run, cancelled, results, summary };
}
