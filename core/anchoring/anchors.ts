import type { Passage, PassageSelector } from '../annotation';
import { candidates, type Candidate } from './candidates';
import { comparable, type Comparable } from './comparable';
import { needleOf, whole, type Needle } from './needle';
import { Seeds } from './seeds';

/** A passage found in a text, and how sure that is, from 0 to 1. */
export interface Anchor extends Passage {
  confidence: number;
}

/** From here on a passage counts as found; below it is an orphan. Found by measuring, as the weights of `candidates.ts` are. */
export const CONFIDENT = 0.68;

/** How much likelier the best place must be than the next one for its likeness to count in full. */
const MARGIN = 0.15;
/** A second place this likely may be the passage, edited, and the first one a repetition; from the second figure on nobody can tell. */
const RIVAL = { from: 0.65, to: 0.75 };
/** So long a quotation is found by its words alone where they stand once; in UTF-16 units of the comparable form. */
const UNMISTAKABLE = 120;
/** Longer quotations are found by their beginning and their end, and by whether what lies between is still theirs. */
const LONG = 2_000;
/** What is taken of either end. */
const END = 400;
const CONTEXT = 64;
/** Seeds looked for between the ends of a long quotation. */
const SAMPLES = 64;

/** Finds passages in one text. Made once for a text, however many passages are looked for in it. */
export class Anchors {
  private readonly comparable: Comparable;
  private readonly seeds: Seeds;

  constructor(text: string) {
    this.comparable = comparable(text);
    this.seeds = new Seeds(this.comparable.text);
  }

  /** The likest passage, however unlikely; `null` when nothing in the text is like it. */
  nearest(selector: PassageSelector): Anchor | null {
    const needle = needleOf(selector);
    const found = needle.quote === '' ? null : this.find(needle);
    if (!found) return null;
    const { starts, ends } = this.comparable;
    return { start: starts[found.start] ?? 0, end: ends[found.end - 1] ?? 0, confidence: found.score };
  }

  /** The passage, or `null`: an orphan. */
  place(selector: PassageSelector): Anchor | null {
    const found = this.nearest(selector);
    return found && found.confidence >= CONFIDENT ? found : null;
  }

  private find(needle: Needle): Candidate | null {
    const { quote, prefix, repeated } = needle;
    // Where no other place was like it all of it is proof, and most passages of a text are as they were.
    const [same, another] = repeated || quote.length > LONG ? [] : this.seeds.occurrences(whole(needle), 2);
    if (same !== undefined && another === undefined)
      return { start: same + prefix.length, end: same + prefix.length + quote.length, score: 1 };
    if (quote.length > LONG && this.seeds.occurrences(quote, 1).length === 0) return this.findLong(needle);
    const [best, next] = candidates(this.seeds, needle);
    if (!best) return null;
    if (!next && quote.length >= UNMISTAKABLE && this.seeds.text.startsWith(quote, best.start)) {
      return { ...best, score: Math.max(best.score, CONFIDENT) };
    }
    const rival = next?.score ?? 0;
    const apart = Math.min(1, (best.score - rival) / MARGIN, Math.max(0, (RIVAL.to - rival) / (RIVAL.to - RIVAL.from)));
    return { ...best, score: best.score * apart };
  }

  private findLong({ prefix, quote, suffix, repeated }: Needle): Candidate | null {
    const head = this.find({ prefix, quote: quote.slice(0, END), suffix: quote.slice(END, END + CONTEXT), repeated });
    const tail = this.find({ prefix: quote.slice(-END - CONTEXT, -END), quote: quote.slice(-END), suffix, repeated });
    if (!head || !tail) return null;
    const length = tail.end - head.start;
    if (length < quote.length / 2 || length > quote.length * 2) return null;
    const kept = Math.min(1, this.keptBetween(quote, head.start, tail.end) * 2);
    return { start: head.start, end: tail.end, score: Math.min(head.score, tail.score) * kept };
  }

  /** The share of a quotation's seeds that are still there between two places. */
  private keptBetween(quote: string, start: number, end: number): number {
    const stretch = this.seeds.text.slice(start, end);
    const step = quote.length / SAMPLES;
    let kept = 0;
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const at = Math.floor(sample * step);
      if (stretch.includes(quote.slice(at, at + 8))) kept += 1;
    }
    return kept / SAMPLES;
  }
}
