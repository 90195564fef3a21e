import type { JobProgress } from '../../core/jobs';
import type { Archive } from '../../db/store';
import { JobRunner, type JobContext } from '../services/jobs';
import { ActiveJob } from '../services/parts/active-job';
import { tidyIndex } from '../services/tidying';
import type { CommandContext } from './command';

const VERBS: Record<JobProgress['kind'], string> = {
  import: 'Importing',
  'undo-import': 'Removing',
  export: 'Exporting',
  backup: 'Backing up',
  restore: 'Restoring',
  reindex: 'Indexing',
  check: 'Checking',
  preview: 'Reading',
};

/** Seconds as a person says them: 45 s, 12 min, 3 h 20 min. */
function duration(seconds: number): string {
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A job's progress as one line: counts, and how long the rest will take. */
export function progressLine({ kind, state, done, total, remainingSeconds }: JobProgress): string {
  if (state !== 'running') return '';
  const number = (count: number) => count.toLocaleString('en');
  const share = total > 0 ? ` of ${number(total)} (${Math.floor((100 * done) / Math.max(done, total))} %)` : '';
  const rest = remainingSeconds === null ? '' : `, ${duration(remainingSeconds)} left`;
  return `${VERBS[kind]}: ${number(done)}${share}${rest}`;
}

/**
 * Jobs of a command. Progress goes to the terminal; Ctrl-C ends what runs at its next checkpoint: for good, or to go on when
 * the command is called again.
 */
export function commandJobs(
  { output, interruption }: Pick<CommandContext, 'output' | 'interruption'>,
  archive: Archive,
  end: 'cancel' | 'interrupt',
): JobRunner {
  const jobs = new JobRunner(archive, (progress) => output.progress(progressLine(progress)));
  const signal = interruption();
  const stop = () => void (end === 'cancel' ? jobs.cancelAll() : jobs.stop());
  signal.addEventListener('abort', stop, { once: true });
  return jobs;
}

/** Work of a command that writes nothing, with progress on the terminal. @throws BroadsheetError `cancelled` after Ctrl-C */
export async function reading<T>(
  { output, interruption }: Pick<CommandContext, 'output' | 'interruption'>,
  kind: JobProgress['kind'],
  work: (job: JobContext) => Promise<T>,
): Promise<T> {
  const job = ActiveJob.passing(kind, (progress) => output.progress(progressLine(progress)));
  interruption().addEventListener('abort', () => job.cancel(), { once: true });
  try {
    return await work(job);
  } finally {
    output.progress('');
  }
}

/**
 * Puts the search index in order at the end of a command that brought many stories in, until Ctrl-C. What fails, as on a full
 * disk, may work the next time; the command has done its work.
 */
export async function tidyUp({ interruption }: Pick<CommandContext, 'interruption'>, archive: Archive): Promise<void> {
  const signal = interruption();
  await tidyIndex(archive, () => Promise.resolve(!signal.aborted)).catch(() => undefined);
}
