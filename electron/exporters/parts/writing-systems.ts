/**
 * Writing systems: telling them apart, and what to install when a computer has no font for one.
 */

export interface WritingSystem {
  letters: RegExp;
  /** ISO 15924. */
  script: string;
  /** A free font that covers it. */
  font: string;
  /** The likeliest language (BCP 47) of a story that does not name its own, where the script suggests one. */
  language?: string;
}

/** Ordered so that the first match decides: kana before Han, because Japanese uses both. */
export const WRITING_SYSTEMS: readonly WritingSystem[] = [
  { letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, script: 'Jpan', font: 'Noto Serif CJK JP', language: 'ja' },
  { letters: /\p{Script=Hangul}/u, script: 'Kore', font: 'Noto Serif CJK KR', language: 'ko' },
  { letters: /[\p{Script=Han}\p{Script=Bopomofo}]/u, script: 'Hani', font: 'Noto Serif CJK SC', language: 'zh' },
  { letters: /\p{Script=Arabic}/u, script: 'Arab', font: 'Noto Naskh Arabic', language: 'ar' },
  { letters: /\p{Script=Hebrew}/u, script: 'Hebr', font: 'Noto Serif Hebrew', language: 'he' },
  { letters: /\p{Script=Thai}/u, script: 'Thai', font: 'Noto Serif Thai', language: 'th' },
  { letters: /\p{Script=Lao}/u, script: 'Laoo', font: 'Noto Serif Lao', language: 'lo' },
  { letters: /\p{Script=Khmer}/u, script: 'Khmr', font: 'Noto Serif Khmer', language: 'km' },
  { letters: /\p{Script=Myanmar}/u, script: 'Mymr', font: 'Noto Serif Myanmar', language: 'my' },
  { letters: /\p{Script=Tibetan}/u, script: 'Tibt', font: 'Noto Serif Tibetan', language: 'bo' },
  { letters: /\p{Script=Devanagari}/u, script: 'Deva', font: 'Noto Serif Devanagari', language: 'hi' },
  { letters: /\p{Script=Bengali}/u, script: 'Beng', font: 'Noto Serif Bengali', language: 'bn' },
  { letters: /\p{Script=Gurmukhi}/u, script: 'Guru', font: 'Noto Serif Gurmukhi', language: 'pa' },
  { letters: /\p{Script=Gujarati}/u, script: 'Gujr', font: 'Noto Serif Gujarati', language: 'gu' },
  { letters: /\p{Script=Tamil}/u, script: 'Taml', font: 'Noto Serif Tamil', language: 'ta' },
  { letters: /\p{Script=Telugu}/u, script: 'Telu', font: 'Noto Serif Telugu', language: 'te' },
  { letters: /\p{Script=Kannada}/u, script: 'Knda', font: 'Noto Serif Kannada', language: 'kn' },
  { letters: /\p{Script=Malayalam}/u, script: 'Mlym', font: 'Noto Serif Malayalam', language: 'ml' },
  { letters: /\p{Script=Sinhala}/u, script: 'Sinh', font: 'Noto Serif Sinhala', language: 'si' },
  { letters: /\p{Script=Georgian}/u, script: 'Geor', font: 'Noto Serif Georgian', language: 'ka' },
  { letters: /\p{Script=Armenian}/u, script: 'Armn', font: 'Noto Serif Armenian', language: 'hy' },
  { letters: /\p{Script=Ethiopic}/u, script: 'Ethi', font: 'Noto Serif Ethiopic', language: 'am' },
  { letters: /\p{Script=Greek}/u, script: 'Grek', font: 'Noto Serif', language: 'el' },
  { letters: /\p{Script=Cyrillic}/u, script: 'Cyrl', font: 'Noto Serif' },
  { letters: /\p{Script=Cherokee}/u, script: 'Cher', font: 'Noto Sans Cherokee' },
  { letters: /\p{Script=Mongolian}/u, script: 'Mong', font: 'Noto Sans Mongolian', language: 'mn' },
  { letters: /\p{Script=Syriac}/u, script: 'Syrc', font: 'Noto Sans Syriac' },
  { letters: /\p{Script=Thaana}/u, script: 'Thaa', font: 'Noto Sans Thaana', language: 'dv' },
];

/** The writing system of a piece of text, or `undefined` for Latin, symbols and scripts not listed. */
export function writingSystemOf(text: string): WritingSystem | undefined {
  return WRITING_SYSTEMS.find(({ letters }) => letters.test(text));
}

/** How much of a story is looked at to tell what it is written in, in UTF-16 units. */
const SAMPLE_LENGTH = 2_000;

/** The last letter of the blocks in which nothing but Latin is written. */
const LAST_LATIN = '\u02FF';

/** The writing system most of `text` is in: more than a third of its letters, so that a quoted name decides nothing. */
export function prevailingWritingSystem(text: string): WritingSystem | undefined {
  const letters = text.slice(0, SAMPLE_LENGTH).match(/\p{L}/gu) ?? [];
  // Most stories are in Latin letters, which are in no system listed here.
  if (letters.filter((letter) => letter > LAST_LATIN).length * 3 <= letters.length) return undefined;
  const counts = new Map<WritingSystem, number>();
  for (const letter of letters) {
    const system = writingSystemOf(letter);
    if (system) counts.set(system, (counts.get(system) ?? 0) + 1);
  }
  const enough = [...counts].filter(([, count]) => count * 3 > letters.length).map(([system]) => system);
  // Japanese is Han with kana between: half a story's letters may be Han, so any share of kana decides.
  const japanese = WRITING_SYSTEMS[0];
  if (japanese && enough.length > 0 && (counts.get(japanese) ?? 0) * 10 > letters.length) return japanese;
  return WRITING_SYSTEMS.find((system) => enough.includes(system));
}
