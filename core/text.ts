/** Plain facts about a story's text: how many words it has, how it begins. */

/** Scripts written without spaces between words; there, a dictionary has to find the words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}々〆〇';
const LETTER = `[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]`;
/** One unspaced run, or one word; "U.S.", "3.5", "o'clock" and "co-op" are one word each. */
const WORD = new RegExp(`([${UNSPACED}ー]+)|${LETTER}+(?:['’.,\\-‐‑·]${LETTER}+)*`, 'gv');

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * How many words a text has. Words are counted as people count them: between spaces, and in Chinese, Japanese, Thai and
 * the like as Unicode's word segmentation (UAX #29, with dictionaries) finds them.
 */
export function wordCount(text: string): number {
  let count = 0;
  for (const match of text.matchAll(WORD)) count += match[1] === undefined ? 1 : wordsInRun(match[1]);
  return count;
}

function wordsInRun(run: string): number {
  let count = 0;
  for (const segment of segmenter.segment(run)) if (segment.isWordLike) count += 1;
  return count;
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
