import { CONTEXT_LENGTH, type Passage, type PassageSelector } from '../annotation';

/** As much context as a phrase gets that stands in several places alike, in UTF-16 units. */
const MOST_CONTEXT = 384;
/** So many letters at either end of a passage tell it from others, in UTF-16 units. */
const EDGE = 24;
/** Other places of a phrase that are looked at; of a word as common as “the”, its surroundings tell little anyway. */
const MOST_PLACES = 200;

/**
 * The selectors of a passage. `start` and `end` are clamped to the text. Where the same words stand elsewhere as well, the context
 * is four times as long as what both places have in common, so that one is never taken for the other.
 */
export function describePassage(text: string, textHash: string, start: number, end: number): PassageSelector {
  const from = Math.max(0, Math.min(start, end, text.length));
  const to = Math.min(text.length, Math.max(start, end));
  const length = contextLength(text, { start: from, end: to });
  return {
    exact: text.slice(from, to),
    prefix: text.slice(Math.max(0, from - length), from),
    suffix: text.slice(to, to + length),
    start: from,
    end: to,
    textHash,
  };
}

/** Other passages are taken for this one by their first or last words: those are looked for. */
function contextLength(text: string, { start, end }: Passage): number {
  const edge = Math.min(EDGE, Math.ceil((end - start) / 2));
  const head = text.slice(start, start + edge);
  const tail = text.slice(end - edge, end);
  const before = others(text, head, start).map((at) => sharedBefore(text, at, start));
  const behind = others(text, tail, end - tail.length).map((at) => sharedBehind(text, at + tail.length, end));
  return Math.min(MOST_CONTEXT, Math.max(CONTEXT_LENGTH, TIMES * Math.max(0, ...before, ...behind)));
}

const TIMES = 4;

/** Where words stand besides one place. */
function others(text: string, words: string, place: number): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at >= 0 && words !== '' && found.length < MOST_PLACES; at = text.indexOf(words, at + 1)) {
    if (at !== place) found.push(at);
  }
  return found;
}

function sharedBefore(text: string, a: number, b: number): number {
  let shared = 0;
  while (shared < MOST_CONTEXT && shared < Math.min(a, b) && text[a - 1 - shared] === text[b - 1 - shared]) shared += 1;
  return shared;
}

function sharedBehind(text: string, a: number, b: number): number {
  let shared = 0;
  while (shared < MOST_CONTEXT && b + shared < text.length && text[a + shared] === text[b + shared]) shared += 1;
  return shared;
}
