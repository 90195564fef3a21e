import { SvelteSet } from 'svelte/reactivity';
import type { CallInput, CallOutput } from '../../core/contract';
import type { CheckReport } from '../../core/library';
import { call } from '../api';

type Work = 'backup' | 'check' | 'reindex';

/** Backups and the archive's health, as the room about them shows it. */
export class Safety {
  #kept = $state.raw<CallOutput<'backups.list'> | null>(null);
  #report = $state.raw<CheckReport | null>(null);
  #indexed = $state.raw<number | null>(null);
  /** What is being done now; each may take minutes. */
  readonly #busy = new SvelteSet<Work>();

  get kept(): CallOutput<'backups.list'> | null {
    return this.#kept;
  }
  /** Of the last check since the window opened. */
  get report(): CheckReport | null {
    return this.#report;
  }
  /** Stories in the index that was made anew; `null` when it was not. */
  get indexed(): number | null {
    return this.#indexed;
  }

  isBusy(work: Work): boolean {
    return this.#busy.has(work);
  }

  async load(): Promise<void> {
    this.#kept = await call('backups.list', {});
  }

  async configure(change: CallInput<'backups.configure'>): Promise<void> {
    await call('backups.configure', change);
    await this.load();
  }

  async chooseFolder(): Promise<void> {
    const { path } = await call('backups.choose-folder', {});
    if (path !== '') await this.load();
  }

  backUp(): Promise<void> {
    return this.#during('backup', async () => {
      await call('backups.take', {});
      await this.load();
    });
  }

  check(): Promise<void> {
    this.#report = null;
    return this.#during('check', async () => {
      this.#report = await call('archive.check', {});
    });
  }

  reindex(): Promise<void> {
    this.#indexed = null;
    return this.#during('reindex', async () => {
      this.#indexed = (await call('archive.reindex', {})).stories;
    });
  }

  /** Puts a backup in the archive's place; an empty path asks for the file. The app starts anew then. */
  async restore(path: string): Promise<void> {
    await call('repair.restore', { path });
  }

  async #during(work: Work, doing: () => Promise<void>): Promise<void> {
    this.#busy.add(work);
    try {
      await doing();
    } finally {
      this.#busy.delete(work);
    }
  }
}
