import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../core/languages';

type Message = string | { declarations: string[]; selectors: string[]; match: Record<string, string> }[];
type Catalogue = Readonly<Record<string, Message>>;

const catalogueOf = (id: string): Catalogue =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../resources/messages/${id}.json`), 'utf8')) as Catalogue;

/** Every sentence of a message: one, or one for each plural form. */
const formsOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message[0]?.match ?? {}));

/** What a message has room for. A form that says “one” or “two” in a word names no number. */
const placeholdersOf = (message: Message): string[] =>
  [...new Set(formsOf(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].toSorted();

/** Quotation marks that a language has no use for, each; the closing mark in German is the opening one in English. */
const FOREIGN_QUOTES = { en: /["'„«»]/, de: /["'«»”]/, es: /["'„“”]/, ja: /["'„«»“”]/, ar: /["'„“”]/ };

/** Messages that are the same in English, since the words or the signs are. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: [
    'app_name',
    'format_ris',
    'format_bibtex',
    'format_csl_json',
    'format_markdown',
    'format_nitf',
    'format_ninjs',
    'format_web_annotations',
    'paper_iso',
    'paper_iso_small',
    'paper_letter',
    'paper_legal',
    'export_title',
    'theme_sepia',
    'sidebar_entry',
    'reader_tab_original',
    'reader_tab_details',
    'color_orange',
    'import_title',
    'import_size',
    'job_pause',
    'aloud_pause',
    'page_original',
    'page_links',
  ],
  es: [
    'app_name',
    'format_ris',
    'format_bibtex',
    'format_csl_json',
    'format_markdown',
    'format_nitf',
    'format_ninjs',
    'format_web_annotations',
    'original_bytes',
    'paper_iso',
    'paper_iso_small',
    'theme_sepia',
    'sidebar_entry',
    'reader_tab_original',
    'import_size',
    'original_count',
    'note_original',
    'page_original',
  ],
  ja: [
    'app_name',
    'format_bibtex',
    'format_csl_json',
    'format_markdown',
    'format_ris',
    'format_web_annotations',
    'paper_iso',
    'paper_iso_small',
  ],
  ar: [
    'app_name',
    'format_bibtex',
    'format_csl_json',
    'format_markdown',
    'format_ris',
    'format_web_annotations',
    'paper_iso',
    'paper_iso_small',
  ],
};

const english = catalogueOf('en');
const translations = LANGUAGES.filter(({ id }) => id !== 'en');

describe.each(translations)('the messages in $name', ({ id, direction }) => {
  const catalogue = catalogueOf(id);
  const messages = Object.entries(catalogue);
  const sentences = messages.flatMap(([key, message]) => formsOf(message).map((sentence): [string, string] => [key, sentence]));
  /** The keys of the messages of which a sentence is not as it should be. */
  const keysWhere = (isWrong: (sentence: string) => boolean) => sentences.filter(([, sentence]) => isWrong(sentence)).map(([key]) => key);

  it('translate all that there is in English, and nothing else', () => {
    expect(Object.keys(english).filter((key) => !(key in catalogue))).toEqual([]);
    expect(Object.keys(catalogue).filter((key) => !(key in english))).toEqual([]);
  });

  it('are translated', () => {
    const kept = messages.filter(([key, message]) => formsOf(message).some((form) => formsOf(english[key] ?? '').includes(form)));
    expect(kept.map(([key]) => key).filter((key) => !SAME[id]?.includes(key))).toEqual([]);
  });

  it('have room for what the English ones have room for', () => {
    const different = messages.filter(([key, message]) => placeholdersOf(message).join() !== placeholdersOf(english[key] ?? '').join());
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('count where the English ones count, in every plural form of the language', () => {
    const categories = new Intl.PluralRules(id).resolvedOptions().pluralCategories.map((category) => `form=${category}`);
    for (const [key, message] of messages) {
      const counted = english[key];
      expect(typeof message, key).toBe(typeof counted);
      if (typeof message === 'string' || typeof counted === 'string') continue;
      expect(Object.keys(message[0]?.match ?? {}).toSorted(), key).toEqual(categories.toSorted());
      expect(message[0]?.declarations, key).toEqual(counted?.[0]?.declarations);
      expect(message[0]?.selectors, key).toEqual(counted?.[0]?.selectors);
    }
  });

  it('are no empty sentences', () => {
    expect(keysWhere((sentence) => sentence.trim() === '')).toEqual([]);
  });

  it('have the quotation marks of the language', () => {
    expect(keysWhere((sentence) => FOREIGN_QUOTES[id].test(sentence))).toEqual([]);
  });

  it('keep names apart from the sentence where it runs the other way', () => {
    const bare = /(?<!\u2068)\{(name|path|address|quote|headline|query|from|to|meaning)\}(?!\u2069)/;
    expect(keysWhere((sentence) => direction === 'rtl' && bare.test(sentence))).toEqual([]);
    expect(keysWhere((sentence) => sentence.split('\u2068').length !== sentence.split('\u2069').length)).toEqual([]);
  });

  it('offer each letter of the menu bar once, and none where the script has none to offer', () => {
    const menus = ['menu_file', 'menu_edit', 'menu_view', 'menu_go', 'menu_story', 'menu_help'];
    const letters = menus.flatMap((key) => formsOf(catalogue[key] ?? '').flatMap((label) => /&(\w)/.exec(label)?.[1]?.toUpperCase() ?? []));
    expect(letters).toHaveLength(direction === 'rtl' ? 0 : menus.length);
    expect(new Set(letters).size).toBe(letters.length);
  });
});
