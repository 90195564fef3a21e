import type { Documents } from '../index/documents';
import type { DocSet } from './doc-set';
import type { Found } from './text-search';

/**
 * BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework") over weighted fields. The same settings for
 * every language; found by measuring on public test sets (`npm run bench -- relevance`).
 */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.5;
/** Rare words count more than BM25 lets them. */
const RARITY = 1.15;

/** How much a word says that so many of all documents hold; where the number is an estimate, it may be too high. */
export function rarity(count: number, all: number): number {
  const held = Math.min(count, all);
  return Math.log(1 + (all - held + 0.5) / (held + 0.5)) ** RARITY;
}

/** Scores of documents, added up word by word. */
export class Scores {
  private values = new Float32Array(0);

  constructor(private readonly documents: Documents) {}

  /** Room for every document. */
  begin(): void {
    if (this.values.length < this.documents.size) this.values = new Float32Array(this.documents.size);
    else this.values.fill(0);
  }

  /** Adds what one word says of the documents in the set. */
  add({ documents, weights }: Found, set: DocSet, weight: number, averageLength: number): void {
    const { values } = this;
    const { lengths } = this.documents;
    const base = SATURATION * (1 - LENGTH_SHARE);
    const slope = (SATURATION * LENGTH_SHARE) / averageLength;
    for (let index = 0; index < documents.length; index += 1) {
      const document = documents[index] ?? 0;
      if (!set.has(document)) continue;
      const often = weights[index] ?? 0;
      values[document] = (values[document] ?? 0) + (weight * often * (SATURATION + 1)) / (often + base + slope * (lengths[document] ?? 0));
    }
  }

  /** Takes scores back that {@link copyOf} gave. */
  restore(documents: Int32Array, scores: Float32Array): void {
    for (let index = 0; index < documents.length; index += 1) this.values[documents[index] ?? 0] = scores[index] ?? 0;
  }

  put(document: number, score: number): void {
    this.values[document] = score;
  }

  of(document: number): number {
    return this.values[document] ?? 0;
  }

  /** Scores as they are now, for a second round. */
  copyOf(documents: Int32Array): Float32Array {
    const scores = new Float32Array(documents.length);
    for (let index = 0; index < documents.length; index += 1) scores[index] = this.values[documents[index] ?? 0] ?? 0;
    return scores;
  }
}

/** Candidates that are put into order at once, at least. */
const CANDIDATES = 1_024;

/**
 * As {@link best}, where each document has a score and a higher one is always better: most documents are passed over for
 * having a lower one than the worst of the best so far.
 */
export function bestScored(
  documents: Int32Array,
  scores: Float32Array,
  count: number,
  isBetter: (a: number, b: number) => boolean,
  scoreOf: (document: number) => number,
): Int32Array {
  const candidates = new Int32Array(Math.max(CANDIDATES, count * 2));
  let found = 0;
  let least = -Infinity;
  for (let index = 0; index < documents.length; index += 1) {
    if ((scores[index] ?? 0) < least) continue;
    candidates[found++] = documents[index] ?? 0;
    if (found < candidates.length) continue;
    const first = best(candidates, count, isBetter);
    candidates.set(first);
    found = first.length;
    least = scoreOf(first[first.length - 1] ?? 0);
  }
  return best(candidates.subarray(0, found), count, isBetter);
}

/** The best `count` of the documents, best first: a heap of the best so far, whose root is the worst of them. */
export function best(documents: Int32Array, count: number, isBetter: (a: number, b: number) => boolean): Int32Array {
  const heap = new Int32Array(Math.min(count, documents.length));
  let size = 0;
  const sink = (from: number) => {
    let at = from;
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < size && isBetter(heap[worst] ?? 0, heap[child] ?? 0)) worst = child;
      }
      if (worst === at) return;
      const swapped = heap[at] ?? 0;
      heap[at] = heap[worst] ?? 0;
      heap[worst] = swapped;
      at = worst;
    }
  };
  for (const document of documents) {
    if (size < heap.length) {
      let at = size++;
      heap[at] = document;
      while (at > 0) {
        const parent = (at - 1) >>> 1;
        if (!isBetter(heap[parent] ?? 0, heap[at] ?? 0)) break;
        const swapped = heap[at] ?? 0;
        heap[at] = heap[parent] ?? 0;
        heap[parent] = swapped;
        at = parent;
      }
    } else if (size > 0 && isBetter(document, heap[0] ?? 0)) {
      heap[0] = document;
      sink(0);
    }
  }
  return heap.sort((a, b) => (isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : 0));
}
