import type { ImportReport, ImportResult, ImportStatus, ImportSummary } from '../../../core/importing';

/** Stories that came in without a remark, listed one by one; a bulk file holds millions. */
const LISTED_PLAIN = 1_000;
/** Duplicates, failures and remarks listed. */
const LISTED_REMARKS = 10_000;

/** Counts an import's results as they come, and lists the first of them, so that a report has a bounded size. */
export class ImportTally {
  readonly #started = performance.now();
  readonly #counts: Record<ImportStatus, number> = { imported: 0, duplicate: 0, skipped: 0, failed: 0 };
  readonly #listed: ImportResult[] = [];
  #plain = 0;

  add(result: ImportResult): void {
    this.#counts[result.status] += 1;
    const isPlain = result.status === 'imported' && result.reason === '';
    const isListed = isPlain ? this.#plain < LISTED_PLAIN : this.#listed.length - this.#plain < LISTED_REMARKS;
    if (!isListed) return;
    this.#listed.push(result);
    if (isPlain) this.#plain += 1;
  }

  /** Counts, and the seconds since the tally began. */
  summary(): ImportSummary {
    return { ...this.#counts, seconds: Math.round(performance.now() - this.#started) / 1000 };
  }

  report(): ImportReport {
    return { results: this.#listed, summary: this.summary() };
  }
}
