import {
  remainingSeconds,
  withSample,
  type Job,
  type JobKind,
  type JobProgress,
  type JobState,
  type ProgressSample,
} from '../../../core/jobs';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { Archive, JobChange, WriteStore } from '../../../db/store';
import { newUid, now } from './identity';

/** How far a job got. What is left out stays as it was. */
export interface Step {
  done: number;
  total?: number;
  message?: string;
  /** Where to go on after an interruption; JSON. */
  cursor?: unknown;
}

/** What work gets of the job that does it. */
export interface JobContext {
  readonly uid: string;
  readonly signal: AbortSignal;
  /** Where an interrupted job stood; `null` at the beginning. */
  readonly cursor: unknown;
  /** Things done before it was interrupted. */
  readonly done: number;
  /**
   * One unit of work, with the job's progress in it: after a crash the job goes on exactly behind the last one. Gives way and
   * waits as {@link breathe} does before it begins, and answers as soon as it is committed.
   * @throws BroadsheetError `cancelled`; what the archive throws, after undoing the unit
   */
  unit(work: (store: WriteStore) => Promise<Step>): Promise<void>;
  /** For work that only reads: tells how far it is; otherwise as {@link breathe}. @throws BroadsheetError `cancelled` */
  checkpoint(step: Step): Promise<void>;
  /** Lets other calls have their turn when that is due, and waits while paused. @throws BroadsheetError `cancelled` */
  breathe(): Promise<void>;
}

/** Work gives way to other calls after this long, in milliseconds: a person's edit may wait for one such stretch. */
const STRETCH = 10;
/** Windows are told of progress this often at most, in milliseconds. */
const TELL_GAP = 100;

export interface Surroundings {
  tell: (progress: JobProgress) => void;
  /** Where progress is kept; without it the job leaves no trace. */
  archive?: Archive;
}

/** A job under way in this process. */
export class ActiveJob implements JobContext {
  private readonly controller = new AbortController();
  private samples: ProgressSample[] = [];
  private gate: { promise: Promise<void>; open: () => void } | null = null;
  private turnSince = performance.now();
  private toldAt = Number.NEGATIVE_INFINITY;
  private interrupted = false;

  constructor(
    private job: Job,
    readonly cursor: unknown,
    private readonly around: Surroundings,
  ) {}

  /** A job that only reads, and is forgotten when it ends. */
  static passing(kind: JobKind, tell: Surroundings['tell']): ActiveJob {
    const at = now();
    return new ActiveJob({ uid: newUid(), kind, state: 'running', done: 0, total: 0, message: '', createdAt: at, updatedAt: at }, null, {
      tell,
    });
  }

  get uid(): string {
    return this.job.uid;
  }
  get kind(): JobKind {
    return this.job.kind;
  }
  get done(): number {
    return this.job.done;
  }
  get signal(): AbortSignal {
    return this.controller.signal;
  }
  get recorded(): boolean {
    return this.around.archive !== undefined;
  }
  /** Stopped to go on another time, rather than cancelled. */
  get isInterrupted(): boolean {
    return this.interrupted;
  }
  get progress(): JobProgress {
    const { uid, kind, state, done, total, message } = this.job;
    return { uid, kind, state, done, total, message, remainingSeconds: state === 'running' ? remainingSeconds(this.samples, total) : null };
  }

  become(state: JobState, message = this.job.message): void {
    this.job = { ...this.job, state, message };
    this.around.tell(this.progress);
  }

  pause(): void {
    if (this.gate) return;
    let open = () => {};
    const promise = new Promise<void>((resolve) => (open = resolve));
    this.gate = { promise, open };
    this.become('paused');
  }

  resume(): void {
    if (!this.gate) return;
    this.gate.open();
    this.gate = null;
    // The pause is no part of the pace.
    this.samples = [];
    this.become('running');
  }

  cancel(): void {
    this.controller.abort();
    this.gate?.open();
  }

  interrupt(): void {
    this.interrupted = true;
    this.cancel();
  }

  async unit(work: (store: WriteStore) => Promise<Step>): Promise<void> {
    await this.breathe();
    const { archive } = this.around;
    if (!archive) throw new Error('A job that leaves no trace may not write.');
    const step = await archive.write(
      async (store) => {
        const made = await work(store);
        await store.jobs.update(this.uid, changeOf(made));
        return made;
      },
      { bulk: true },
    );
    this.advance(step);
  }

  async checkpoint(step: Step): Promise<void> {
    this.advance(step);
    await this.breathe();
  }

  async breathe(): Promise<void> {
    await this.pass();
    if (performance.now() - this.turnSince > STRETCH) await this.turn();
  }

  /** Waits at the gate while paused. */
  private async pass(): Promise<void> {
    if (this.gate) await this.gate.promise;
    if (this.signal.aborted) throw new BroadsheetError('cancelled', m.error_cancelled());
  }

  private async turn(): Promise<void> {
    // A whole round of the event loop, so that messages waiting for this thread are read.
    await new Promise((resolve) => setImmediate(resolve));
    this.turnSince = performance.now();
    await this.pass();
  }

  private advance({ done, total, message }: Step): void {
    this.job = { ...this.job, done, total: total ?? this.job.total, message: message ?? this.job.message };
    const at = performance.now();
    this.samples = withSample(this.samples, { at, done });
    if (at - this.toldAt < TELL_GAP) return;
    this.toldAt = at;
    this.around.tell(this.progress);
  }
}

function changeOf({ done, total, message, cursor }: Step): JobChange {
  return {
    done,
    ...(total === undefined ? {} : { total }),
    ...(message === undefined ? {} : { message }),
    ...(cursor === undefined ? {} : { cursor }),
    updatedAt: now(),
  };
}
