import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron as electron, type ElectronApplication, type Page } from 'playwright-core';
import type { Bridge, CallInput, CallName, CallOutput } from '../../core/contract';
import type { Reply } from '../../core/reply';

const ROOT = join(import.meta.dirname, '../..');

/** A person's computer: a home folder that outlives the app's restarts. */
export class Computer {
  readonly home = mkdtempSync(join(tmpdir(), 'broadsheet-e2e-'));

  /** Where the app keeps this person's archive. */
  get archive(): string {
    return join(this.home, '.local/share/broadsheet/archive.broadsheet');
  }

  get env(): Record<string, string> {
    const { PATH = '', DISPLAY = '', XAUTHORITY = '' } = process.env;
    return {
      PATH,
      DISPLAY,
      XAUTHORITY,
      HOME: this.home,
      XDG_CONFIG_HOME: join(this.home, '.config'),
      XDG_DATA_HOME: join(this.home, '.local/share'),
      XDG_CACHE_HOME: join(this.home, '.cache'),
      LANG: 'en_GB.UTF-8',
      TZ: 'Europe/Oslo',
    };
  }

  dispose(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** The Electron to test with, as `npm test` found it. */
export function electronPath(): string {
  const path = process.env['BROADSHEET_ELECTRON'];
  if (!path) throw new Error('BROADSHEET_ELECTRON names no Electron. Run these tests with `npm test`.');
  return path;
}

/** What Chromium needs to be told on this machine. */
export const SANDBOX_SWITCHES: readonly string[] = process.env['BROADSHEET_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : [];

export interface RunningApp {
  app: ElectronApplication;
  page: Page;
  /** What the page said to its console as warnings and errors. */
  complaints: string[];
  close: () => Promise<void>;
}

/** Milliseconds between two looks for a window. */
const GLANCE = 20;

/** The window that shows a page of the app. A start that cannot work puts another window in the place of its first one. */
async function windowShowing(app: ElectronApplication, page: string): Promise<Page> {
  for (;;) {
    const found = app.windows().find((window) => !window.isClosed() && window.url().includes(page));
    if (found) return found;
    await sleep(GLANCE);
  }
}

/**
 * Starts the built app as a person would and waits for its window. `switches` are Electron's, `args` the app's own; `shows` is the page
 * of the window that is waited for.
 */
export async function startApp(
  computer: Computer,
  {
    args = [],
    switches = [],
    env = {},
    shows = 'index.html',
  }: { args?: string[]; switches?: string[]; env?: Record<string, string>; shows?: string } = {},
): Promise<RunningApp> {
  const app = await electron.launch({
    executablePath: electronPath(),
    args: [...SANDBOX_SWITCHES, ...switches, ROOT, ...args],
    env: { ...computer.env, ...env },
  });
  const complaints: string[] = [];
  const page = await windowShowing(app, shows);
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.waitForLoadState('domcontentloaded');
  return { app, page, complaints, close: () => app.close() };
}

/** Answers the next save dialogs with `path`, as a person would by typing it. The rest of the app is untouched. */
export async function answerSaveDialog({ app }: RunningApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

/** Answers the next open dialogs with `paths`. */
export async function answerOpenDialog({ app }: RunningApp, paths: string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
  }, paths);
}

/** Asks the app from a page, as the window's own code does. */
export async function ask<Name extends CallName>(page: Page, name: Name, input: CallInput<Name>): Promise<Reply<CallOutput<Name>>> {
  const given: [string, unknown] = [name, input];
  const reply = await page.evaluate((words) => (window as unknown as { broadsheet: Bridge }).broadsheet.call(...words), given);
  return reply as Reply<CallOutput<Name>>;
}
