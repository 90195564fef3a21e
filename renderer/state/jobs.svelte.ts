import type { JobProgress } from '../../core/jobs';
import { call } from '../api';

/** Jobs the status bar has nothing to say about: the import's room shows them. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['preview']);

const isOver = ({ state }: JobProgress) => state === 'finished' || state === 'cancelled';

/** Long work under way or interrupted, whichever window began it. */
export class Jobs {
  #all = $state.raw<readonly JobProgress[]>([]);

  get all(): readonly JobProgress[] {
    return this.#all;
  }

  async load(): Promise<void> {
    const jobs = await call('jobs.list', {});
    this.#all = jobs.filter((job) => !SHOWN_ELSEWHERE.has(job.kind) && !isOver(job));
  }

  advance(progress: JobProgress): void {
    if (SHOWN_ELSEWHERE.has(progress.kind)) return;
    const others = this.#all.filter(({ uid }) => uid !== progress.uid);
    // What failed has told why already, and only what is kept in the archive can go on.
    const isGone = isOver(progress) || (progress.state === 'failed' && progress.kind !== 'import' && progress.kind !== 'reindex');
    const known = this.#all.findIndex(({ uid }) => uid === progress.uid);
    this.#all = isGone ? others : known < 0 ? [...others, progress] : this.#all.with(known, progress);
  }

  async pause({ uid }: JobProgress): Promise<void> {
    await call('jobs.pause', { uid });
  }

  async resume({ uid }: JobProgress): Promise<void> {
    await call('jobs.resume', { uid });
  }

  async cancel({ uid }: JobProgress): Promise<void> {
    await call('jobs.cancel', { uid });
    this.#all = this.#all.filter((job) => job.uid !== uid || job.state === 'running');
  }
}
