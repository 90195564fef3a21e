import { csv } from '../core/csv';
import type { ImportReport, ImportResult, ImportStatus } from '../core/importing';
import * as m from '../core/messages/messages.js';

/** The parts of a report that a person looks at on their own. */
export const REPORT_PARTS = ['all', 'imported', 'duplicates', 'refused', 'warnings'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

const HOLDS: Readonly<Record<ReportPart, (result: ImportResult) => boolean>> = {
  all: () => true,
  imported: ({ status }) => status === 'imported',
  duplicates: ({ status }) => status === 'duplicate',
  refused: ({ status }) => status === 'skipped' || status === 'failed',
  warnings: ({ status, reason }) => status === 'imported' && reason !== '',
};

export const resultsIn = (report: ImportReport, part: ReportPart): ImportResult[] => report.results.filter(HOLDS[part]);

/** How many there were; of what a long report leaves out, `summary` still knows the number. */
export function countIn({ results, summary }: ImportReport, part: ReportPart): number {
  switch (part) {
    case 'all':
      return summary.imported + summary.duplicate + summary.skipped + summary.failed;
    case 'imported':
      return summary.imported;
    case 'duplicates':
      return summary.duplicate;
    case 'refused':
      return summary.skipped + summary.failed;
    case 'warnings':
      return results.filter(HOLDS.warnings).length;
  }
}

export const STATUS_NAMES: Readonly<Record<ImportStatus, () => string>> = {
  imported: m.status_imported,
  duplicate: m.status_duplicate,
  skipped: m.status_skipped,
  failed: m.status_failed,
};

const row = ({ status, headline, path, reason }: ImportResult) => [STATUS_NAMES[status](), headline, path, reason];

/** A report as a table for spreadsheets. */
export function reportAsCsv(results: readonly ImportResult[]): string {
  return csv([[m.report_status(), m.report_headline(), m.report_file(), m.report_reason()], ...results.map(row)]);
}

/** A report as a Markdown list. */
export function reportAsMarkdown(results: readonly ImportResult[], title: string): string {
  // Line breaks would end the list's entry, and these signs are Markdown's own.
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#]/g, (sign) => `\\${sign}`);
  const line = (result: ImportResult) => {
    const [status = '', headline = '', path = '', reason = ''] = row(result).map(plain);
    return `- **${headline || path}** — ${[status, headline === '' ? '' : path, reason].filter((part) => part !== '').join('. ')}`;
  };
  return `# ${plain(title)}\n\n${results.map(line).join('\n')}\n`;
}
