import { afterEach, describe, expect, it } from 'vitest';
import { environmentLanguages, LANGUAGES, localeOf, resolveLanguage, speak, spoken } from '../../core/languages';
import * as m from '../../core/messages/messages.js';
import { locales } from '../../core/messages/runtime.js';

describe('the language', () => {
  it('is the one that was chosen, whatever the system speaks', () => {
    expect(resolveLanguage('ja', ['de-CH', 'en'])).toBe('ja');
  });

  it('is the first of the system’s that the app speaks', () => {
    expect(resolveLanguage('system', ['de-CH', 'en'])).toBe('de');
    expect(resolveLanguage('system', ['fr-CA', 'es-419', 'en'])).toBe('es');
    expect(resolveLanguage('system', ['ar-EG'])).toBe('ar');
  });

  it('is English where the app speaks none of the system’s', () => {
    expect(resolveLanguage('system', ['fr-FR', 'zh-Hant-TW'])).toBe('en');
    expect(resolveLanguage('system', [])).toBe('en');
    expect(resolveLanguage('system', ['', 'C', 'en-US@posix'])).toBe('en');
  });

  it('of the command line is that of the environment', () => {
    const of = (env: Record<string, string>) => resolveLanguage('system', environmentLanguages(env));
    expect(of({ LANG: 'de_CH.UTF-8' })).toBe('de');
    expect(of({ LANG: 'de_CH.UTF-8', LC_MESSAGES: 'ja_JP.UTF-8' })).toBe('ja');
    expect(of({ LANG: 'de_CH.UTF-8', LC_MESSAGES: 'ja_JP.UTF-8', LC_ALL: 'C' })).toBe('en');
    expect(of({ LC_ALL: '', LANG: 'es_MX' })).toBe('es');
    expect(of({})).toBe('en');
  });
});

describe('the locale', () => {
  it('is the system’s where that is in the language', () => {
    expect(localeOf('en', ['en-GB', 'en'])).toBe('en-GB');
    expect(localeOf('de', ['en-GB', 'de-CH', 'de'])).toBe('de-CH');
  });

  it('is the language alone where the system has none in it', () => {
    expect(localeOf('ja', ['en-GB', 'de'])).toBe('ja');
    expect(localeOf('en', ['en-US@posix', 'C', ''])).toBe('en');
  });
});

describe('messages', () => {
  afterEach(() => speak('en'));

  it('know every language that can be chosen', () => {
    expect(LANGUAGES.map(({ id }) => id).toSorted()).toEqual([...locales].toSorted());
  });

  it('say every word in every language, in English where it is not translated', () => {
    for (const { id } of LANGUAGES) {
      speak(id);
      expect(spoken()).toBe(id);
      expect(m.app_name()).not.toBe('');
    }
  });
});
