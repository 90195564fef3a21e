import type { ImportCounts, ImportResult, ImportSummary } from '../../../core/importing';

/** Lines a report keeps at most; the counts go on. */
const MOST_LINES = 10_000;
/** Imported stories a report names; a window opens the first. */
const MOST_IMPORTED = 1_000;

/** Gathers results in bounded memory: all are counted, and what a person may want to look into is kept. */
export class Tally {
  readonly results: ImportResult[] = [];
  private imported = 0;
  private readonly started = performance.now();

  /** @param counts of the same run, before it was interrupted */
  constructor(private counts: ImportCounts = { imported: 0, duplicate: 0, skipped: 0, failed: 0 }) {}

  add(result: ImportResult): void {
    this.counts = this.countsWith([result]);
    if (this.results.length >= MOST_LINES) return;
    if (result.status === 'imported' && result.reason === '') {
      this.imported += 1;
      if (this.imported > MOST_IMPORTED) return;
    }
    this.results.push(result);
  }

  /** The counts as they will be with these results. */
  countsWith(results: readonly Pick<ImportResult, 'status'>[]): ImportCounts {
    const counts = { ...this.counts };
    for (const { status } of results) counts[status] += 1;
    return counts;
  }

  get summary(): ImportSummary {
    return { ...this.counts, seconds: Math.round(performance.now() - this.started) / 1000 };
  }
}
