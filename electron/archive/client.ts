import { Worker } from 'node:worker_threads';
import { contract, type CallOutput, type CheckedInput, type Events } from '../../core/contract';
import type { JobProgress } from '../../core/jobs';
import type { LanguageId } from '../../core/languages';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError, unwrap, type Reply } from '../../core/reply';
import type { ArchiveCall } from './dispatch';
import { READER_LIMITS, type Message, type Notice, type Role, type WorkerSetup } from './protocol';
import workerPath from './worker?modulePath';

export type { ArchiveCall };

/** Calls slower than this are logged by name, in milliseconds: a frame and a half. */
const SLOW_CALL = 40;

export interface ArchiveClientOptions {
  file: string;
  withSample: boolean;
  /** The language of what the threads say. */
  language: LanguageId;
  onEvent: <Name extends keyof Events>(name: Name, payload: Events[Name]) => void;
  log: (line: string) => void;
}

/** Threads that run jobs which write nothing into the archive. */
const PASSING: readonly Role[] = ['keeper', 'press'];

interface Pending {
  resolve: (reply: Reply<unknown>) => void;
  name: ArchiveCall;
  since: number;
}

/** One worker thread and the calls it has not answered yet. */
class Thread {
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  private closing = false;
  readonly ready: Promise<{ created: boolean }>;

  constructor(
    setup: WorkerSetup,
    private readonly options: ArchiveClientOptions,
  ) {
    this.worker = new Worker(workerPath, {
      workerData: setup,
      name: `archive-${setup.role}`,
      resourceLimits: setup.role === 'reader' ? READER_LIMITS : {},
    });
    this.ready = new Promise((resolve, reject) => {
      this.worker.on('message', (message: Message) => {
        if (message.kind === 'ready') {
          try {
            resolve(unwrap(message.reply));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        } else this.receive(message);
      });
      this.worker.once('exit', () => reject(lost()));
    });
    // Whoever calls is told; without a caller a failed start must not end the process.
    this.ready.catch(() => undefined);
    this.worker.on('error', (error: Error) => options.log(`archive-${setup.role}: ${error.stack ?? error.message}`));
    this.worker.once('exit', () => this.abandon());
  }

  async call(name: ArchiveCall, input: unknown): Promise<Reply<unknown>> {
    await this.ready;
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve) => {
      this.pending.set(id, { resolve, name, since: performance.now() });
      this.worker.postMessage({ id, name, input });
    });
  }

  close(): Promise<void> {
    this.closing = true;
    return new Promise((resolve) => {
      this.worker.once('exit', () => resolve());
      this.tell({ kind: 'close' });
    });
  }

  tell(notice: Notice): void {
    this.worker.postMessage(notice);
  }

  private receive(message: Exclude<Message, { kind: 'ready' }>): void {
    if (message.kind === 'event') {
      this.options.onEvent(message.name, message.payload);
      return;
    }
    const pending = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (!pending) return;
    const milliseconds = performance.now() - pending.since;
    if (milliseconds > SLOW_CALL) this.options.log(`slow call ${pending.name}: ${Math.round(milliseconds)} ms`);
    pending.resolve(message.reply);
  }

  private abandon(): void {
    if (!this.closing) this.options.log('an archive thread ended');
    for (const { resolve } of this.pending.values())
      resolve({ ok: false, error: { code: 'internal', message: lost().message, details: '' } });
    this.pending.clear();
  }
}

function lost(): BroadsheetError {
  return new BroadsheetError('internal', m.error_thread_stopped());
}

export interface OpenedArchive {
  client: ArchiveClient;
  /** The archive was made just now. */
  created: boolean;
}

/** The main process's only way to the archive: calls by name, answered by the thread the contract names. */
export class ArchiveClient {
  private readonly threads = new Map<Role, Thread>();

  private language: LanguageId;

  private constructor(private readonly options: ArchiveClientOptions) {
    this.language = options.language;
  }

  /**
   * Opens the archive, creating it or bringing it up to date first.
   * @throws BroadsheetError `not-an-archive`, `newer-archive`, `unwritable`, `disk-full`, `busy`
   */
  static async open(options: ArchiveClientOptions): Promise<OpenedArchive> {
    const client = new ArchiveClient(options);
    // The writer goes first: it creates the file and its schema, which the others only read.
    const { created } = await client.thread('writer').ready;
    await client.thread('reader').ready;
    return { client, created };
  }

  /** Runs a call. The input must have been validated. Failures come as values. */
  call<Name extends ArchiveCall>(name: Name, input: CheckedInput<Name>): Promise<Reply<CallOutput<Name>>> {
    const answer = name.startsWith('jobs.') ? this.callForJobs(name, input) : this.thread(contract[name].place).call(name, input);
    return answer as Promise<Reply<CallOutput<Name>>>;
  }

  /**
   * Jobs are where they run: the writer knows those that are kept, and other threads that run may have one that is forgotten
   * when it ends.
   */
  private async callForJobs(name: ArchiveCall, input: unknown): Promise<Reply<unknown>> {
    const own = await this.thread('writer').call(name, input);
    const others = PASSING.flatMap((role) => this.threads.get(role) ?? []);
    if (own.ok) {
      if (name !== 'jobs.list') return own;
      const lists = await Promise.all(others.map((thread) => thread.call(name, input)));
      const jobs = [own, ...lists].flatMap((reply) => (reply.ok ? (reply.value as JobProgress[]) : []));
      const first = new Map<string, JobProgress>();
      for (const job of jobs) if (!first.has(job.uid)) first.set(job.uid, job);
      return { ok: true, value: [...first.values()] };
    }
    for (const thread of others) {
      const reply = await thread.call(name, input);
      if (reply.ok) return reply;
    }
    return own;
  }

  /**
   * Waits for work under way and closes the database. The writer goes last: only then does SQLite copy the write-ahead log into
   * the file and take it away, so that the archive is one file while nobody has it open.
   */
  async close(): Promise<void> {
    const writer = this.threads.get('writer');
    await Promise.all([...this.threads.values()].filter((thread) => thread !== writer).map((thread) => thread.close()));
    await writer?.close();
  }

  /** Says everything in another language from now on. */
  speak(language: LanguageId): void {
    this.language = language;
    for (const thread of this.threads.values()) thread.tell({ kind: 'speak', language });
  }

  private thread(role: Role): Thread {
    const running = this.threads.get(role);
    if (running) return running;
    const { file, withSample } = this.options;
    const thread = new Thread({ role, file, withSample, language: this.language }, this.options);
    this.threads.set(role, thread);
    return thread;
  }
}
