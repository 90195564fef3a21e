import { BrowserWindow, nativeTheme, type WebPreferences } from 'electron';
import { join } from 'node:path';
import type { Bounds, Theme } from '../core/preferences';
import type { ErrorCode } from '../core/reply';
import { WINDOW_ORIGIN } from './protocol';

/** Below this the three panes no longer fit. */
const SMALLEST = { minWidth: 800, minHeight: 520 };

/** What stands behind the page until it is painted, so that starting does not flash. As `--paper` in the window's tokens. */
const PAPER = { light: '#fbfaf7', dark: '#171614', sepia: '#f6eedd' };

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

/** The colour behind the page in a theme. */
export function paper(theme: Theme): string {
  return PAPER[theme === 'system' ? (nativeTheme.shouldUseDarkColors ? 'dark' : 'light') : theme];
}

const preloadIn = (builtFolder: string) => join(builtFolder, 'preload', 'preload.cjs');
const addressOf = (page: string, words: Words) => `${WINDOW_ORIGIN}/${page}?${new URLSearchParams(words).toString()}`;

/** Makes one of the app's windows, which {@link reloadWindow} fills. */
export function createWindow(builtFolder: string, bounds: Bounds, backgroundColor: string): BrowserWindow {
  const webPreferences = { ...LOCKED, preload: preloadIn(builtFolder) };
  return new BrowserWindow({ ...SMALLEST, ...bounds, title: 'Broadsheet', backgroundColor, webPreferences });
}

/**
 * Loads a window's page, or loads it anew with other words; what its address says besides, such as the open story, stays.
 * @returns when the page listens
 */
export function reloadWindow(window: BrowserWindow, words: Words): Promise<void> {
  const address = new URL(window.webContents.getURL() || addressOf('index.html', {}));
  for (const [name, value] of Object.entries(words)) address.searchParams.set(name, value);
  return window.loadURL(address.href);
}

/** Opens a window that says why the app cannot start, and offers what mends it. */
export function openFailureWindow(
  { builtFolder, theme, words }: { builtFolder: string; theme: Theme; words: Words },
  code: ErrorCode,
  message: string,
): BrowserWindow {
  const webPreferences = { ...LOCKED, preload: preloadIn(builtFolder) };
  const window = new BrowserWindow({ title: 'Broadsheet', backgroundColor: paper(theme), width: 720, height: 620, webPreferences });
  window.removeMenu();
  void window.loadURL(addressOf('failure.html', { ...words, code, message }));
  return window;
}
