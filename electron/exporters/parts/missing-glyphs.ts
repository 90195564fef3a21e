import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { writingSystemOf } from './writing-systems';

/** How many of the missing letters a sentence shows. */
const SHOWN_LETTERS = 8;

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

/** The refusal as a sentence with a remedy. */
export function missingFontError(letters: readonly string[]): BroadsheetError {
  const system = letters.map(writingSystemOf).find((found) => found !== undefined);
  const sample = letters.slice(0, SHOWN_LETTERS).join(' ');
  const message = m.error_no_font({ letters: sample, font: system?.font ?? 'Noto Sans' });
  const codes = letters.map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  return new BroadsheetError('typesetting-failed', message, `no glyph for ${codes.join(' ')}`);
}
