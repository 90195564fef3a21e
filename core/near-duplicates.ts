import { hashTerm, scan } from './tokenize';

/**
 * Near-identical texts: the set of a text's shingles (three words in a row) is sketched by one-permutation MinHash with
 * rotation (Li, Owen and Zhang 2012; Shrivastava and Li 2014). Texts that share one of four bands of the sketch are candidates;
 * the true Jaccard similarity of their shingles decides.
 */

/** Words in a shingle. */
const SHINGLE = 3;
/** A text with fewer shingles says too little to be compared: a weather line repeats without being the same story. */
export const MIN_SHINGLES = 8;
const BINS = 16;
const ROWS = 4;
/** Bands of a sketch. Two texts of similarity s share at least one with a chance of 1 - (1 - s⁴)⁴: 88 % at 0.8, 99.9 % at 0.95. */
export const BANDS = BINS / ROWS;
/** Similarity from which on two texts count as the same story. */
export const SAME_STORY = 0.8;

/** Spreads the bits of a 32-bit number (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Calls `sink` with the hash of each term of a text, in order. */
function eachHash(text: string, sink: (hash: number) => void): void {
  scan(
    text,
    (term) => sink(hashTerm(term)),
    (_start, _end, hash) => sink(hash),
  );
}

/** Turns the hashes of a text's terms, in order, into the hashes of its shingles. */
class Shingles {
  private first = 0;
  private second = 0;
  private seen = 0;

  /** The hash of the shingle that ends with this term; `null` for the first terms, which end none. */
  next(third: number): number | null {
    this.seen += 1;
    const hash = this.seen < SHINGLE ? null : mix(Math.imul(this.first, 31) + Math.imul(this.second, 17) + third);
    this.first = this.second;
    this.second = third;
    return hash;
  }
}

/** The set of a text's shingles, for {@link jaccard}. */
export function shinglesOf(text: string): Set<number> {
  const shingles = new Shingles();
  const found = new Set<number>();
  eachHash(text, (term) => {
    const hash = shingles.next(term);
    if (hash !== null) found.add(hash);
  });
  return found;
}

/** How alike two sets are: what they share by what they hold together, from 0 to 1. Two empty sets share nothing. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}

const EMPTY = 0xffffffff;

/** The sketch of a text, made from the hashes of its terms as the tokeniser gives them: whoever scans a text anyway need not do so again. */
export class Sketch {
  private readonly shingles = new Shingles();
  private readonly bins = new Uint32Array(BINS).fill(EMPTY);
  private count = 0;

  /** Takes the hashes of the text's terms one after the other. */
  add(term: number): void {
    const hash = this.shingles.next(term);
    if (hash === null) return;
    this.count += 1;
    const bin = hash >>> 28;
    const value = hash & 0x0fffffff;
    if (value < (this.bins[bin] ?? EMPTY)) this.bins[bin] = value;
  }

  /** The four band hashes, 32 bits each, or `null` for a text too short to compare. */
  bands(): number[] | null {
    if (this.count < MIN_SHINGLES) return null;
    const filled = Array.from(this.bins, (_, bin) => borrowed(this.bins, bin));
    return Array.from({ length: BANDS }, (_, band) =>
      filled.slice(band * ROWS, (band + 1) * ROWS).reduce((hash, value) => mix(Math.imul(hash, 0x01000193) ^ value), band + 1),
    );
  }
}

export function sketchOf(text: string): Sketch {
  const sketch = new Sketch();
  eachHash(text, (hash) => sketch.add(hash));
  return sketch;
}

/** The bands of a text's {@link Sketch}. */
export function bandsOf(text: string): number[] | null {
  return sketchOf(text).bands();
}

/** A bin's least value; an empty bin takes that of the next one, marked by the distance, so that sparse texts stay comparable. */
function borrowed(bins: Uint32Array, bin: number): number {
  for (let distance = 0; distance < BINS; distance += 1) {
    const value = bins[(bin + distance) % BINS] ?? EMPTY;
    if (value !== EMPTY) return (value + Math.imul(distance, 0x10000001)) >>> 0;
  }
  return EMPTY;
}
