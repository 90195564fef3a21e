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

/** What {@link scan} calls for every token. */
export type TokenSink = (term: string, start: number, end: number, tail: boolean) => void;

/**
 * What {@link scan} calls for a word of ASCII letters and digits where it is given: the word is `text.slice(start, end)` in
 * lower case, and `hash` is made of its lower-case units by {@link hashUnit}. Counting words needs no string for each of them.
 */
export type WordSink = (start: number, end: number, hash: number) => void;

/** FNV-1a (Fowler, Noll, Vo), a unit at a time. */
export const HASH_START = 0x811c_9dc5 | 0;
export const hashUnit = (hash: number, unit: number) => Math.imul(hash ^ unit, 0x0100_0193);
/** Makes a letter lower case and leaves a digit as it is. */
export const LOWER_BIT = 32;
/** The same hash of a whole term. */
export function hashTerm(term: string): number {
  let hash: number = HASH_START;
  for (let index = 0; index < term.length; index += 1) {
    const unit = term.charCodeAt(index);
    hash = hashUnit(hash, unit < 128 ? unit | LOWER_BIT : unit);
  }
  return hash;
}

/** Written without spaces, or (Hangul) with words people search inside of. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u3099\\u309aﾞﾟ々ー〆〇';
/** A script's symbols, such as currency signs, are no part of words. */
const LETTERS = '[\\p{L}\\p{N}\\p{M}]';
const RUN = new RegExp(`[[${UNSPACED}]&&${LETTERS}]+|[${LETTERS}--[${UNSPACED}]]+`, 'yv');
const LETTER = new RegExp(LETTERS, 'v');
/** Joins with its neighbours when text is normalised: combining marks, half-width kana, and the single sounds of Hangul. */
const COMPOSES = /[\p{M}\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uff65-\uffdc]/u;
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'v');
/** Combining marks of scripts in which they are ornament rather than vowel: é, ё and ά are found as e, е and α. */
const ORNAMENT = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu;
/** What compatibility forms bring along: the slash of ½, the brackets of ⑴. */
const NO_LETTER = /[^\p{L}\p{N}\p{M}]+/gu;

/** Longer words, such as encoded data, are known by their beginning. In UTF-16 units. */
const LONGEST_TERM = 80;
/** Foldings remembered before the memory is emptied: more than the vocabulary of one language's inflected words in use. */
const REMEMBERED = 50_000;

/** Folds a run that holds more than ASCII: compatibility forms, case and diacritics. */
function fold(run: string): string {
  return run.normalize('NFKD').toLowerCase().replace(ORNAMENT, '').replace(NO_LETTER, '').normalize('NFC');
}

const foldings = new Map<string, string>();
function rememberedFold(run: string): string {
  let folded = foldings.get(run);
  if (folded === undefined) {
    if (foldings.size >= REMEMBERED) foldings.clear();
    folded = fold(run);
    foldings.set(run, folded);
  }
  return folded;
}

/** What a UTF-16 unit beyond ASCII is to the tokeniser. */
const UNKNOWN = 0;
const NO_PART = 1;
/** Part of a word, or half of a surrogate pair: the expressions decide. */
const SPACED = 2;
/** A character of an unspaced script that folds to one unit whatever stands beside it. */
const PLAIN_UNSPACED = 3;
/** Another character of an unspaced script: half-width, composed of jamo, or a combining mark. */
const ODD_UNSPACED = 4;
const kinds = new Uint8Array(65_536);
/** What a {@link PLAIN_UNSPACED} unit folds to. */
const foldedUnits = new Uint16Array(65_536);

function kindOf(unit: number): number {
  const known = kinds[unit] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const kind = judge(unit);
  kinds[unit] = kind;
  return kind;
}

function judge(unit: number): number {
  const character = String.fromCharCode(unit);
  if (unit >= 0xd800 && unit < 0xe000) return SPACED;
  if (!LETTER.test(character)) return NO_PART;
  if (!STARTS_UNSPACED.test(character)) return SPACED;
  const folded = fold(character);
  if (folded.length !== 1 || COMPOSES.test(character) || COMPOSES.test(folded)) return ODD_UNSPACED;
  foldedUnits[unit] = folded.charCodeAt(0);
  return PLAIN_UNSPACED;
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit < 0xe000;

/** What an ASCII unit is: 0 no part of a word, 1 a small letter or digit, 2 a capital. */
const ASCII = Uint8Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  return /[a-z0-9]/.test(character) ? 1 : /[A-Z]/.test(character) ? 2 : 0;
});

/** Calls `sink` with the tokens of a text, in order. The hot loop of indexing: most words of most languages are ASCII. */
export function scan(text: string, sink: TokenSink, wordSink: WordSink | null = null): void {
  const length = text.length;
  let at = 0;
  while (at < length) {
    const first = text.charCodeAt(at);
    if (first < 128 && ASCII[first] === 0) {
      at += 1;
      continue;
    }
    let end = at;
    let shapes = 0;
    let hash: number = HASH_START;
    let unit = first;
    while (unit < 128) {
      const shape = ASCII[unit] ?? 0;
      if (shape === 0) break;
      shapes |= shape;
      hash = hashUnit(hash, unit | LOWER_BIT);
      end += 1;
      unit = end < length ? text.charCodeAt(end) : 0;
    }
    if (unit < 128 || kindOf(unit) === NO_PART) {
      // A lone unit beyond ASCII that is no letter leaves an empty run.
      if (wordSink !== null && end > at && end - at <= LONGEST_TERM) wordSink(at, end, hash);
      else if (end > at) {
        const word = text.slice(at, Math.min(end, at + LONGEST_TERM));
        sink((shapes & 2) === 0 ? word : word.toLowerCase(), at, end, false);
      }
      at = end + 1;
      continue;
    }
    at = first > 127 && kindOf(first) === PLAIN_UNSPACED ? scanPlainPairs(text, at, sink) : scanRun(text, at, sink);
  }
}

/** A run of unspaced characters that fold one to one, the usual kind. Returns where to go on. */
function scanPlainPairs(text: string, at: number, sink: TokenSink): number {
  let end = at;
  let changed = false;
  let kind = PLAIN_UNSPACED;
  while (kind === PLAIN_UNSPACED) {
    const unit = text.charCodeAt(end);
    changed ||= foldedUnits[unit] !== unit;
    end += 1;
    const next = end < text.length ? text.charCodeAt(end) : 0;
    kind = next < 128 ? NO_PART : kindOf(next);
  }
  // A half surrogate may go on with the run, and an odd character changes the one before it.
  if (kind === ODD_UNSPACED || (kind === SPACED && isSurrogate(text.charCodeAt(end)))) return scanRun(text, at, sink);
  const run = changed ? foldUnits(text, at, end) : text;
  const offset = changed ? at : 0;
  for (let index = at; index < end - 1; index += 1) sink(run.slice(index - offset, index - offset + 2), index, index + 2, false);
  sink(run.slice(end - 1 - offset, end - offset), end - 1, end, true);
  return end;
}

function foldUnits(text: string, from: number, to: number): string {
  let folded = '';
  for (let index = from; index < to; index += 1) folded += String.fromCharCode(foldedUnits[text.charCodeAt(index)] ?? 0);
  return folded;
}

/** One run that holds more than ASCII. Returns where to go on. */
function scanRun(text: string, at: number, sink: TokenSink): number {
  RUN.lastIndex = at;
  const run = RUN.exec(text)?.[0];
  if (run === undefined) return at + 1;
  if (STARTS_UNSPACED.test(run)) pushPairs(run, fold(run), at, sink);
  else {
    const folded = run.length > LONGEST_TERM ? fold(run).slice(0, LONGEST_TERM) : rememberedFold(run);
    if (folded !== '') sink(folded, at, at + run.length, false);
  }
  return at + run.length;
}

function pushPairs(run: string, folded: string, start: number, sink: TokenSink): void {
  const characters = [...folded];
  const source = [...run];
  // Half-width kana fold to fewer characters, ligatures to more; their tokens then carry the whole run's position.
  const aligned =
    run === folded || (characters.length === source.length && source.every((character, index) => fold(character) === characters[index]));
  let offset = start;
  characters.forEach((character, index) => {
    const next = characters[index + 1];
    const width = aligned ? (source[index]?.length ?? 0) : 0;
    const nextWidth = aligned ? (source[index + 1]?.length ?? 0) : 0;
    sink(
      next === undefined ? character : character + next,
      aligned ? offset : start,
      aligned ? offset + width + nextWidth : start + run.length,
      next === undefined,
    );
    offset += width;
  });
}

/** The tokens of a text, in order. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  scan(text, (term, start, end, tail) => tokens.push({ term, start, end, tail }));
  return tokens;
}

/** Whether a term is a pair, or the last character, of a script written without spaces. */
export function isUnspaced(term: string): boolean {
  return term.charCodeAt(0) > 127 && STARTS_UNSPACED.test(term);
}

/** A text as an index of words takes it: its terms, separated by spaces. */
export function indexText(text: string): string {
  let out = '';
  scan(text, (term) => (out += out === '' ? term : ` ${term}`));
  return out;
}
