/** UTF-16 units that two texts must share for a place to be looked at. */
export const SEED = 6;

/** Seeds that stand in more places than this say nothing about where a passage is. */
const MOST_PLACES = 64;
const BITS = 17;
const BUCKETS = 1 << BITS;

/** Where every run of {@link SEED} units of a text stands: the beginning of aligning two long texts, as genomes are aligned. */
export class Seeds {
  /** The last place of each bucket, and the place before each place, plus one; 0 ends a chain. */
  private readonly last = new Int32Array(BUCKETS);
  private readonly before: Int32Array;
  private readonly counts = new Int32Array(BUCKETS);

  constructor(readonly text: string) {
    this.before = new Int32Array(text.length);
    for (let at = 0; at + SEED <= text.length; at += 1) {
      const bucket = bucketOf(text, at);
      this.before[at] = this.last[bucket] ?? 0;
      this.last[bucket] = at + 1;
      this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    }
  }

  /** How often the seed at a place of another text stands here, at most. */
  count(other: string, at: number): number {
    return this.counts[bucketOf(other, at)] ?? 0;
  }

  /** Calls back with every place where the seed at a place of another text stands here, the last first. */
  private each(other: string, at: number, found: (place: number) => void): void {
    const seed = other.slice(at, at + SEED);
    for (let next = this.last[bucketOf(other, at)] ?? 0; next > 0; next = this.before[next - 1] ?? 0) {
      if (this.text.startsWith(seed, next - 1)) found(next - 1);
    }
  }

  /** Every place where a text stands to the letter, in order, up to `most`. */
  occurrences(wanted: string, most: number): number[] {
    const found: number[] = [];
    if (wanted === '') return found;
    if (wanted.length < SEED) {
      for (let at = this.text.indexOf(wanted); at >= 0 && found.length < most; at = this.text.indexOf(wanted, at + 1)) found.push(at);
      return found;
    }
    let rarest = 0;
    const step = Math.max(1, Math.floor((wanted.length - SEED) / 8));
    for (let at = step; at + SEED <= wanted.length; at += step) if (this.count(wanted, at) < this.count(wanted, rarest)) rarest = at;
    this.each(wanted, rarest, (place) => {
      if (place >= rarest && this.text.startsWith(wanted, place - rarest)) found.push(place - rarest);
    });
    return found.reverse().slice(0, most);
  }

  /**
   * Where a text would begin here, as its seeds tell, those that most seeds tell first. Edits in between move what stands behind them,
   * so places within `tolerance` count as one.
   */
  beginnings(wanted: string, tolerance: number, most: number): number[] {
    const votes = new Map<number, number>();
    for (let at = 0; at + SEED <= wanted.length; at += 1) {
      if (this.count(wanted, at) > MOST_PLACES) continue;
      this.each(wanted, at, (place) => votes.set(place - at, (votes.get(place - at) ?? 0) + 1));
    }
    const ordered = [...votes].sort((a, b) => a[0] - b[0]);
    const clusters: { votes: number; best: number; bestVotes: number; last: number }[] = [];
    for (const [beginning, count] of ordered) {
      const cluster = clusters.at(-1);
      if (cluster && beginning - cluster.last <= tolerance) {
        cluster.votes += count;
        cluster.last = beginning;
        if (count > cluster.bestVotes) [cluster.best, cluster.bestVotes] = [beginning, count];
      } else clusters.push({ votes: count, best: beginning, bestVotes: count, last: beginning });
    }
    return clusters
      .sort((a, b) => b.votes - a.votes)
      .slice(0, most)
      .map(({ best }) => best);
  }
}

function bucketOf(text: string, at: number): number {
  let hash = 0;
  for (let index = at; index < at + SEED; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x9e37_79b1);
  return hash >>> (32 - BITS);
}
