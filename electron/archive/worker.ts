/** Entry of the archive's worker threads: opens the archive in one role and answers calls. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CheckedInput } from '../../core/contract';
import { speak } from '../../core/languages';
import { toFailure, type Reply } from '../../core/reply';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import type { Archive } from '../../db/store';
import { JobRunner } from '../services/jobs';
import { emptyOld } from '../services/trash';
import { hasStopped, resumable, tellJobs } from './jobs';
import { changes, run, type ArchiveCall, type CallContext } from './dispatch';
import type { Message, Notice, Request, WorkerSetup } from './protocol';
import { Tidier } from './tidier';

const port = parentPort;
if (!port) throw new Error('The archive worker runs as a worker thread only.');
const setup = workerData as WorkerSetup;
speak(setup.language);

function send(message: Message): void {
  port?.postMessage(message);
}

async function replyTo<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: toFailure(error) };
  }
}

async function open(): Promise<{ archive: Archive; created: boolean }> {
  if (setup.role !== 'writer') return { archive: openReadArchive(setup.file), created: false };
  const archive = openArchive(setup.file);
  if (archive.created && setup.withSample) {
    const { addSampleStory } = await import('../services/sample');
    await addSampleStory(archive);
  }
  return { archive, created: archive.created };
}

/** Milliseconds between two looks into the trash. */
const DAY = 86_400_000;

/** Removes what has been in the trash for long, now and once a day. Nobody waits for it; what fails today may work tomorrow. */
function keepTrashShort({ archive, emit }: CallContext): void {
  const look = async () => {
    const { purged } = await emptyOld(archive, new Date());
    if (purged > 0) emit('archive.changed', { articles: true, annotations: true });
  };
  void look().catch(() => undefined);
  setInterval(() => void look().catch(() => undefined), DAY).unref();
}

async function answer(context: CallContext, request: Request, changed: () => void): Promise<void> {
  const reply = await replyTo(() => run(context, request.name, request.input as CheckedInput<ArchiveCall>));
  send({ kind: 'reply', id: request.id, reply });
  const change = changes[request.name];
  if (!reply.ok || !change) return;
  context.emit('archive.changed', change);
  changed();
}

const opened = await replyTo(open);
send({ kind: 'ready', reply: opened.ok ? { ok: true, value: { created: opened.value.created } } : opened });
if (opened.ok) {
  const { archive } = opened.value;
  const emit: CallContext['emit'] = (name, payload) => send({ kind: 'event', name, payload } as Message);
  const tell = tellJobs(emit);
  const jobs: JobRunner = new JobRunner(
    archive,
    (progress) => {
      tell(progress);
      if (setup.role === 'writer' && hasStopped(progress)) tidier.begin();
    },
    resumable,
  );
  const tidier = new Tidier(archive, () => jobs);
  const context: CallContext = { archive, jobs, emit };
  // A full disk, say, keeps the mark from being written; whoever lists jobs sees them all the same.
  if (setup.role === 'writer') await replyTo(() => jobs.recover());
  if (setup.role === 'writer') {
    // What waits for the index since a crash enters it while the app is in use already.
    tidier.begin();
    keepTrashShort(context);
  }
  port.on('message', (message: Request | Notice) => {
    if (!('kind' in message)) void answer(context, message, () => tidier.begin());
    else if (message.kind === 'speak') speak(message.language);
    else void close(jobs, tidier, archive);
  });
} else {
  port.close();
}

/** Work under way stops behind its last unit and goes on when it is resumed. */
async function close(jobs: JobRunner, tidier: Tidier, archive: Archive): Promise<void> {
  await Promise.all([jobs.stop(), tidier.stop()]);
  await archive.close();
  port?.close();
}
