import { BrowserWindow, nativeTheme, screen, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron';
import { join } from 'node:path';
import type { ErrorCode } from '../core/reply';
import { WINDOW_ORIGIN } from './protocol';

/** The size people first see, in device-independent pixels: three panes with room to read. */
const FIRST_SIZE = { width: 1280, height: 800 };
/** Below this the three panes no longer fit. */
const SMALLEST = { minWidth: 800, minHeight: 520 };

/** What stands behind the page until it is painted, so that starting does not flash. As `--paper` in the window's tokens. */
const PAPER = { light: '#fbfaf7', dark: '#171614' };

/** What every page of the app may do: nothing but show itself. */
const LOCKED: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
};

/** What a page is told by its address, so that it knows before it paints anything. */
type Words = Readonly<Record<string, string>>;

function lookOf(): BrowserWindowConstructorOptions {
  return { title: 'Broadsheet', backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light };
}

const preloadIn = (builtFolder: string) => join(builtFolder, 'preload', 'preload.cjs');
const addressOf = (page: string, words: Words) => `${WINDOW_ORIGIN}/${page}?${new URLSearchParams(words).toString()}`;

/** Opens one of the app's windows. */
export function openWindow(builtFolder: string, words: Words): BrowserWindow {
  const { workAreaSize } = screen.getPrimaryDisplay();
  const window = new BrowserWindow({
    ...lookOf(),
    ...SMALLEST,
    width: Math.min(FIRST_SIZE.width, workAreaSize.width),
    height: Math.min(FIRST_SIZE.height, workAreaSize.height),
    webPreferences: { ...LOCKED, preload: preloadIn(builtFolder) },
  });
  void window.loadURL(addressOf('index.html', words));
  return window;
}

/** Loads a window's page anew with other words; what its address says besides, such as the open story, stays. */
export function reloadWindow(window: BrowserWindow, words: Words): void {
  const address = new URL(window.webContents.getURL());
  for (const [name, value] of Object.entries(words)) address.searchParams.set(name, value);
  void window.loadURL(address.href);
}

/** Opens a window that says why the app cannot start, and offers what mends it. */
export function openFailureWindow(builtFolder: string, code: ErrorCode, message: string, words: Words): BrowserWindow {
  const webPreferences = { ...LOCKED, preload: preloadIn(builtFolder) };
  const window = new BrowserWindow({ ...lookOf(), width: 720, height: 620, webPreferences });
  window.removeMenu();
  void window.loadURL(addressOf('failure.html', { ...words, code, message }));
  return window;
}
