import { app } from 'electron';
import { localeOf, resolveLanguage, speak, type LanguageChoice, type LanguageId } from '../core/languages';
import type { PreferencesFile } from './preferences';

/** The language the app speaks: chosen by the person, or by the system. Resolved here alone, for every process and thread. */
export class Speech {
  constructor(private readonly preferences: PreferencesFile) {
    speak(this.language);
  }

  get language(): LanguageId {
    return resolveLanguage(this.preferences.value.language, app.getPreferredSystemLanguages());
  }

  /** The locale of dates and numbers. Known once the app is ready. */
  get locale(): string {
    return localeOf(this.language, [app.getSystemLocale(), ...app.getPreferredSystemLanguages()]);
  }

  choose(language: LanguageChoice): void {
    this.preferences.change({ language });
    speak(this.language);
  }

  /** What a page is told by its address, so that it knows before it paints anything. */
  get words(): { language: string; locale: string } {
    return { language: this.language, locale: this.locale };
  }
}
