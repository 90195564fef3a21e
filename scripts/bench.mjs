#!/usr/bin/env node
/** `npm run bench [-- NAME… [OPTION…]]`: runs the benchmarks of bench/, which print tables, or JSON with `--json`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBenchEngine, ensureBuilt } from './lib/build.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { continueInPinnedNode, ensureInstalled, nodeToUse } from './lib/install.mjs';
import { ROOT } from './lib/paths.mjs';
import { main, run, SetupError } from './lib/run.mjs';
import { hasDisplay, NEEDS_NO_SANDBOX, startVirtualDisplay } from './lib/system.mjs';

const FOLDER = join(ROOT, 'bench');
const ENDING = '.bench.mjs';
/** Benchmarks of the app with its window; the others need neither Electron nor a display. */
const WITH_WINDOW = new Set(['export', 'ipc', 'startup', 'ui']);
/** Benchmarks that make no archive. */
const WITHOUT_ENGINE = new Set(['ipc', 'startup']);

/** Electron and a screen for it. */
async function prepareWindow() {
  const electron = await ensureElectron();
  await ensureBuilt();
  const display = hasDisplay() ? null : await startVirtualDisplay();
  const env = {
    ...(display && { DISPLAY: display.DISPLAY }),
    BROADSHEET_ELECTRON: electron.path,
    BROADSHEET_NO_SANDBOX: NEEDS_NO_SANDBOX ? '1' : '',
  };
  return { env, stop: () => display?.stop() };
}

await main(async () => {
  const known = readdirSync(FOLDER)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .toSorted();
  const words = process.argv.slice(2);
  const first = words.findIndex((word) => word.startsWith('-'));
  const names = first < 0 ? words : words.slice(0, first);
  const options = first < 0 ? [] : words.slice(first);
  if (names.length === 0 && options.some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(
      `Usage: npm run bench [-- NAME… [OPTION…]]\n\nRuns the benchmarks named, or all: ${known.join(', ')}.\nNames come first, then options for each of them; “NAME --help” tells which it knows.\n`,
    );
    return 0;
  }
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new SetupError(`There is no benchmark ${unknown.join(', ')}. Known: ${known.join(', ')}.`);
  const wanted = names.length > 0 ? names : known;
  await ensureInstalled();
  await continueInPinnedNode();
  const asksOnly = options.includes('--help');
  const window = !asksOnly && wanted.some((name) => WITH_WINDOW.has(name)) ? await prepareWindow() : null;
  if (!asksOnly && wanted.some((name) => !WITHOUT_ENGINE.has(name))) await ensureBenchEngine();
  let worst = 0;
  for (const name of wanted) {
    const { code } = await run(nodeToUse(), ['--expose-gc', join(FOLDER, name + ENDING), ...options], {
      cwd: ROOT,
      env: { ...process.env, ...window?.env },
    });
    worst = Math.max(worst, code);
  }
  await window?.stop();
  return worst;
});
