import type { JobKind, JobProgress } from '../../core/jobs';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError, toFailure } from '../../core/reply';
import type { Archive, StoredJob, WriteStore } from '../../db/store';
import { ActiveJob, type JobContext } from './parts/active-job';
import { newUid, now } from './parts/identity';
import { isAlive } from './parts/processes';

export type { JobContext };

/** How a job of one kind is done. `input` is what {@link JobRunner.start} was given, read back from JSON. */
export interface JobWork<T> {
  run(context: JobContext, input: unknown): Promise<T>;
  /** Written in one unit of work with the job's end. Not called when the job is only interrupted. */
  ended?(store: WriteStore, input: unknown, state: 'finished' | 'cancelled' | 'failed'): Promise<void>;
}

/** How jobs go on that another process left behind. Loaded when first needed. */
export type Resumable = Partial<Record<JobKind, () => Promise<JobWork<unknown>>>>;

/** What a job says that stands still because its process ended. */
const INTERRUPTED = 'interrupted';
/** A running job that wrote nothing for so long, in milliseconds, is not running. */
const SILENCE = 10 * 60_000;
/** How long ended jobs are remembered, in milliseconds: 30 days. */
const MEMORY = 30 * 24 * 3_600_000;

/**
 * Runs jobs one at a time of each kind, and keeps in the archive how far they are. A job that was cut off by the end of its
 * process is not started again unasked: it stands as `paused` with the message "interrupted" until somebody resumes it, since
 * a job that brought the app down once would do so at every start.
 */
export class JobRunner {
  private readonly active = new Map<string, ActiveJob>();
  private closed: 'cancel' | 'interrupt' | null = null;
  private readonly queues = new Map<JobKind, Promise<unknown>>();

  constructor(
    private readonly archive: Archive,
    private readonly tell: (progress: JobProgress) => void = () => undefined,
    private readonly resumable: Resumable = {},
  ) {}

  /**
   * Starts a job and waits for its end. `prepare` is written in one unit of work with the job itself.
   * @throws BroadsheetError `cancelled`; whatever the work throws
   */
  async start<T>(kind: JobKind, input: object, work: JobWork<T>, prepare?: (store: WriteStore) => Promise<void>): Promise<T> {
    const at = now();
    const empty = { done: 0, total: 0, message: '', cursor: null, createdAt: at, updatedAt: at };
    const job: StoredJob = { uid: newUid(), kind, state: 'waiting', input, process: process.pid, ...empty };
    await this.archive.write(async (store) => {
      await prepare?.(store);
      await store.jobs.removeEnded(new Date(Date.now() - MEMORY).toISOString());
      await store.jobs.insert(job);
    });
    return this.enqueue(job, work);
  }

  /**
   * Runs work that writes nothing and is forgotten when it ends.
   * @throws BroadsheetError `cancelled`; whatever the work throws
   */
  async passing<T>(kind: JobKind, work: (context: JobContext) => Promise<T>): Promise<T> {
    const job = ActiveJob.passing(kind, this.tell);
    this.admit(job);
    try {
      const value = await work(job);
      job.become('finished');
      return value;
    } catch (error) {
      job.become(job.signal.aborted ? 'cancelled' : 'failed', toFailure(error).message);
      throw error;
    } finally {
      this.active.delete(job.uid);
    }
  }

  /** Whether this process runs no job, nor holds one paused. */
  get isIdle(): boolean {
    return this.active.size === 0;
  }

  /** Jobs that have not ended, those of other processes too; oldest first. */
  async list(): Promise<JobProgress[]> {
    const stored = await this.archive.read.jobs.unfinished();
    const known = new Set(stored.map(({ uid }) => uid));
    return [
      ...stored.map((job) => this.active.get(job.uid)?.progress ?? asProgress(job)),
      ...[...this.active.values()].filter(({ uid }) => !known.has(uid)).map(({ progress }) => progress),
    ];
  }

  /** Jobs left behind by a process that is gone, and failed ones: what {@link continue} takes. Newest first. */
  async interrupted(kind: JobKind): Promise<StoredJob[]> {
    const jobs = await this.archive.read.jobs.unfinished();
    return jobs.filter((job) => job.kind === kind && !this.isHeld(job)).reverse();
  }

  /** Marks what a crash left behind, so that it is offered. Called once, when the archive was opened. */
  async recover(): Promise<void> {
    const jobs = await this.archive.read.jobs.unfinished();
    for (const job of jobs) {
      if (job.state === 'failed' || this.isHeld(job) || (job.state === 'paused' && job.process === 0)) continue;
      await this.archive.write((store) => store.jobs.update(job.uid, interruption()));
    }
  }

  /** Stops a running job at its next checkpoint until {@link resume}. @throws BroadsheetError `not-found` */
  async pause(uid: string): Promise<void> {
    const job = this.active.get(uid);
    if (!job) throw gone(uid);
    job.pause();
    if (job.recorded) await this.settle((store) => store.jobs.update(uid, { state: 'paused', updatedAt: now() }));
  }

  /** Lets a paused job go on, and starts an interrupted one again without waiting for its end. @throws BroadsheetError `not-found` */
  async resume(uid: string): Promise<void> {
    const job = this.active.get(uid);
    if (job) {
      if (job.recorded) await this.archive.write((store) => store.jobs.update(uid, { state: 'running', updatedAt: now() }));
      job.resume();
      return;
    }
    const stored = await this.leftBehind(uid);
    const work = await this.workFor(stored.kind);
    // Its end and its failure are told as progress.
    void this.enqueue(stored, work).catch(() => undefined);
  }

  /**
   * Goes on with an interrupted job and waits for its end.
   * @throws BroadsheetError `not-found`, `busy` when another process runs it, `cancelled`; whatever the work throws
   */
  async continue<T>(uid: string, work: JobWork<T>): Promise<T> {
    return this.enqueue(await this.leftBehind(uid), work);
  }

  /** Ends a job at its next checkpoint; what it committed is kept. @throws BroadsheetError `not-found`, `busy` */
  async cancel(uid: string): Promise<void> {
    const job = this.active.get(uid);
    if (job) {
      job.cancel();
      return;
    }
    const stored = await this.leftBehind(uid);
    const work = await this.workFor(stored.kind).catch(() => null);
    await this.archive.write(async (store) => {
      await work?.ended?.(store, stored.input, 'cancelled');
      await store.jobs.update(uid, { state: 'cancelled', process: 0, updatedAt: now() });
    });
    this.tell(asProgress({ ...stored, state: 'cancelled' }));
  }

  /** Ends everything this process runs at its next checkpoint, and what is started after that. */
  cancelAll(): void {
    this.closed = 'cancel';
    for (const job of this.active.values()) job.cancel();
  }

  /** Interrupts everything at its next checkpoint, to go on another time, and waits until all stands still. */
  async stop(): Promise<void> {
    this.closed = 'interrupt';
    for (const job of this.active.values()) job.interrupt();
    await Promise.allSettled(this.queues.values());
  }

  private enqueue<T>(stored: StoredJob, work: JobWork<T>): Promise<T> {
    const job = new ActiveJob({ ...stored, state: 'waiting' }, stored.cursor, { tell: this.tell, archive: this.archive });
    this.admit(job);
    const before = this.queues.get(job.kind) ?? Promise.resolve();
    const result = before.then(() => this.execute(job, stored.input, work));
    this.queues.set(
      job.kind,
      result.catch(() => undefined),
    );
    return result;
  }

  private admit(job: ActiveJob): void {
    this.active.set(job.uid, job);
    if (this.closed === 'cancel') job.cancel();
    if (this.closed === 'interrupt') job.interrupt();
  }

  private async execute<T>(job: ActiveJob, input: unknown, work: JobWork<T>): Promise<T> {
    try {
      await job.breathe();
      job.become('running');
      await this.archive.write((store) =>
        store.jobs.update(job.uid, { state: 'running', message: '', process: process.pid, updatedAt: now() }),
      );
      const value = await work.run(job, input);
      await this.end(job, input, work, 'finished', '');
      return value;
    } catch (error) {
      if (job.isInterrupted) {
        await this.settle((store) => store.jobs.update(job.uid, interruption()));
        job.become('paused', INTERRUPTED);
      } else {
        const state = job.signal.aborted ? 'cancelled' : 'failed';
        // On a full disk the end cannot be written either; the job then counts as interrupted.
        await this.end(job, input, work, state, toFailure(error).message).catch(() => job.become(state, toFailure(error).message));
      }
      throw error;
    } finally {
      this.active.delete(job.uid);
    }
  }

  /** A unit of work behind which no others follow for now: all that was committed before goes to the disk with it. */
  private settle(work: (store: WriteStore) => Promise<void>): Promise<void> {
    return this.archive.write(work, { bulk: false });
  }

  private async end(
    job: ActiveJob,
    input: unknown,
    work: JobWork<unknown>,
    state: 'finished' | 'cancelled' | 'failed',
    message: string,
  ): Promise<void> {
    await this.settle(async (store) => {
      await work.ended?.(store, input, state);
      await store.jobs.update(job.uid, { state, message, process: 0, updatedAt: now() });
    });
    job.become(state, message);
  }

  private async workFor(kind: JobKind): Promise<JobWork<unknown>> {
    const load = this.resumable[kind];
    if (!load) throw new BroadsheetError('not-found', m.error_job_unresumable(), kind);
    return load();
  }

  /** @throws BroadsheetError `not-found`, `busy` */
  private async leftBehind(uid: string): Promise<StoredJob> {
    const job = await this.archive.read.jobs.get(uid);
    if (!job || job.state === 'finished' || job.state === 'cancelled') throw gone(uid);
    if (this.isHeld(job)) throw new BroadsheetError('busy', m.error_job_held());
    return job;
  }

  /** Whether a process that is alive works on it. */
  private isHeld({ uid, process: holder, state, updatedAt }: StoredJob): boolean {
    if (this.active.has(uid)) return true;
    if (holder === 0 || holder === process.pid || !isAlive(holder)) return false;
    // After the system started anew, another program may have the number. Who works writes so every now and then.
    return state === 'paused' || Date.now() - Date.parse(updatedAt) < SILENCE;
  }
}

const interruption = () => ({ state: 'paused', message: INTERRUPTED, process: 0, updatedAt: now() }) as const;

function gone(uid: string): BroadsheetError {
  return new BroadsheetError('not-found', m.error_job_ended(), uid);
}

function asProgress({ uid, kind, state, done, total, message }: StoredJob): JobProgress {
  return { uid, kind, state, done, total, message, remainingSeconds: null };
}
