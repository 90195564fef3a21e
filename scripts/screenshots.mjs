#!/usr/bin/env node
/** `node scripts/screenshots.mjs`: pictures of every room, as docs/screenshots/ shows them. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { _electron } from 'playwright-core';
import { ensureBuilt } from './lib/build.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { continueInPinnedNode, ensureInstalled } from './lib/install.mjs';
import { ROOT } from './lib/paths.mjs';
import { makeLivedInArchive, ROOMS } from './lib/rooms.mjs';
import { main, say, SetupError } from './lib/run.mjs';
import { hasDisplay, NEEDS_NO_SANDBOX, startVirtualDisplay } from './lib/system.mjs';

const HELP = `Usage: node scripts/screenshots.mjs [--only ROOM]… [--look LOOK]… [--out FOLDER]

Starts the app on an archive of invented stories and takes a picture of every room in every look into docs/screenshots/.

  --only ROOM   one of ${ROOMS.map(({ name }) => name).join(', ')}
  --look LOOK   one of light, dark, sepia, arabic, large (1920×1080); not by itself german, spanish, japanese
  --out FOLDER  another folder
  --help        print this help`;

/** How the window looks: its theme, language and size in CSS pixels. */
const LOOKS = {
  light: { theme: 'light', language: 'en', size: [1280, 800] },
  dark: { theme: 'dark', language: 'en', size: [1280, 800] },
  sepia: { theme: 'sepia', language: 'en', size: [1280, 800] },
  arabic: { theme: 'light', language: 'ar', size: [1280, 800] },
  large: { theme: 'dark', language: 'en', size: [1920, 1080] },
  german: { theme: 'light', language: 'de', size: [1280, 800] },
  spanish: { theme: 'light', language: 'es', size: [1280, 800] },
  japanese: { theme: 'light', language: 'ja', size: [1280, 800] },
};

/** What is taken when nothing else is asked for. */
const USUAL = ['light', 'dark', 'arabic'];

async function photograph({ electron, archive, home, look, rooms, folder }) {
  const { theme, language, size } = LOOKS[look];
  const app = await _electron.launch({
    executablePath: electron.path,
    args: [...(NEEDS_NO_SANDBOX ? ['--no-sandbox'] : []), `--user-data-dir=${join(home, look)}`, ROOT, '--archive', archive],
    env: { ...process.env, HOME: home, LANG: `${language}.UTF-8`, LC_ALL: `${language}.UTF-8`, LANGUAGE: language, TZ: 'Europe/Oslo' },
  });
  try {
    const page = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
    await page.evaluate((chosen) => localStorage.setItem('broadsheet.settings', JSON.stringify({ theme: chosen })), theme);
    await page.reload();
    await page.getByRole('option').first().waitFor();
    mkdirSync(folder, { recursive: true });
    for (const { name, enter, leave } of rooms) {
      await enter(app, page);
      // What moves has come to rest, and pictures of pages are painted.
      await page.waitForTimeout(500);
      const path = join(folder, `${name}-${look}.jpg`);
      await page.screenshot({ path, type: 'jpeg', quality: 82, animations: 'disabled' });
      say(relative(ROOT, path));
      await leave?.(page);
    }
  } finally {
    await app.close();
  }
}

function readWords() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      look: { type: 'string', multiple: true },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const looks = values.look ?? USUAL;
  const rooms = ROOMS.filter(({ name }) => !values.only || values.only.includes(name));
  const unknown = [
    ...looks.filter((look) => !(look in LOOKS)),
    ...(values.only ?? []).filter((name) => !rooms.some((room) => room.name === name)),
  ];
  if (unknown.length > 0) throw new SetupError(`There is no ${unknown.join(', ')}. See --help.`);
  return { looks, rooms, folder: values.out ?? join(ROOT, 'docs', 'screenshots'), help: values.help };
}

await main(async () => {
  const { looks, rooms, folder, help } = readWords();
  if (help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  await ensureInstalled();
  await continueInPinnedNode();
  const electron = await ensureElectron();
  await ensureBuilt();
  const home = mkdtempSync(join(tmpdir(), 'broadsheet-screenshots-'));
  const display = hasDisplay() ? null : await startVirtualDisplay();
  if (display) process.env.DISPLAY = display.DISPLAY;
  try {
    const archive = join(home, 'archive.broadsheet');
    await makeLivedInArchive(archive, home);
    for (const look of looks) await photograph({ electron, archive, home, look, rooms, folder });
    return 0;
  } finally {
    await display?.stop();
    rmSync(home, { recursive: true, force: true });
  }
});
