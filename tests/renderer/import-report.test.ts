import { expect, it } from 'vitest';
import { csv } from '../../core/csv';
import type { ImportReport, ImportResult } from '../../core/importing';
import { countIn, reportAsCsv, reportAsMarkdown, resultsIn } from '../../renderer/import-report';

const result = (status: ImportResult['status'], headline: string, reason = ''): ImportResult => ({
  path: '/in/a.txt',
  status,
  uid: '',
  headline,
  reason,
});
const report: ImportReport = {
  run: '',
  cancelled: false,
  results: [
    result('imported', 'Ferry stays'),
    result('imported', 'Bakery opens', 'The date is unclear.'),
    result('duplicate', 'Ferry stays', 'The archive already holds this very file.'),
    result('failed', '', 'It is no story.'),
  ],
  // A long report names only some of what it counts.
  summary: { imported: 5_000, duplicate: 1, skipped: 0, failed: 1, seconds: 1 },
};

it('is looked at in parts, and counts what it does not name', () => {
  expect(resultsIn(report, 'warnings').map(({ headline }) => headline)).toEqual(['Bakery opens']);
  expect(resultsIn(report, 'refused')).toHaveLength(1);
  expect(countIn(report, 'imported')).toBe(5_000);
  expect(countIn(report, 'all')).toBe(5_002);
  expect(countIn(report, 'warnings')).toBe(1);
});

it('is saved as a table and as a list', () => {
  expect(reportAsCsv(report.results).split('\r\n')).toHaveLength(6);
  const list = reportAsMarkdown([result('failed', 'A *bold*\nheadline', 'It is <b>no</b> story.')], 'Import');
  expect(list).toBe('# Import\n\n- **A \\*bold\\* headline** — Failed. /in/a.txt. It is \\<b\\>no\\</b\\> story.\n');
});

it('writes values that a spreadsheet reads as they are, and that do not run in it', () => {
  expect(csv([['plain', 'with "quotes", and comma', 'two\nlines']])).toBe('\ufeffplain,"with ""quotes"", and comma","two\nlines"\r\n');
  expect(csv([['=HYPERLINK("x")', '-1', '＝']])).toBe('\ufeff"\'=HYPERLINK(""x"")",\'-1,＝\r\n');
});
