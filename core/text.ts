/** Plain facts about a story's text: how many words it has, how it begins. */

/** Scripts written without spaces between words; there, a dictionary has to find the words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}々〆〇]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** What joins letters to one word: "U.S.", "3.5", "o'clock" and "co-op" are one word each. */
const JOINER = /['’.,\-‐‑·]/u;
/** Lengthens a vowel in Japanese, and is a letter like any other elsewhere. */
const LONG_VOWEL = 0x30fc;

/** Kinds of characters; 0 is one not looked at yet. */
const KIND = { other: 1, letter: 2, unspaced: 3, joiner: 4 } as const;

/**
 * The kind of every UTF-16 unit looked at so far: asking a regular expression again and again is what takes the time. Halves of
 * characters stay 0, since alone they are of no kind.
 */
const KINDS = new Uint8Array(0x10000);

function kindOf(character: string): number {
  if (UNSPACED.test(character)) return KIND.unspaced;
  if (LETTER.test(character)) return KIND.letter;
  return JOINER.test(character) ? KIND.joiner : KIND.other;
}

/** The kind of a unit not looked at before; a character beyond 16 bits counts as of one kind in both its halves. */
function lookAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit >= 0xd800 && unit <= 0xdfff) return kindOf(String.fromCodePoint(text.codePointAt(unit < 0xdc00 ? index : index - 1) ?? 0));
  return (KINDS[unit] = kindOf(String.fromCharCode(unit)));
}

function kindAt(text: string, index: number): number {
  return KINDS[text.charCodeAt(index)] || lookAt(text, index);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Looking words up takes a microsecond a character. After so many UTF-16 units the rest is estimated from them. */
const LOOKED_UP = 64;

/**
 * How many words a text has. Words are counted as people count them: between spaces, and in Chinese, Japanese, Thai and
 * the like as Unicode's word segmentation (UAX #29, with dictionaries) finds them; of a long text in those, about.
 */
export function wordCount(text: string): number {
  let count = 0;
  let isInWord = false;
  const unspaced = { units: 0, words: 0, rest: 0 };
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const kind = KINDS[unit] || lookAt(text, index);
    if (kind === KIND.letter && (isInWord || unit !== LONG_VOWEL)) {
      if (!isInWord) count += 1;
      isInWord = true;
    } else if (kind === KIND.letter || kind === KIND.unspaced) {
      const end = endOfRun(text, index);
      lookUp(text.slice(index, end), unspaced);
      isInWord = false;
      index = end - 1;
    } else if (kind !== KIND.joiner || index + 1 === text.length || kindAt(text, index + 1) !== KIND.letter) isInWord = false;
  }
  const estimated = unspaced.rest === 0 ? 0 : Math.round((unspaced.rest * unspaced.words) / unspaced.units);
  return count + unspaced.words + estimated;
}

function endOfRun(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && (kindAt(text, end) === KIND.unspaced || text.charCodeAt(end) === LONG_VOWEL)) end += 1;
  return end;
}

function lookUp(run: string, counted: { units: number; words: number; rest: number }): void {
  const known = run.slice(0, Math.max(0, LOOKED_UP - counted.units));
  counted.rest += run.length - known.length;
  counted.units += known.length;
  if (known !== '') for (const segment of segmenter.segment(known)) if (segment.isWordLike) counted.words += 1;
}

/** A cut is moved back to a space only when that costs less than this share of the excerpt. */
const MAX_LOSS = 0.3;
const ELLIPSIS = '…';

/**
 * A text's first words on one line, at most `max` UTF-16 units, the ellipsis included. Cut between words where the script
 * has spaces, between characters otherwise, never inside one.
 */
export function excerptOf(text: string, max: number): string {
  // Looking at a little more than is shown is enough, whatever the length of the story.
  const line = text
    .slice(0, max * 4)
    .replace(/\s+/gu, ' ')
    .trim();
  if (line.length <= max && text.length <= max * 4) return line;
  const room = Math.max(0, max - ELLIPSIS.length);
  const space = line.lastIndexOf(' ', room);
  const cut = space >= room * (1 - MAX_LOSS) ? line.slice(0, space) : wholeCharacters(line.slice(0, room), line[room] ?? '');
  return max < 1 ? '' : cut.replace(/[\s,;:–—-]+$/u, '') + ELLIPSIS;
}

/** Takes back a character whose second half, or whose accents, were cut off. */
function wholeCharacters(head: string, next: string): string {
  if (/[\p{M}\uDC00-\uDFFF\u200d]/u.test(next)) return head.replace(/[^\p{M}][\p{M}]*$/u, '');
  return head.replace(/[\uD800-\uDBFF]$/, '');
}
