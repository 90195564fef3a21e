/** What every benchmark needs: the app on a computer of its own, and tables. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';

export const ROOT = join(import.meta.dirname, '..');

const SWITCHES = process.env.BROADSHEET_NO_SANDBOX === '1' ? ['--no-sandbox'] : [];

/** A home folder that lasts for one benchmark. */
export function temporaryHome() {
  const home = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'));
  return { home, dispose: () => rmSync(home, { recursive: true, force: true }) };
}

/** The environment of a person whose home is `home`. */
export function environment(home) {
  return {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
  };
}

/** Starts the built app. */
export async function startApp(home) {
  const app = await _electron.launch({
    executablePath: process.env.BROADSHEET_ELECTRON,
    args: [...SWITCHES, ROOT],
    env: environment(home),
  });
  return { app, page: await app.firstWindow() };
}

/** The middle, smallest and largest of some figures. */
export function summary(figures) {
  const sorted = figures.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], min: sorted[0], max: sorted.at(-1) };
}

/** Prints a table: the first row is the head. */
export function printTable(title, rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const line = (row) => `| ${row.map((cell, column) => String(cell).padEnd(widths[column])).join(' | ')} |`;
  console.log(`\n${title}\n`);
  console.log(line(rows[0]));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of rows.slice(1)) console.log(line(row));
}

/** Milliseconds with as many digits as matter. */
export const ms = (figure) => (figure >= 100 ? figure.toFixed(0) : figure >= 1 ? figure.toFixed(1) : figure.toFixed(3));
