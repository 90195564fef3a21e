import { setTimeout as pause } from 'node:timers/promises';
import type { Archive } from '../../db/store';
import type { JobRunner } from '../services/jobs';
import { tidyIndex } from '../services/tidying';

/** Milliseconds after a job before its index is put in order: another one may follow. */
const DELAY = 2_000;
/** Milliseconds between two steps, for whatever else the thread is asked and the machine has to do. */
const REST = 100;

/** Puts the search index in order while no job runs, bit by bit. */
export class Tidier {
  private readonly stopping = new AbortController();
  private working: Promise<void> | null = null;

  constructor(
    private readonly archive: Archive,
    private readonly jobs: () => JobRunner,
  ) {}

  /** Something ended that may have left work. Nobody waits for it; what fails now may work the next time. */
  begin(): void {
    this.working ??= this.work()
      .catch(() => undefined)
      .finally(() => (this.working = null));
  }

  /** Stops behind the step under way; the index is as good as before, and the next time goes on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    const mayGoOn = async (milliseconds: number) => {
      await pause(milliseconds, undefined, { signal });
      return this.jobs().isIdle;
    };
    if (await mayGoOn(DELAY)) await tidyIndex(this.archive, () => mayGoOn(REST));
  }
}
