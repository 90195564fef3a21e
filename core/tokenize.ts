/**
 * The one tokeniser, for the index and for queries alike.
 *
 * A word is a run of letters, digits and marks, folded to lower case without diacritics. Runs in scripts written without
 * spaces become overlapping pairs of characters, and the last character of a run also stands alone; so a query of any
 * length, one character included, finds every place where it stands, and "COVID疫情" finds both halves side by side.
 */

export interface Token {
  /** The folded form, as in the index. Letters, digits and marks only. */
  term: string;
  /** Where it stands in the source, in UTF-16 units; pairs overlap. */
  start: number;
  end: number;
  /** The last character of an unspaced run: in the index it ends the run, in a query it is a beginning. */
  tail: boolean;
}

/** Written without spaces, or (Hangul) with words people search inside of. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u3099\\u309aﾞﾟ々ー〆〇';
/** A script's symbols, such as currency signs, are no part of words. */
const LETTERS = '[\\p{L}\\p{N}\\p{M}]';
const RUN = new RegExp(`[[${UNSPACED}]&&${LETTERS}]+|[${LETTERS}--[${UNSPACED}]]+`, 'gv');
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'v');
/** Combining marks of scripts in which they are ornament rather than vowel: é, ё and ά are found as e, е and α. */
const ORNAMENT = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu;
/** What compatibility forms bring along: the slash of ½, the brackets of ⑴. */
const NO_LETTER = /[^\p{L}\p{N}\p{M}]+/gu;
const ASCII_WORD = /^[a-z0-9]+$/i;

/** Folds one word or run: compatibility forms, case and diacritics. */
function fold(run: string): string {
  if (ASCII_WORD.test(run)) return run.toLowerCase();
  return run.normalize('NFKD').toLowerCase().replace(ORNAMENT, '').replace(NO_LETTER, '').normalize('NFC');
}

/** The tokens of a text, in order. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(RUN)) {
    const run = match[0];
    const start = match.index;
    const folded = fold(run);
    if (!STARTS_UNSPACED.test(run)) tokens.push({ term: folded, start, end: start + run.length, tail: false });
    else pushPairs(tokens, run, folded, start);
  }
  return tokens;
}

function pushPairs(tokens: Token[], run: string, folded: string, start: number): void {
  const characters = [...folded];
  const source = [...run];
  // Half-width kana fold to fewer characters; their tokens then carry the whole run's position.
  const aligned = characters.length === source.length;
  let offset = start;
  characters.forEach((character, index) => {
    const next = characters[index + 1];
    const width = aligned ? (source[index]?.length ?? 0) : 0;
    const nextWidth = aligned ? (source[index + 1]?.length ?? 0) : 0;
    tokens.push({
      term: next === undefined ? character : character + next,
      start: aligned ? offset : start,
      end: aligned ? offset + width + nextWidth : start + run.length,
      tail: next === undefined,
    });
    offset += width;
  });
}

/** A text as the index takes it: its terms, separated by spaces. */
export function indexText(text: string): string {
  let out = '';
  for (const token of tokenize(text)) out += out === '' ? token.term : ` ${token.term}`;
  return out;
}
