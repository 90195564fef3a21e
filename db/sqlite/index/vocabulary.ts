import { hashTerm, LOWER_BIT } from '../../../core/tokenize';

const FIRST_SLOTS = 1 << 16;
const EMPTY = -1;

/**
 * Numbers terms in the order in which they are met. A table of our own instead of a `Map`, since most words are looked up by
 * where they stand in a text, and a `Map` would need a string made for each of them.
 */
export class Vocabulary {
  readonly terms: string[] = [];
  /** Two entries a slot, side by side since both are looked at: the number, and the hash. */
  private slots: Int32Array<ArrayBuffer> = new Int32Array(FIRST_SLOTS * 2).fill(EMPTY);
  private mask = FIRST_SLOTS - 1;

  clear(): void {
    this.terms.length = 0;
    this.slots.fill(EMPTY);
  }

  /** The number of a term. */
  numberOf(term: string): number {
    const hash = hashTerm(term);
    const { slots, mask } = this;
    for (let slot = mix(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot * 2] ?? EMPTY;
      if (number === EMPTY) return this.added(slot, hash, flat(term));
      if (slots[slot * 2 + 1] === hash && this.terms[number] === term) return number;
    }
  }

  /** The number of the ASCII word that stands in a text; `hash` as the tokeniser made it. */
  numberOfWord(text: string, start: number, end: number, hash: number): number {
    const { slots, mask } = this;
    for (let slot = mix(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot * 2] ?? EMPTY;
      if (number === EMPTY) return this.added(slot, hash, flat(text.slice(start, end).toLowerCase()));
      if (slots[slot * 2 + 1] === hash && isWord(this.terms[number] ?? '', text, start, end)) return number;
    }
  }

  private added(slot: number, hash: number, term: string): number {
    const number = this.terms.push(term) - 1;
    this.slots[slot * 2] = number;
    this.slots[slot * 2 + 1] = hash;
    if (this.terms.length * 2 > this.mask) this.spread();
    return number;
  }

  /** Twice as many slots. */
  private spread(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2).fill(EMPTY);
    this.mask = this.mask * 2 + 1;
    for (let at = 0; at < old.length; at += 2) {
      const number = old[at] ?? EMPTY;
      if (number === EMPTY) continue;
      const hash = old[at + 1] ?? 0;
      let slot = mix(hash) & this.mask;
      while (this.slots[slot * 2] !== EMPTY) slot = (slot + 1) & this.mask;
      this.slots[slot * 2] = number;
      this.slots[slot * 2 + 1] = hash;
    }
  }
}

/** The low bits of the hash of short words differ too little. */
function mix(hash: number): number {
  return hash ^ (hash >>> 15);
}

function isWord(term: string, text: string, start: number, end: number): boolean {
  if (term.length !== end - start) return false;
  for (let index = 0; index < term.length; index += 1) {
    if (term.charCodeAt(index) !== (text.charCodeAt(start + index) | LOWER_BIT)) return false;
  }
  return true;
}

/** A copy of its own: a slice of a story would keep the whole story in memory. */
export function flat(term: string): string {
  return Buffer.from(term, 'utf16le').toString('utf16le');
}
