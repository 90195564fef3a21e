/** What a person chose about the window; remembered on this computer, in the page's own storage. */

import { THEMES, type Theme } from '../../core/preferences';
import { call } from '../api';
import { store, stored } from './stored';

export { THEMES, type Theme };

/** Widths of the two left panes in CSS pixels: smallest, at first, and largest. The reader takes the rest. */
export const PANES = {
  sidebar: { min: 160, initial: 208, max: 360 },
  list: { min: 240, initial: 332, max: 560 },
} as const;
export type PaneName = keyof typeof PANES;

const KEY = 'broadsheet.settings';

interface Saved {
  theme: Theme;
  sidebarShown: boolean;
  panes: Record<PaneName, number>;
}

function clampPane(name: PaneName, width: unknown): number {
  const { min, initial, max } = PANES[name];
  return typeof width === 'number' && Number.isFinite(width) ? Math.round(Math.min(max, Math.max(min, width))) : initial;
}

/** Whatever the storage holds, made whole. */
function load(): Saved {
  const found = stored(KEY);
  const panes = (found['panes'] ?? {}) as Partial<Record<PaneName, unknown>>;
  return {
    theme: THEMES.find((theme) => theme === found['theme']) ?? 'system',
    sidebarShown: found['sidebarShown'] !== false,
    panes: { sidebar: clampPane('sidebar', panes.sidebar), list: clampPane('list', panes.list) },
  };
}

export class Settings {
  #saved = $state.raw(load());
  readonly #systemIsDark = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    this.#systemIsDark.addEventListener('change', () => this.#apply());
    // Another window chose a theme.
    window.addEventListener('storage', ({ key }) => {
      if (key !== KEY) return;
      this.#saved = { ...this.#saved, theme: load().theme };
      this.#apply();
    });
    this.#apply();
  }

  get theme(): Theme {
    return this.#saved.theme;
  }

  set theme(theme: Theme) {
    this.#save({ ...this.#saved, theme });
    this.#apply();
    // What the system draws follows; a window that cannot be told looks right all the same.
    void call('app.configure', { theme }).catch(() => undefined);
  }

  nextTheme(): void {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] ?? 'system';
  }

  get sidebarShown(): boolean {
    return this.#saved.sidebarShown;
  }

  set sidebarShown(sidebarShown: boolean) {
    this.#save({ ...this.#saved, sidebarShown });
  }

  /** A pane's width in CSS pixels. */
  pane(name: PaneName): number {
    return this.#saved.panes[name];
  }

  setPane(name: PaneName, width: number): void {
    this.#save({ ...this.#saved, panes: { ...this.#saved.panes, [name]: clampPane(name, width) } });
  }

  #save(saved: Saved): void {
    this.#saved = saved;
    store(KEY, saved);
  }

  #apply(): void {
    const { theme } = this.#saved;
    document.documentElement.dataset['theme'] = theme === 'system' ? (this.#systemIsDark.matches ? 'dark' : 'light') : theme;
  }
}
