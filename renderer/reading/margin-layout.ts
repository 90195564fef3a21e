/** A note that wants to stand at a height, in pixels from the top of the margin. */
export interface MarginItem {
  /** Where its passage begins. */
  anchor: number;
  height: number;
  /** How much it insists on its place; the note in hand gets more than the others. */
  weight: number;
}

interface Pool {
  /** Weighted sum of what its notes want, and sum of the weights. */
  sum: number;
  weight: number;
  count: number;
}

/**
 * The tops of notes that must not overlap and stay in order, as near to their passages as that allows: least squares, found
 * by pooling adjacent violators (Ayer et al. 1955). The heights before a note are taken off what it wants, so that "does not
 * overlap" becomes "does not decrease".
 * @param items in the order of the text
 * @param gap pixels between two notes
 * @returns one top for each item, none above 0
 */
export function layOutMargin(items: readonly MarginItem[], gap: number): number[] {
  const pools: Pool[] = [];
  const before: number[] = [];
  let taken = 0;
  for (const { anchor, height, weight } of items) {
    before.push(taken);
    let pool: Pool = { sum: (anchor - taken) * weight, weight, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.weight > pool.sum / pool.weight; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, weight: last.weight + pool.weight, count: last.count + pool.count };
    }
    pools.push(pool);
    taken += height + gap;
  }
  const levels = pools.flatMap(({ sum, weight, count }) => Array.from({ length: count }, () => Math.max(0, sum / weight)));
  return levels.map((level, index) => Math.round(level + (before[index] ?? 0)));
}
