import type { PlacedAnnotation } from '../../../core/annotation';

/** A stretch of the story's text with one topmost highlight. Offsets in UTF-16 units; `end` is exclusive. */
export interface Stretch {
  start: number;
  end: number;
  /** The colour of the highlight on top, or an empty string. */
  color: string;
}

/**
 * Cuts `[0, length)` at every edge of every passage. Where passages overlap the one created last lies on top. Costs
 * O(n log n) for n annotations, however they overlap.
 */
export function highlightStretches(annotations: readonly PlacedAnnotation[], length: number): Stretch[] {
  const passages = annotations
    .flatMap(({ place, color, createdAt, uid }) =>
      place ? [{ start: clamp(place.start, length), end: clamp(place.end, length), color, createdAt, uid }] : [],
    )
    .filter(({ start, end }) => start < end)
    .sort((a, b) => (a.createdAt === b.createdAt ? (a.uid < b.uid ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1));
  const edges = [...new Set([0, length, ...passages.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const indexOf = new Map(edges.map((edge, index) => [edge, index]));

  // Paint from the top down: a stretch keeps the first colour it gets, and `next` skips the painted ones at once.
  const colors = new Array<string>(edges.length).fill('');
  const next = Array.from({ length: edges.length + 1 }, (_, index) => index);
  const unpainted = (index: number): number => {
    let root = index;
    while (next[root] !== root) root = next[root] ?? root;
    for (let at = index; at !== root;) {
      const following = next[at] ?? root;
      next[at] = root;
      at = following;
    }
    return root;
  };
  for (const passage of passages.toReversed()) {
    const last = indexOf.get(passage.end) ?? 0;
    for (let index = unpainted(indexOf.get(passage.start) ?? 0); index < last; index = unpainted(index)) {
      colors[index] = passage.color;
      next[index] = index + 1;
    }
  }
  return edges.slice(0, -1).map((start, index) => ({ start, end: edges[index + 1] ?? length, color: colors[index] ?? '' }));
}

function clamp(offset: number, length: number): number {
  return Math.min(Math.max(offset, 0), length);
}
