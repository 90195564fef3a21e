import { dirname } from 'node:path';
import type { ImportResult, ImportRunState, ImportSource } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError, toFailure } from '../../../core/reply';
import type { WriteStore } from '../../../db/store';
import type { JobContext, JobWork } from '../jobs';
import { now } from '../parts/identity';
import { needSpace } from '../parts/space';
import { Batch } from './batch';
import { isCandidate, isRefusal, itemsOf, measure, START, type ImportCursor, type Item } from './items';
import { Tally } from './report';
import type { KeptSource } from './sources';
import { keepAll, type ImportOptions } from './writing';

/** Of what is read, the archive keeps at least this share: what is compressed well is also indexed. */
const LEAST_KEPT = 0.5;

/** What an import's job is asked, as it is kept. */
export interface ImportInput {
  /** The import run. */
  run: string;
  sources: KeptSource[];
  options: ImportOptions;
}

export type OnResult = (result: ImportResult) => void | Promise<void>;

/**
 * One import from where it stands to its end: reads, gathers stories into batches and commits each batch with the place
 * behind it. A file that fails does not stop the others; what the archive itself refuses (a full disk, a damaged file) does,
 * since every further story would fail the same way.
 */
export class ImportJob implements JobWork<Tally> {
  private tally = new Tally();
  private cursor: ImportCursor = START;
  private readonly batch = new Batch();
  private hasManyInOne = false;
  private told = false;

  /**
   * @param sources as the person gave them; `null` to go on with what is kept of them
   * @param onResult told of each story once it is committed
   */
  constructor(
    private readonly sources: readonly ImportSource[] | null,
    private readonly onResult: OnResult = () => undefined,
  ) {}

  /** What has been told so far, also after a failure. */
  get report(): Tally {
    return this.tally;
  }

  /** Whether the report has a line for what the archive refused. */
  get hasToldFailure(): boolean {
    return this.told;
  }

  async run(context: JobContext, given: unknown): Promise<Tally> {
    const input = given as ImportInput;
    const sources = this.sources ?? input.sources;
    this.cursor = (context.cursor as ImportCursor | null) ?? START;
    await this.begin(context, input, sources);
    for await (const item of itemsOf(sources, input.options.format, this.cursor, () => context.breathe())) {
      if (this.batch.add(item)) await this.flush(context, input);
      else await context.breathe();
    }
    await this.flush(context, input);
    return this.tally;
  }

  async ended(store: WriteStore, given: unknown, state: Exclude<ImportRunState, 'running' | 'undone'>): Promise<void> {
    const run = await store.importRuns.get((given as ImportInput).run);
    if (run) await store.importRuns.update({ ...run, state, counts: this.tally.countsWith([]), finishedAt: now() });
  }

  private async begin(context: JobContext, input: ImportInput, sources: readonly (ImportSource | KeptSource)[]): Promise<void> {
    const measured = context.cursor === null ? await measure(sources, () => context.breathe()) : null;
    const total = measured?.files;
    await context.unit(async (store) => {
      if (measured) await needSpace(dirname((await store.maintenance.file()).path), measured.bytes * LEAST_KEPT, 0);
      const run = await store.importRuns.get(input.run);
      if (!run) throw new BroadsheetError('not-found', m.error_no_such_import());
      this.tally = new Tally(run.counts);
      await store.importRuns.update({ ...run, state: 'running', finishedAt: '' });
      return { done: context.done, ...(total === undefined ? {} : { total }), cursor: this.cursor };
    });
  }

  private async flush(context: JobContext, input: ImportInput): Promise<void> {
    if (this.batch.isEmpty) return;
    const items = this.batch.take();
    try {
      await this.commit(context, input, items);
    } catch (error) {
      const { code } = toFailure(error);
      if (code === 'internal') await this.commitOneByOne(context, input, items);
      else {
        if (code !== 'cancelled') await this.tellFailure(items[0], error);
        throw error;
      }
    }
  }

  /** A story that the archive cannot take must not take the others of its batch along. */
  private async commitOneByOne(context: JobContext, input: ImportInput, items: readonly Item[]): Promise<void> {
    for (const item of items) {
      try {
        await this.commit(context, input, [item]);
      } catch (error) {
        const { code, message } = toFailure(error);
        if (code !== 'internal' || isRefusal(item.what)) throw error;
        await this.commit(context, input, [{ ...item, what: { path: item.what.path, status: 'failed', reason: message } }]);
      }
    }
  }

  private async commit(context: JobContext, input: ImportInput, items: readonly Item[]): Promise<void> {
    const last = items.at(-1);
    if (!last) return;
    // Files were counted, not stories: with many in one file nobody knows how many will come.
    this.hasManyInOne ||= items.some(({ next }) => next.ordinal > 1);
    let results: ImportResult[] = [];
    let started = 0;
    await context.unit(async (store) => {
      started = performance.now();
      results = await keepAll(store, items, input.options, input.run);
      const run = await store.importRuns.get(input.run);
      if (run) await store.importRuns.update({ ...run, counts: this.tally.countsWith(results) });
      const done = context.done + items.length;
      return { done, ...(this.hasManyInOne ? { total: 0 } : {}), message: last.what.path, cursor: last.next };
    });
    this.batch.learn(items.length, performance.now() - started);
    for (const result of results) {
      this.tally.add(result);
      await this.onResult(result);
    }
  }

  private async tellFailure(item: Item | undefined, error: unknown): Promise<void> {
    if (!item) return;
    this.told = true;
    const { path } = item.what;
    const headline = isCandidate(item.what) ? item.what.fields.headline : '';
    const result: ImportResult = { path, status: 'failed', uid: '', headline, reason: toFailure(error).message };
    this.tally.add(result);
    await this.onResult(result);
  }
}
