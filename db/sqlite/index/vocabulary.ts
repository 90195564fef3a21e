import { hashTerm, LOWER_BIT } from '../../../core/tokenize';

const FIRST_SLOTS = 1 << 16;
const EMPTY = -1;

/**
 * Numbers terms in the order in which they are met. A table of our own instead of a `Map`, since most words are looked up by
 * where they stand in a text, and a `Map` would need a string made for each of them.
 */
export class Vocabulary {
  readonly terms: string[] = [];
  private hashes: Int32Array<ArrayBuffer> = new Int32Array(FIRST_SLOTS);
  private slots: Int32Array<ArrayBuffer> = new Int32Array(FIRST_SLOTS * 2).fill(EMPTY);

  clear(): void {
    this.terms.length = 0;
    this.slots.fill(EMPTY);
  }

  /** The number of a term. */
  numberOf(term: string): number {
    const hash = hashTerm(term);
    const mask = this.slots.length - 1;
    for (let slot = mix(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = this.slots[slot] ?? EMPTY;
      if (number === EMPTY) return this.added(slot, hash, flat(term));
      if (this.hashes[number] === hash && this.terms[number] === term) return number;
    }
  }

  /** The number of the ASCII word that stands in a text; `hash` as the tokeniser made it. */
  numberOfWord(text: string, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = mix(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = this.slots[slot] ?? EMPTY;
      if (number === EMPTY) return this.added(slot, hash, flat(text.slice(start, end).toLowerCase()));
      if (this.hashes[number] === hash && isWord(this.terms[number] ?? '', text, start, end)) return number;
    }
  }

  private added(slot: number, hash: number, term: string): number {
    const number = this.terms.push(term) - 1;
    if (number === this.hashes.length) {
      const larger = new Int32Array(this.hashes.length * 2);
      larger.set(this.hashes);
      this.hashes = larger;
    }
    this.hashes[number] = hash;
    this.slots[slot] = number;
    if (this.terms.length * 2 > this.slots.length) this.spread();
    return number;
  }

  /** Twice as many slots. */
  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.terms.length; number += 1) {
      let slot = mix(this.hashes[number] ?? 0) & mask;
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.slots[slot] = number;
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
