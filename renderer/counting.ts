import type { CountedName } from '../core/library';

/** How many things have each name, most frequent first. */
export function countedBy<T>(things: readonly T[], nameOf: (thing: T) => string): CountedName[] {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(nameOf(thing), (counts.get(nameOf(thing)) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}
