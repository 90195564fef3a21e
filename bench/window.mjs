/** The app with its window, on a computer of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { ROOT } from './support.mjs';

const SWITCHES = process.env.BROADSHEET_NO_SANDBOX === '1' ? ['--no-sandbox'] : [];

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

/** Milliseconds from the start of the process until the page made its mark, by the system's own clocks. */
export async function untilMark(app, page, mark) {
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark);
  const painted = await page.evaluate((name) => performance.timeOrigin + performance.getEntriesByName(name)[0].startTime, mark);
  const started = await app.evaluate(() => process.getCreationTime());
  return painted - started;
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

/** Starts it. */
export async function startEmpty(home) {
  const app = await _electron.launch({
    executablePath: process.env.BROADSHEET_ELECTRON,
    args: [...SWITCHES, emptyApp(join(home, 'empty'))],
    env: environment(home),
  });
  return { app, page: await app.firstWindow() };
}
