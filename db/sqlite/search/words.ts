import type { CountedName } from '../../../core/library';
import { tokenize } from '../../../core/tokenize';
import type { ReadableDb } from '../handle';
import type { Searcher } from './searcher';

/** Words read for one beginning, at most, in each segment: enough to know the frequent ones. */
const MOST_READ = 20_000;

/** Words of the archive that begin so, the most frequent first. */
export function wordCompletions(searcher: Searcher, beginning: string, limit: number): CountedName[] {
  searcher.freshen();
  const prefix = tokenize(beginning).at(-1)?.term ?? '';
  if (prefix === '') return [];
  const counts = new Map<string, number>();
  for (const segment of searcher.articles.segments) {
    let read = 0;
    for (const { term, count } of segment.from(prefix, (other) => other.startsWith(prefix))) {
      counts.set(term, (counts.get(term) ?? 0) + count);
      read += 1;
      if (read >= MOST_READ) break;
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([name, count]) => ({ name, count }));
}

/** Tags or publications with a part that begins so, the most frequent first. */
export function nameCompletions(
  searcher: Searcher,
  db: ReadableDb,
  kind: 'tag' | 'publication',
  beginning: string,
  limit: number,
): CountedName[] {
  const wanted = beginning.toLowerCase();
  const names = db.prepare<[], { id: number; name: string }>(`SELECT id, name FROM ${kind}s`).all();
  const matching = new Map(names.filter(({ name }) => begins(name.toLowerCase(), wanted)).map(({ id, name }) => [id, name]));
  if (matching.size === 0) return [];
  const counts = new Map<number, number>();
  const add = (id: number) => {
    if (matching.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  const { columns } = searcher;
  for (const story of searcher.base({ kind: 'all' }, false).toArray()) {
    if (kind === 'publication') add(columns.publications[story] ?? 0);
    else columns.eachTag(story, add);
  }
  return [...counts]
    .map(([id, count]) => ({ name: matching.get(id) ?? '', count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}

/** Whether a name, a word of it or a part of a nested one begins so. */
function begins(name: string, wanted: string): boolean {
  if (name.startsWith(wanted)) return true;
  for (let at = name.search(/[\s/]/); at >= 0 && at < name.length; at += 1) {
    if (/[\s/]/.test(name[at] ?? '') && name.startsWith(wanted, at + 1)) return true;
  }
  return false;
}

/** Words shorter than this are taken as they are: too many others are one letter away. */
const SHORTEST_CORRECTED = 4;
/** A correction must be this many times as frequent as the word it takes the place of. */
const MORE_FREQUENT = 20;
/** Words with the same beginning that are compared. */
const MOST_COMPARED = 30_000;

/**
 * For each word that the archive hardly knows the most frequent one that is one letter away, or two in long words. Letters
 * exchanged with their neighbours count as one (Damerau 1964).
 */
export function corrections(searcher: Searcher, words: readonly string[]): Map<string, string> {
  searcher.freshen();
  const found = new Map<string, string>();
  for (const word of words) {
    const term = tokenize(word)[0]?.term ?? '';
    if (term.length < SHORTEST_CORRECTED || term.charCodeAt(0) > 0x24f || /\d/.test(term)) continue;
    const own = searcher.text.documentsWith([term]);
    const better = nearest(searcher, term, own);
    if (better !== null) found.set(word, better);
  }
  return found;
}

function nearest(searcher: Searcher, term: string, own: number): string | null {
  const allowed = term.length >= 8 ? 2 : 1;
  const counts = new Map<string, number>();
  for (const segment of searcher.articles.segments) {
    for (const beginning of beginnings(term)) {
      let compared = 0;
      for (const { term: other, count } of segment.from(beginning, (candidate) => candidate.startsWith(beginning))) {
        if (Math.abs(other.length - term.length) <= allowed) counts.set(other, (counts.get(other) ?? 0) + count);
        compared += 1;
        if (compared >= MOST_COMPARED) break;
      }
    }
  }
  let best: string | null = null;
  let bestScore = own * MORE_FREQUENT;
  for (const [other, count] of counts) {
    const distance = editDistance(term, other, allowed);
    // A word two letters away must be far more frequent than one that is a single letter away.
    const score = distance === 1 ? count : distance === 2 ? count / 20 : 0;
    if (score <= bestScore) continue;
    bestScore = score;
    best = other;
  }
  return best;
}

/** What the word meant may begin with: the first two letters as they are, or exchanged. They are seldom wrong otherwise. */
function beginnings(term: string): string[] {
  const [first = '', second = ''] = term;
  return first === second ? [first + second] : [first + second, second + first];
}

/** Letters to insert, delete, replace or exchange with their neighbour, or more than `most`. */
export function editDistance(a: string, b: string, most: number): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length] ?? most + 1;
}
