import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { EventName, Events } from '../core/contract';
import * as m from '../core/messages/messages.js';
import type { Theme } from '../core/preferences';
import { readStoryLink } from '../core/story-link';
import type { PreferencesFile } from './preferences';
import type { Speech } from './speech';
import { isArchive, type Given } from './start';
import { createWindow, paper, reloadWindow } from './window';
import { firstPlace, nextPlace } from './window-place';

export interface WindowsOptions {
  /** The build's folder. */
  builtFolder: string;
  /** The archive that every window shows. */
  archivePath: string;
  preferences: PreferencesFile;
  speech: Speech;
}

/** The app's windows, all on the same archive. */
export class Windows {
  /** The one in front stands last. */
  private readonly opened: BrowserWindow[] = [];
  private readonly loaded = new WeakMap<BrowserWindow, Promise<void>>();

  constructor(private readonly options: WindowsOptions) {
    nativeTheme.on('updated', () => {
      for (const window of this.opened) window.setBackgroundColor(paper(this.options.preferences.value.theme));
    });
  }

  get front(): BrowserWindow | undefined {
    return this.opened.at(-1);
  }

  /** Opens another window, on a story if one is named. */
  open(story = ''): BrowserWindow {
    const { builtFolder, preferences, speech } = this.options;
    const { maximized = false, fullScreen = false } = this.front ? {} : (preferences.value.window ?? {});
    const window = createWindow(builtFolder, this.place(), paper(preferences.value.theme));
    if (maximized) window.maximize();
    if (fullScreen) window.setFullScreen(true);
    this.opened.push(window);
    window.on('focus', () => this.opened.push(...this.opened.splice(this.opened.indexOf(window), 1)));
    window.on('close', () => this.remember(window));
    window.on('closed', () => this.opened.splice(this.opened.indexOf(window), 1));
    this.load(window, reloadWindow(window, { ...speech.words, ...(story === '' ? {} : { story }) }));
    return window;
  }

  /** Brings a window to the front; opens one where there is none. */
  show(): BrowserWindow {
    const window = this.front ?? this.open();
    if (window.isMinimized()) window.restore();
    window.focus();
    return window;
  }

  /** Takes what was given to the app from outside, in the window in front. */
  receive({ files, links }: Given): void {
    const window = this.show();
    const other = files.find((path) => isArchive(path) && path !== this.options.archivePath);
    if (other !== undefined) this.send(window, 'open.refused', { message: m.open_other_archive({ path: other }) });
    const paths = files.filter((path) => !isArchive(path));
    if (paths.length > 0) this.send(window, 'import.offered', { paths });
    for (const link of links) {
      const story = readStoryLink(link);
      if (story) this.send(window, 'story.open', story);
      else this.send(window, 'open.refused', { message: m.open_unknown_link({ link: link.slice(0, 200) }) });
    }
  }

  /** Tells a window something once its page listens. */
  send<Name extends EventName>(window: BrowserWindow, name: Name, payload: Events[Name]): void {
    void this.loaded.get(window)?.then(() => {
      if (!window.isDestroyed()) window.webContents.send(`event:${name}`, payload);
    });
  }

  /** Tells every window. */
  tell<Name extends EventName>(name: Name, payload: Events[Name]): void {
    for (const window of this.opened) this.send(window, name, payload);
  }

  /** Loads every page anew, in the language that is spoken now. */
  speak(): void {
    for (const window of this.opened) this.load(window, reloadWindow(window, this.options.speech.words));
  }

  /** Lets what the system draws, such as scroll bars and dialogs, follow the theme. */
  dress(theme: Theme): void {
    nativeTheme.themeSource = theme === 'sepia' ? 'light' : theme;
    for (const window of this.opened) window.setBackgroundColor(paper(theme));
  }

  closeAll(): void {
    for (const window of [...this.opened]) window.destroy();
  }

  private load(window: BrowserWindow, loading: Promise<void>): void {
    // A page that is loaded anew meanwhile, or closed, has nothing to be told.
    this.loaded.set(
      window,
      loading.catch(() => undefined),
    );
  }

  private place() {
    const { front } = this;
    const primary = screen.getPrimaryDisplay();
    if (front) return nextPlace(front.getNormalBounds(), screen.getDisplayMatching(front.getNormalBounds()).workArea);
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    return firstPlace(this.options.preferences.value.window, [primary.workArea, ...others.map(({ workArea }) => workArea)]);
  }

  private remember(window: BrowserWindow): void {
    const place = { bounds: window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() };
    this.options.preferences.change({ window: place });
  }
}
