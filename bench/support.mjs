/** What every benchmark needs: its options, tables or JSON, figures, temporary folders. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

export const ROOT = join(import.meta.dirname, '..');

const COMMON = {
  json: { type: 'boolean', help: 'Print one JSON object a table instead of tables.' },
  help: { type: 'boolean', help: 'Print this help.' },
};

/**
 * The options a benchmark was called with; `--help` prints them and ends the process, a wrong one ends it with 2.
 * @param {string} about what is measured, in a sentence
 * @param {Record<string, { type: 'string' | 'boolean', help: string, value?: string, default?: string }>} options
 */
export function optionsOf(about, options = {}) {
  const all = { ...options, ...COMMON };
  const usage = Object.entries(all).map(([name, { value, help, default: standard }]) => {
    const words = `  --${name}${value ? ` ${value}` : ''}`;
    return `${words.padEnd(22)}  ${help}${standard ? ` (default: ${standard})` : ''}`;
  });
  try {
    const config = Object.fromEntries(Object.entries(all).map(([name, { type }]) => [name, { type }]));
    const { values } = parseArgs({ options: config, allowPositionals: false });
    if (values.help) {
      process.stdout.write(`${basename(process.argv[1], '.bench.mjs')}: ${about}\n\n${usage.join('\n')}\n`);
      process.exit(0);
    }
    printsJson = values.json === true;
    return { ...Object.fromEntries(Object.entries(all).map(([name, { default: standard }]) => [name, standard])), ...values };
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage.join('\n')}\n`);
    process.exit(2);
  }
}

/** A whole number given as an option, such as `20000` or `20_000`; anything else ends the process with 2. */
export function count(text, name) {
  const number = Number(String(text).replace(/[_,](?=\d{3})/g, ''));
  if (Number.isSafeInteger(number) && number > 0) return number;
  return stop(`--${name} takes a whole number from 1 up, not “${text}”.`);
}

/** Ends the process, since it was called in a way that makes no sense here. */
export function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

/** Ends the process: what is to be measured needs data that is not here, which is no failure. */
export function skip() {
  remark(`${basename(process.argv[1], '.bench.mjs')}: skipped, no data. --data FOLDER names it.`);
  process.exit(0);
}

let printsJson = false;

/**
 * The given share of some figures lies at or below this one of them (nearest rank).
 * @param {number[]} figures
 * @param {number} share from 0 to 1
 * @returns {number}
 */
export function percentile(figures, share) {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/**
 * The middle, nearly largest, smallest and largest of some figures.
 * @param {number[]} figures
 */
export function summary(figures) {
  return { median: percentile(figures, 0.5), p95: percentile(figures, 0.95), min: Math.min(...figures), max: Math.max(...figures) };
}

/** Figures with as many digits as matter; milliseconds, most often. */
export const ms = (figure) => (figure >= 100 ? figure.toFixed(0) : figure >= 1 ? figure.toFixed(1) : figure.toFixed(3));

const cellText = (cell) => (typeof cell === 'number' ? (Number.isInteger(cell) ? String(cell) : ms(cell)) : String(cell ?? '–'));
const cellValue = (cell) => (typeof cell === 'number' ? Number(cell.toPrecision(5)) : (cell ?? null));

/** Prints a table, or with `--json` an object: the first row is the head; `undefined` is a figure there is not. */
export function printTable(title, rows) {
  const [head, ...body] = rows;
  if (printsJson) {
    const objects = body.map((row) => Object.fromEntries(head.map((name, column) => [name || 'what', cellValue(row[column])])));
    process.stdout.write(`${JSON.stringify({ title, rows: objects })}\n`);
    return;
  }
  const cells = [head, ...body].map((row) => head.map((_, column) => cellText(row[column])));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  process.stdout.write(`\n${title}\n\n${[line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n')}\n`);
}

/** A line beside the tables: on standard error, so that JSON stays JSON. */
export const remark = (line) => void process.stderr.write(`${line}\n`);

/** The computer the figures are of. */
export const machine = () =>
  `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}`;

/** A home folder that lasts for one benchmark. */
export function temporaryHome() {
  const home = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'));
  return { home, dispose: () => rmSync(home, { recursive: true, force: true }) };
}

/** What is dear to make and may be used again by the next benchmark lies here. */
export function cacheFolder() {
  const folder = join(tmpdir(), 'broadsheet-bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}
