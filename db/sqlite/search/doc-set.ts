/** A set of documents, one bit each. */
export class DocSet {
  readonly words: Uint32Array;

  constructor(readonly size: number) {
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  add(document: number): void {
    const word = document >>> 5;
    this.words[word] = (this.words[word] ?? 0) | (1 << (document & 31));
  }

  has(document: number): boolean {
    return ((this.words[document >>> 5] ?? 0) & (1 << (document & 31))) !== 0;
  }

  addAll(documents: Int32Array, count = documents.length): this {
    const { words } = this;
    for (let index = 0; index < count; index += 1) {
      const document = documents[index] ?? 0;
      words[document >>> 5] = (words[document >>> 5] ?? 0) | (1 << (document & 31));
    }
    return this;
  }

  and(other: DocSet): this {
    for (let index = 0; index < this.words.length; index += 1) this.words[index] = (this.words[index] ?? 0) & (other.words[index] ?? 0);
    return this;
  }

  or(other: DocSet): this {
    for (let index = 0; index < this.words.length; index += 1) this.words[index] = (this.words[index] ?? 0) | (other.words[index] ?? 0);
    return this;
  }

  andNot(other: DocSet): this {
    for (let index = 0; index < this.words.length; index += 1) this.words[index] = (this.words[index] ?? 0) & ~(other.words[index] ?? 0);
    return this;
  }

  count(): number {
    let count = 0;
    for (const word of this.words) {
      let bits = word - ((word >>> 1) & 0x5555_5555);
      bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
      count += (((bits + (bits >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
    }
    return count;
  }

  /** In ascending order. */
  toArray(): Int32Array {
    const documents = new Int32Array(this.count());
    let filled = 0;
    for (let index = 0; index < this.words.length; index += 1) {
      let word = this.words[index] ?? 0;
      while (word !== 0) {
        const lowest = word & -word;
        documents[filled++] = (index << 5) + (31 - Math.clz32(lowest));
        word ^= lowest;
      }
    }
    return documents;
  }

  copy(): DocSet {
    const copy = new DocSet(this.size);
    copy.words.set(this.words);
    return copy;
  }
}
