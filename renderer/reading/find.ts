import type { Match } from '../../core/marking';

/** A text as it is compared: without case, accents and kinds of space, each unit knowing where it came from. */
export interface FoldedText {
  folded: string;
  /** For each unit of `folded`, and for its end, the offset in the text. */
  offsets: Uint32Array;
}

/** Marks that only vary a letter. In other scripts, such as Japanese and Devanagari, a mark makes another letter. */
const VARYING = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*)\p{M}+/gu;
const ASCII_END = 0x80;

/** Characters mean the same in every place, so each is folded once. */
const known = new Map<string, string>();

function foldCharacter(character: string): string {
  let folded = known.get(character);
  if (folded === undefined) {
    folded = /\s/u.test(character) ? ' ' : character.normalize('NFKD').replace(VARYING, '').normalize('NFKC').toLowerCase();
    known.set(character, folded);
  }
  return folded;
}

const LEADING_MARKS = /^\p{M}/u;
const VARIED = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]$/u;

/** Soft hyphens and what joins or directs letters are not typed when one searches, and the tatweel only lengthens a line. */
const UNSEEN = /^[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]$/u;

/** Makes a text ready to be searched in. */
export function fold(text: string): FoldedText {
  const parts: string[] = [];
  const offsets: number[] = [];
  let last = '';
  for (let index = 0; index < text.length;) {
    const code = text.codePointAt(index) ?? 0;
    const character = String.fromCodePoint(code);
    const isBare = code < ASCII_END;
    // A mark that stands alone varies the letter before it, as one that was composed with it would.
    const isDropped = !isBare && (UNSEEN.test(character) || (LEADING_MARKS.test(character) && VARIED.test(last)));
    if (!isDropped) {
      const folded = isBare ? asciiFold(code, character) : foldCharacter(character);
      for (let unit = 0; unit < folded.length; unit += 1) offsets.push(index);
      parts.push(folded);
      last = character;
    }
    index += character.length;
  }
  offsets.push(text.length);
  return { folded: parts.join(''), offsets: Uint32Array.from(offsets) };
}

function asciiFold(code: number, character: string): string {
  if (code >= 65 && code <= 90) return String.fromCharCode(code + 32);
  return code <= 32 ? ' ' : character;
}

/** Every place of what is wanted, from left to right, none over another. Nothing is wanted of spaces alone. */
export function findAll({ folded, offsets }: FoldedText, wanted: string): Match[] {
  const needle = fold(wanted.trim()).folded;
  if (needle === '') return [];
  const matches: Match[] = [];
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
    let end = at + needle.length;
    // The whole of a character of which a part was found, such as a ligature.
    while (end < folded.length && offsets[end] === offsets[end - 1]) end += 1;
    matches.push({ start: offsets[at] ?? 0, end: offsets[end] ?? 0 });
  }
  return matches;
}

/** The first match at or behind an offset; round the end, the first of all; -1 when there is none. */
export function nearest(matches: readonly Match[], offset: number): number {
  if (matches.length === 0) return -1;
  return Math.max(
    0,
    matches.findIndex(({ end }) => end > offset),
  );
}
