import { shell } from 'electron';
import type { MainHandlers } from './ipc';
import { openOutside, type WrittenFiles } from './outside';
import type { PreferencesFile } from './preferences';
import type { Speech } from './speech';
import type { Windows } from './windows';

/** Calls about the app itself: its windows, its preferences, and the ways out of it. */
type AppCall = 'window.new' | 'window.open' | 'app.open-link' | 'app.reveal' | 'app.preferences' | 'app.configure';

export interface AppSurroundings {
  windows: Windows;
  preferences: PreferencesFile;
  speech: Speech;
  /** The files that may be shown in the file manager. */
  written: WrittenFiles;
  /** Lets everything outside the windows' pages speak the language that is spoken now. */
  onLanguage: () => void;
}

export function appHandlers(surroundings: AppSurroundings): Pick<MainHandlers, AppCall> {
  const { windows, preferences, speech, written, onLanguage } = surroundings;
  return {
    'window.new': async () => {
      windows.open();
      return null;
    },
    'window.open': async ({ uid }) => {
      windows.open(uid);
      return null;
    },
    'app.open-link': async ({ url }) => {
      await openOutside(url, (address) => shell.openExternal(address));
      return null;
    },
    'app.reveal': async ({ path }) => {
      shell.showItemInFolder(written.check(path));
      return null;
    },
    'app.preferences': async () => ({ ...preferences.value, spoken: speech.language, locale: speech.locale }),
    'app.configure': async ({ language, theme }) => {
      if (theme !== undefined) {
        preferences.change({ theme });
        windows.dress(theme);
      }
      if (language !== undefined) {
        speech.choose(language);
        onLanguage();
        windows.speak();
      }
      return null;
    },
  };
}
