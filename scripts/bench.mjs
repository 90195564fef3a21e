#!/usr/bin/env node
/** `npm run bench`: runs the benchmarks of bench/ and prints their tables. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { continueInPinnedNode, ensureInstalled, nodeToUse } from './lib/install.mjs';
import { ROOT } from './lib/paths.mjs';
import { main, run, SetupError } from './lib/run.mjs';
import { hasDisplay, NEEDS_NO_SANDBOX, startVirtualDisplay } from './lib/system.mjs';

const FOLDER = join(ROOT, 'bench');
const ENDING = '.bench.mjs';

await main(async () => {
  const known = readdirSync(FOLDER)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .toSorted();
  const words = process.argv.slice(2);
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(`Usage: npm run bench [-- NAME…]\n\nRuns the benchmarks named, or all: ${known.join(', ')}.\n`);
    return 0;
  }
  const unknown = words.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new SetupError(`There is no benchmark ${unknown.join(', ')}. Known: ${known.join(', ')}.`);
  await ensureInstalled();
  await continueInPinnedNode();
  const electron = await ensureElectron();
  await ensureBuilt();
  const display = hasDisplay() ? null : await startVirtualDisplay();
  const env = {
    ...process.env,
    ...(display && { DISPLAY: display.DISPLAY }),
    BROADSHEET_ELECTRON: electron.path,
    BROADSHEET_NO_SANDBOX: NEEDS_NO_SANDBOX ? '1' : '',
  };
  let worst = 0;
  for (const name of words.length > 0 ? words : known) {
    const { code } = await run(nodeToUse(), [join(FOLDER, name + ENDING)], { cwd: ROOT, env });
    worst = Math.max(worst, code);
  }
  await display?.stop();
  return worst;
});
