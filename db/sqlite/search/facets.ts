import type { CountedName, Facets } from '../../../core/library';
import type { ReadableDb } from '../handle';
import type { Columns } from './columns';
import { countTimeline } from './timeline';

/** Names given of each facet: a person chooses from them, and the rest are the rarest. */
const MOST_NAMES = 200;

/** Counts by small whole numbers. */
class Counts {
  private counts = new Uint32Array(256);

  add(number: number): void {
    if (number >= this.counts.length) {
      const larger = new Uint32Array(Math.max(number + 1, this.counts.length * 2));
      larger.set(this.counts);
      this.counts = larger;
    }
    this.counts[number] = (this.counts[number] ?? 0) + 1;
  }

  /** Numbers that were counted; 0 stands for none and is left out. */
  *entries(): Generator<[number, number]> {
    for (let number = 1; number < this.counts.length; number += 1) {
      const count = this.counts[number] ?? 0;
      if (count > 0) yield [number, count];
    }
  }
}

/** How stories fall into publications, tags, years and languages: largest first, years newest first. At most so many names of each. */
export function countFacets(db: ReadableDb, columns: Columns, documents: Int32Array, most = MOST_NAMES): Facets {
  const publications = new Counts();
  const languages = new Counts();
  const tags = new Counts();
  const eachTag = (tag: number) => tags.add(tag);
  for (const document of documents) {
    publications.add(columns.publications[document] ?? 0);
    languages.add(columns.languages[document] ?? 0);
    columns.eachTag(document, eachTag);
  }
  return {
    publications: named(db, 'publications', publications, most),
    tags: named(db, 'tags', tags, most),
    years: countTimeline(columns, documents, 'year').bars.reverse(),
    languages: named(db, 'languages', languages, most),
  };
}

/**
 * Tags as a tree: each tag, and each level above it, with the stories that have it or one below it; by name. A story counts once
 * at every level, however many of its tags stand below that.
 */
export function countTagTree(db: ReadableDb, columns: Columns, documents: Int32Array): CountedName[] {
  const nodes = new Map<string, number>();
  const names: string[] = [];
  const nodeOf = (name: string): number => {
    const known = nodes.get(name);
    if (known !== undefined) return known;
    nodes.set(name, names.length);
    return names.push(name) - 1;
  };
  /** A tag's own node and those above it, by the tag's row. */
  const families: number[][] = [];
  for (const { id, name } of db.prepare<[], { id: number; name: string }>('SELECT id, name FROM tags').all()) {
    const levels = name.split('/');
    families[id] = levels.map((_, depth) => nodeOf(levels.slice(0, depth + 1).join('/')));
  }
  const counts = new Uint32Array(names.length);
  const last = new Int32Array(names.length).fill(-1);
  let story = 0;
  const countFamily = (tag: number) => {
    for (const node of families[tag] ?? []) {
      if (last[node] === story) continue;
      last[node] = story;
      counts[node] = (counts[node] ?? 0) + 1;
    }
  };
  for (const document of documents) {
    story = document;
    columns.eachTag(document, countFamily);
  }
  return names
    .map((name, node) => ({ name, count: counts[node] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function named(db: ReadableDb, table: 'publications' | 'tags' | 'languages', counts: Counts, most: number): CountedName[] {
  const name = db.prepare<[number], string>(`SELECT ${table === 'languages' ? 'tag' : 'name'} FROM ${table} WHERE id = ?`).pluck();
  return [...counts.entries()]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([id, count]) => ({ name: name.get(id) ?? '', count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
