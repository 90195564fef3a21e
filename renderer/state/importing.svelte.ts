import { SvelteSet } from 'svelte/reactivity';
import type { CallInput } from '../../core/contract';
import type { ImportPreview, ImportReport, UndoReport } from '../../core/importing';
import { perSecond, withSample, type JobKind, type JobProgress, type ProgressSample } from '../../core/jobs';
import { toFailure, type Failure } from '../../core/reply';
import { call } from '../api';
import { offeredTags, type OfferedTag } from './offered-tags';
import { typedTags } from '../tag-names';

export type Sources = CallInput<'import.preview'>['sources'];

type Step =
  | { name: 'idle' }
  | { name: 'reading' }
  | { name: 'preview'; previews: readonly ImportPreview[] }
  | { name: 'running' }
  | { name: 'report'; report: ImportReport }
  | { name: 'undoing'; report: ImportReport }
  | { name: 'undone'; report: ImportReport; undo: UndoReport }
  | { name: 'failed'; failure: Failure };

/** The jobs that steps wait for. */
const JOB_OF: Partial<Record<Step['name'], JobKind>> = { reading: 'preview', running: 'import', undoing: 'undo-import' };

/** An import from the moment files are offered to its report, and to its undoing. Nothing is written before {@link run}. */
export class Importing {
  #step = $state.raw<Step>({ name: 'idle' });
  #progress = $state.raw<JobProgress | null>(null);
  #samples = $state.raw<readonly ProgressSample[]>([]);
  #sources: Sources = [];
  /** Names of the tags that will be left out. */
  readonly #dropped = new SvelteSet<string>();
  /** As typed: names separated by commas. */
  addedTags = $state('');

  readonly #offered = $derived.by((): OfferedTag[] => (this.#step.name === 'preview' ? offeredTags(this.#step.previews) : []));
  readonly #rate = $derived(perSecond(this.#samples));

  get step(): Step {
    return this.#step;
  }
  /** Of the job this step waits for. */
  get progress(): JobProgress | null {
    return this.#progress;
  }
  /** Stories a second; `null` while nobody can tell. */
  get rate(): number | null {
    return this.#rate;
  }
  get offeredTags(): readonly OfferedTag[] {
    return this.#offered;
  }
  /** Work goes on that is not thrown away for another import. */
  get isBusy(): boolean {
    return this.#step.name === 'running' || this.#step.name === 'undoing';
  }

  isKept(tag: string): boolean {
    return !this.#dropped.has(tag);
  }

  toggle(tag: string): void {
    if (!this.#dropped.delete(tag)) this.#dropped.add(tag);
  }

  /** Reads what was offered and shows what would come of it. An import under way is not interrupted. */
  async offer(sources: Sources): Promise<void> {
    if (sources.length === 0 || this.isBusy) return;
    await this.cancel();
    this.#sources = sources;
    this.addedTags = '';
    this.#begin({ name: 'reading' });
    await this.#attempt(async () => {
      const previews = await call('import.preview', { sources });
      if (this.#sources !== sources || this.#step.name !== 'reading') return;
      this.#dropped.clear();
      this.#step = { name: 'preview', previews };
    }, sources);
  }

  /** Imports what was previewed. @returns the report, or `null` when it failed as a whole */
  async run(): Promise<ImportReport | null> {
    const addTags = typedTags(this.addedTags);
    const dropTags = [...this.#dropped];
    this.#begin({ name: 'running' });
    let report: ImportReport | null = null;
    await this.#attempt(async () => {
      report = await call('import.run', { sources: this.#sources, addTags, dropTags });
      this.#step = { name: 'report', report };
    });
    return report;
  }

  /** Takes the reported import out again. @param force also the stories that were marked or changed since */
  async undo(force: boolean): Promise<void> {
    const step = this.#step;
    if (step.name !== 'report' && step.name !== 'undone') return;
    const { report } = step;
    this.#begin({ name: 'undoing', report });
    await this.#attempt(async () => {
      const undo = await call('import.undo', { run: report.run, force });
      this.#step = { name: 'undone', report, undo };
    });
  }

  advance(progress: JobProgress): void {
    if (progress.kind !== JOB_OF[this.#step.name]) return;
    this.#progress = progress;
    // A pause is no slow stretch.
    this.#samples = progress.state === 'running' ? withSample(this.#samples, { at: performance.now(), done: progress.done }) : [];
  }

  /** Ends what is being read or imported. What came in before stays, and the report tells of it. */
  async cancel(): Promise<void> {
    const job = this.#progress;
    if (this.#step.name === 'reading') this.close();
    if (job && !['finished', 'failed', 'cancelled'].includes(job.state)) await call('jobs.cancel', { uid: job.uid });
  }

  close(): void {
    if (!this.isBusy) this.#begin({ name: 'idle' });
  }

  #begin(step: Step): void {
    this.#progress = null;
    this.#samples = [];
    this.#step = step;
  }

  /** @param sources what is read; when others were offered meanwhile, its failure matters to nobody */
  async #attempt(work: () => Promise<void>, sources = this.#sources): Promise<void> {
    try {
      await work();
    } catch (error) {
      const failure = toFailure(error);
      if (this.#sources !== sources || this.#step.name === 'idle') return;
      this.#step = failure.code === 'cancelled' ? { name: 'idle' } : { name: 'failed', failure };
    }
  }
}
