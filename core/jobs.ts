/**
 * Long work: an import, a backup, a check. A job tells how far it is, can be paused and cancelled, and, where it writes, goes
 * on after a crash behind the last unit of work it committed.
 */

/** What jobs there are. Those that write nothing into the archive are
 * forgotten when they end: `export`, `backup`, `check`, `preview`, and `restore` of a whole archive. */
export const JOB_KINDS = ['import', 'undo-import', 'export', 'backup', 'restore', 'reindex', 'check', 'preview'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** `waiting` for another of its kind; `paused` by the person, or interrupted by a crash, and ready to go on. */
export const JOB_STATES = ['waiting', 'running', 'paused', 'finished', 'cancelled', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface Job {
  uid: string;
  kind: JobKind;
  state: JobState;
  /** Things handled so far; for an import stories and refused files. */
  done: number;
  /** How many there will be; 0 while that is not known. */
  total: number;
  /** What is being worked on, or why the job stands still, for people. */
  message: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
}

/** A job as windows and the command line are told of it. */
export interface JobProgress extends Pick<Job, 'uid' | 'kind' | 'state' | 'done' | 'total' | 'message'> {
  /** Whole seconds; `null` while nobody can tell. */
  remainingSeconds: number | null;
}

/** How far a job was at a moment. */
export interface ProgressSample {
  /** Milliseconds, on any clock that only goes forward. */
  at: number;
  done: number;
}

/** Samples closer together than this are one: what happens between two is noise. In milliseconds. */
const SAMPLE_GAP = 500;
/** Samples kept: with the gap above, the last twenty seconds at least. */
const SAMPLES = 40;

/** The recent samples with one more. Of samples close together the later one stays. */
export function withSample(samples: readonly ProgressSample[], sample: ProgressSample): ProgressSample[] {
  const before = samples.at(-2);
  const crowded = before !== undefined && sample.at - before.at < SAMPLE_GAP;
  return [...(crowded ? samples.slice(0, -1) : samples), sample].slice(-SAMPLES);
}

/**
 * Things done a second at the recent pace, or `null` when there is no pace yet.
 *
 * The pace is the median over overlapping stretches, each a quarter of the time looked at: long enough to even out work that
 * comes in batches, and one burst of duplicates, or one large file, touches a third of them and moves a mean but not a median.
 */
export function perSecond(samples: readonly ProgressSample[]): number | null {
  const stretch = Math.max(1, Math.floor(samples.length / 4));
  const slopes = samples
    .slice(stretch)
    .flatMap((to, index) => {
      const from = samples[index];
      return from !== undefined && to.at > from.at ? [(to.done - from.done) / (to.at - from.at)] : [];
    })
    .sort((a, b) => a - b);
  const pace = slopes[Math.floor(slopes.length / 2)] ?? 0;
  return pace > 0 ? pace * 1000 : null;
}

/** How long the rest will take at the recent pace, in whole seconds, or `null` when there is no pace yet. */
export function remainingSeconds(samples: readonly ProgressSample[], total: number): number | null {
  const last = samples.at(-1);
  if (last === undefined || total <= 0) return null;
  if (last.done >= total) return 0;
  const rate = perSecond(samples);
  return rate === null ? null : Math.ceil((total - last.done) / rate);
}
