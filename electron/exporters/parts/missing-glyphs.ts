import * as m from '../../../core/messages/messages.js';
import { getLocale } from '../../../core/messages/runtime.js';
import { BroadsheetError } from '../../../core/reply';
import { writingSystemOf, type WritingSystem } from './writing-systems';

/** How many of a script's missing letters a sentence shows. */
const SHOWN_LETTERS = 5;
/** A font with many letters, for scripts that are not listed. */
const OTHER_FONT = 'Noto Sans';

/**
 * The characters without a glyph that a refusal of the page setter names, in order; empty when it refused for another reason.
 * PDF/UA-1 and PDF/A forbid the glyph for "no glyph", so the page setter checks every character it sets; PDF/A forbids characters
 * for private use as well, which mean something else on every computer.
 */
export function missingCharacters(refusal: string): string[] {
  const texts = refusal.matchAll(/the (?:text|PDF contains the codepoint) `\\?"(.*?)\\?"`(?: could not be displayed with font)?/gs);
  return [...new Set([...texts].flatMap(([, text = '']) => [...unescaped(text)]))];
}

/** The page setter prints Rust's notation of a string inside another: `\\u{f74}` stands for one character. */
function unescaped(text: string): string {
  return text.replace(/\\+u\{([\da-f]{1,6})\}/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)));
}

/** Whether the loss of a character changes what a story says: letters and digits do, emoji and ornaments do not. */
export function isEssential(character: string): boolean {
  return /[\p{L}\p{N}\p{M}]/u.test(character) && !/[\p{Extended_Pictographic}\uFE00-\uFE0F\u20E3\u{E0100}-\u{E01EF}]/u.test(character);
}

/** How much of a story may be lost: with more than a third of its letters gone, nobody could read it. */
export function isReadableWithout(letters: readonly string[], text: string): boolean {
  const missing = new Set(letters);
  const all = [...text].filter(isEssential);
  return all.filter((letter) => missing.has(letter)).length * 3 <= all.length;
}

/** What pages say of characters that they print as □: letters by their script, with a font to install, and symbols by their numbers. */
export function namedInWords(characters: readonly string[]): string[] {
  const names = new Intl.DisplayNames([getLocale()], { type: 'script' });
  const scripts = byWritingSystem(characters.filter(isEssential)).map(([system, letters]) => {
    const codes = shortList(letters.map(codeOf));
    const font = system?.font ?? OTHER_FONT;
    return system
      ? m.page_unprintable_letters({ script: names.of(system.script) ?? system.script, letters: codes, font })
      : m.page_unprintable_others({ letters: codes, font });
  });
  return [...scripts, ...characters.filter((character) => !isEssential(character)).map(codeOf)];
}

/** The refusal as a sentence with a remedy: letters of every script that is missing, and a font for each. */
export function missingFontError(letters: readonly string[]): BroadsheetError {
  const groups = byWritingSystem(letters);
  const fonts = [...new Set(groups.map(([system]) => system?.font ?? OTHER_FONT))];
  const message = m.error_no_font({
    letters: groups.map(([, some]) => shortList(some)).join(' '),
    font: new Intl.ListFormat([getLocale()]).format(fonts),
  });
  return new BroadsheetError('typesetting-failed', message, `no glyph for ${letters.map(codeOf).join(' ')}`);
}

/** Letters by their writing system, in the order in which they came; those of scripts not listed are together. */
function byWritingSystem(letters: readonly string[]): [WritingSystem | undefined, string[]][] {
  const groups = new Map<WritingSystem | undefined, string[]>();
  for (const letter of letters) {
    const system = writingSystemOf(letter);
    groups.set(system, [...(groups.get(system) ?? []), letter]);
  }
  return [...groups];
}

function shortList(parts: readonly string[]): string {
  return parts.slice(0, SHOWN_LETTERS).join(' ') + (parts.length > SHOWN_LETTERS ? ' …' : '');
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
