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

function lookOf(): BrowserWindowConstructorOptions {
  return { title: 'Broadsheet', backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light };
}

const preloadIn = (builtFolder: string) => join(builtFolder, 'preload', 'preload.cjs');

/** Opens the app's window. */
export function openWindow(builtFolder: string): BrowserWindow {
  const { workAreaSize } = screen.getPrimaryDisplay();
  const window = new BrowserWindow({
    ...lookOf(),
    ...SMALLEST,
    width: Math.min(FIRST_SIZE.width, workAreaSize.width),
    height: Math.min(FIRST_SIZE.height, workAreaSize.height),
    webPreferences: { ...LOCKED, preload: preloadIn(builtFolder) },
  });
  void window.loadURL(`${WINDOW_ORIGIN}/index.html`);
  return window;
}

/** Opens a window that says why the app cannot start, and offers what mends it. */
export function openFailureWindow(builtFolder: string, code: ErrorCode, message: string): BrowserWindow {
  const webPreferences = { ...LOCKED, preload: preloadIn(builtFolder) };
  const window = new BrowserWindow({ ...lookOf(), width: 720, height: 620, webPreferences });
  window.removeMenu();
  void window.loadURL(`${WINDOW_ORIGIN}/failure.html?${new URLSearchParams({ code, message }).toString()}`);
  return window;
}
