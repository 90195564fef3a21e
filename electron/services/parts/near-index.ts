/** Places in the table for every story, so that chains stay short. Doubled when more are needed. */
const FIRST_SIZE = 4_096;

/** Stories by the bands of their texts, in memory: at most 32 bytes a story and band, in plain arrays. */
export class NearIndex {
  /** The newest entry of each chain, plus one; 0 for none. */
  private heads = new Int32Array(FIRST_SIZE);
  private count = 0;
  private hashes = new Uint32Array(FIRST_SIZE);
  private stories = new Int32Array(FIRST_SIZE);
  private nexts = new Int32Array(FIRST_SIZE);

  add(story: number, bands: readonly number[]): void {
    for (const [band, hash] of bands.entries()) this.put(keyed(hash, band), story);
  }

  /** Stories that share a band with these, each once. */
  candidates(bands: readonly number[]): Set<number> {
    const found = new Set<number>();
    for (const [band, hash] of bands.entries()) {
      const key = keyed(hash, band);
      for (let entry = this.heads[key % this.heads.length] ?? 0; entry > 0; entry = this.nexts[entry - 1] ?? 0) {
        if (this.hashes[entry - 1] === key) found.add(this.stories[entry - 1] ?? 0);
      }
    }
    return found;
  }

  private put(key: number, story: number): void {
    if (this.count === this.hashes.length) this.grow();
    this.hashes[this.count] = key;
    this.stories[this.count] = story;
    this.link(this.count);
    this.count += 1;
  }

  private link(entry: number): void {
    const head = (this.hashes[entry] ?? 0) % this.heads.length;
    this.nexts[entry] = this.heads[head] ?? 0;
    this.heads[head] = entry + 1;
  }

  private grow(): void {
    const size = this.hashes.length * 2;
    const hashes = new Uint32Array(size);
    hashes.set(this.hashes);
    const stories = new Int32Array(size);
    stories.set(this.stories);
    this.hashes = hashes;
    this.stories = stories;
    this.nexts = new Int32Array(size);
    this.heads = new Int32Array(size);
    for (let entry = 0; entry < this.count; entry += 1) this.link(entry);
  }
}

/** A band's hash that differs from the same hash in another band. */
function keyed(hash: number, band: number): number {
  return (hash ^ Math.imul(band + 1, 0x9e3779b1)) >>> 0;
}
