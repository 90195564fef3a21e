import { SvelteSet } from 'svelte/reactivity';
import type { CallInput, Events } from '../../core/contract';
import type { ImportPreview, ImportReport } from '../../core/importing';
import { toFailure, type Failure } from '../../core/reply';
import { call } from '../api';
import { offeredTags, type OfferedTag } from './offered-tags';

export type Sources = CallInput<'import.preview'>['sources'];

type Step =
  | { name: 'closed' }
  | { name: 'reading' }
  | { name: 'preview'; previews: readonly ImportPreview[] }
  | { name: 'running' }
  | { name: 'report'; report: ImportReport }
  | { name: 'failed'; failure: Failure };

/** An import from the moment files are offered to its report. Nothing is written before {@link run}. */
export class Importing {
  #step = $state.raw<Step>({ name: 'closed' });
  #progress = $state.raw<Events['job.progress'] | null>(null);
  #sources: Sources = [];
  /** Names of the tags that will be left out. */
  readonly #dropped = new SvelteSet<string>();
  /** As typed: names separated by commas. */
  addedTags = $state('');

  readonly #offered = $derived.by((): OfferedTag[] => (this.#step.name === 'preview' ? offeredTags(this.#step.previews) : []));

  get step(): Step {
    return this.#step;
  }
  get progress(): Events['job.progress'] | null {
    return this.#progress;
  }
  get offeredTags(): readonly OfferedTag[] {
    return this.#offered;
  }

  isKept(tag: string): boolean {
    return !this.#dropped.has(tag);
  }

  toggle(tag: string): void {
    if (!this.#dropped.delete(tag)) this.#dropped.add(tag);
  }

  /** Reads what was offered and shows what would come of it. An import under way is not interrupted. */
  async offer(sources: Sources): Promise<void> {
    if (sources.length === 0 || this.#step.name === 'running') return;
    this.#sources = sources;
    this.addedTags = '';
    this.#step = { name: 'reading' };
    await this.#attempt(async () => {
      const previews = await call('import.preview', { sources });
      if (this.#sources !== sources || this.#step.name !== 'reading') return;
      this.#dropped.clear();
      this.#step = { name: 'preview', previews };
    });
  }

  /** Imports what was previewed. @returns the report, or `null` when it failed as a whole */
  async run(): Promise<ImportReport | null> {
    const addTags = this.addedTags
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    const dropTags = [...this.#dropped];
    this.#progress = null;
    this.#step = { name: 'running' };
    let report: ImportReport | null = null;
    await this.#attempt(async () => {
      report = await call('import.run', { sources: this.#sources, addTags, dropTags });
      this.#step = { name: 'report', report };
    });
    return report;
  }

  advance(progress: Events['job.progress']): void {
    if (progress.kind === 'import') this.#progress = progress;
  }

  close(): void {
    if (this.#step.name !== 'running') this.#step = { name: 'closed' };
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#step = { name: 'failed', failure: toFailure(error) };
    }
  }
}
