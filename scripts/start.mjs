#!/usr/bin/env node
/** `npm start`: installs what is missing, builds, and opens the app; without a display it makes the tour instead. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { continueInPinnedNode, ensureInstalled } from './lib/install.mjs';
import { CALLED_FROM, ROOT } from './lib/paths.mjs';
import { main, run, say, SetupError } from './lib/run.mjs';
import { hasDisplay, NEEDS_NO_SANDBOX, startVirtualDisplay } from './lib/system.mjs';

const HELP = `Usage: npm start [-- --tour [FILE] | FILE…]

Installs what is missing, builds, and opens Broadsheet on your archive; FILEs are offered for import.

  --tour [FILE]  drive the app through import, search, highlight, note, print and export with FILE (default: the sample
                 story), and leave the files and a screenshot of each step in tour/. Needs no display. This is also what
                 happens where there is none.
  --help         print this help`;

const SAMPLE = join(ROOT, 'resources', 'sample', 'story.txt');

function readWords() {
  const { values, positionals } = parseArgs({
    options: { tour: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  return { ...values, files: positionals.map((path) => resolve(CALLED_FROM, path)) };
}

async function tour(electron, file) {
  const display = hasDisplay() ? null : await startVirtualDisplay();
  if (display) process.env.DISPLAY = display.DISPLAY;
  try {
    const { runTour } = await import('./tour.mjs');
    await runTour({ electron, file, folder: join(ROOT, 'tour') });
  } finally {
    await display?.stop();
  }
}

await main(async () => {
  const { tour: wantsTour, help, files } = readWords();
  if (help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  for (const file of files) if (!existsSync(file)) throw new SetupError(`There is no file ${file}.`);
  await ensureInstalled();
  await continueInPinnedNode();
  const electron = await ensureElectron();
  await ensureBuilt();
  if (!wantsTour && hasDisplay()) {
    const switches = NEEDS_NO_SANDBOX ? ['--no-sandbox'] : [];
    return (await run(electron.path, [...switches, ROOT, ...files], { cwd: CALLED_FROM })).code;
  }
  if (!wantsTour) say('There is no display to open a window on, so here is the tour: the same app on a virtual display.');
  await tour(electron, files[0] ?? SAMPLE);
  return 0;
});
