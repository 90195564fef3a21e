/**
 * The language and the locale of this page, which its address tells. Must be imported before anything that says a word, so that
 * the very first paint is right.
 */
import { languageById, speak } from '../core/languages';

// Without a page, as in tests of what pages are made from, it is English.
const hasPage = 'document' in globalThis;
const given = new URLSearchParams(hasPage ? location.search : '');
const language = languageById(given.get('language') ?? '');

/** How dates and numbers are written. */
export const locale = given.get('locale') ?? language.id;

/** Which way on is, to pointers and arrow keys: 1 to the right, -1 to the left. */
export const onwards = language.direction === 'rtl' ? -1 : 1;

speak(language.id);
if (hasPage) {
  document.documentElement.lang = language.id;
  document.documentElement.dir = language.direction;
}
