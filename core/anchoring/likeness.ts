import search from 'approx-string-match';
import type { Passage } from '../annotation';

/** What is left of a share of equal letters, from 0 to 1, when the share is taken away that unlike texts have in common. */
export function beyondChance(share: number, chance: number): number {
  return Math.max(0, (share - chance) / (1 - chance));
}

/** A quotation's likest place in a stretch of text, and the share of its letters that are the same there. */
export interface Alignment extends Passage {
  likeness: number;
}

/**
 * The likest place of a quotation between two places of a text, or `null`; of equal ones, the nearest to where it is expected.
 * @param maxErrorRate share of the quotation that may differ
 */
export function align(text: string, quote: string, between: Passage, expected: number, maxErrorRate: number): Alignment | null {
  const from = Math.max(0, between.start);
  const stretch = text.slice(from, Math.max(from, between.end));
  let best: Alignment | null = null;
  for (const { start, end, errors } of search(stretch, quote, Math.floor(quote.length * maxErrorRate))) {
    const likeness = 1 - errors / quote.length;
    const isNearer = best === null || Math.abs(from + start - expected) < Math.abs(best.start - expected);
    if (best === null || likeness > best.likeness || (likeness === best.likeness && isNearer)) {
      best = { start: from + start, end: from + end, likeness };
    }
  }
  return best;
}

/** Letters that may have come in between a passage and its context, in addition to the context's own. */
const SLACK = 12;

/**
 * The share of the context before or behind a passage that is still there, from 0 to 1: edit distance, where the context must begin at
 * the passage and may end anywhere.
 * @param direction -1 for what stands before `at`, 1 for what stands behind
 */
export function keptBeside(text: string, at: number, context: string, direction: -1 | 1): number {
  const size = context.length;
  if (size === 0) return 0;
  const unit = (of: string, start: number, index: number) => of.charCodeAt(direction === 1 ? start + index : start - 1 - index);
  const room = Math.min(direction === 1 ? text.length - at : at, size + SLACK);
  const origin = direction === 1 ? 0 : size;
  let row = Uint16Array.from({ length: size + 1 }, (_, index) => index);
  let least = size;
  for (let index = 0; index < room; index += 1) {
    const next = new Uint16Array(size + 1);
    next[0] = index + 1;
    const other = unit(text, at, index);
    for (let column = 1; column <= size; column += 1) {
      const same = (row[column - 1] ?? 0) + (unit(context, origin, column - 1) === other ? 0 : 1);
      next[column] = Math.min(same, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1);
    }
    row = next;
    least = Math.min(least, row[size] ?? size);
  }
  return 1 - least / size;
}
