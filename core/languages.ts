import { getLocale, setLocale } from './messages/runtime.js';

/** The languages the app speaks, each by its own name, in the order in which they are offered. */
export const LANGUAGES = [
  { id: 'en', name: 'English', direction: 'ltr' },
  { id: 'de', name: 'Deutsch', direction: 'ltr' },
  { id: 'es', name: 'Español', direction: 'ltr' },
  { id: 'ja', name: '日本語', direction: 'ltr' },
  { id: 'ar', name: 'العربية', direction: 'rtl' },
] as const;

export type Language = (typeof LANGUAGES)[number];
export type LanguageId = Language['id'];

/** What a person can choose: a language, or whichever of them the system prefers. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES.map(({ id }) => id)] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** The language of a BCP 47 tag, such as `de` of `de-CH`; also of a POSIX name, such as `de_CH.UTF-8`. */
const primary = (tag: string): string => (/^[a-z]+/.exec(tag.toLowerCase()) ?? [''])[0];

export function languageById(id: string): Language {
  return LANGUAGES.find((language) => language.id === id) ?? LANGUAGES[0];
}

/**
 * The language to speak.
 * @param system the languages a person set up their system for, most wanted first
 */
export function resolveLanguage(choice: LanguageChoice, system: readonly string[]): LanguageId {
  if (choice !== 'system') return choice;
  const wanted = system.map(primary);
  return languageById(wanted.find((id) => LANGUAGES.some((language) => language.id === id)) ?? '').id;
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    // Systems name locales that are none, such as `C`.
    return undefined;
  }
}

/**
 * The locale to write dates and numbers in: the language as it is written where the person lives.
 * @param system the system's locales, most wanted first
 */
export function localeOf(language: LanguageId, system: readonly string[]): string {
  const candidates = system.map(canonical).filter((tag) => tag !== undefined);
  return candidates.find((tag) => primary(tag) === language) ?? language;
}

/** The languages that a POSIX environment names (https://pubs.opengroup.org/onlinepubs/9799919799/, section 8.2). */
export function environmentLanguages(env: Readonly<Record<string, string | undefined>>): string[] {
  return [env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''];
}

/** The language of this thread's messages. */
export const spoken = (): LanguageId => getLocale();

/** Says every message of this thread in a language from now on. */
export function speak(language: LanguageId): void {
  // A page would load itself anew otherwise.
  void setLocale(language, { reload: false });
}
