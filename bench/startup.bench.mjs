/**
 * Start-up: from the start of the process to the first story painted, cold archive (first run, made with its sample) and
 * warm; beside it, in the same run, the time an Electron needs to paint an empty window, which no app can beat.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { optionsOf, printTable, summary, temporaryHome } from './support.mjs';
import { environment, startApp } from './window.mjs';

optionsOf('the time from the start of the process to the first story painted.');

const ROUNDS = 7;

/** Milliseconds from the start of the process until the page made its mark, by the system's own clocks. */
async function untilMark(app, page, mark) {
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark);
  const painted = await page.evaluate((name) => performance.timeOrigin + performance.getEntriesByName(name)[0].startTime, mark);
  const started = await app.evaluate(() => process.getCreationTime());
  return painted - started;
}

async function startBroadsheet(home) {
  const { app, page } = await startApp(home);
  const time = await untilMark(app, page, 'first-story');
  await app.close();
  return time;
}

/** An app that does nothing but paint a word. */
function emptyApp(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","version":"1.0.0","main":"main.cjs"}');
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
     app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('index.html'));`,
  );
  writeFileSync(
    join(folder, 'index.html'),
    `<p>Hello</p><script>requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('painted')))</script>`,
  );
  return folder;
}

async function startEmpty(home) {
  const app = await _electron.launch({
    executablePath: process.env.BROADSHEET_ELECTRON,
    args: [...(process.env.BROADSHEET_NO_SANDBOX === '1' ? ['--no-sandbox'] : []), emptyApp(join(home, 'empty'))],
    env: environment(home),
  });
  const time = await untilMark(app, await app.firstWindow(), 'painted');
  await app.close();
  return time;
}

const cold = [];
const warm = [];
const empty = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const { home, dispose } = temporaryHome();
  try {
    cold.push(await startBroadsheet(home));
    warm.push(await startBroadsheet(home));
    empty.push(await startEmpty(home));
  } finally {
    dispose();
  }
}

const base = summary(empty).median;
const row = (name, figures) => {
  const { median, min, max } = summary(figures);
  return [name, median, min, max, median / base];
};
printTable(`Start-up, process start to first story painted, ${ROUNDS} rounds`, [
  ['', 'median ms', 'min', 'max', 'times an empty window'],
  row('first run (archive and sample are made)', cold),
  row('later runs', warm),
  row('an empty Electron window', empty),
]);
