import type { Article } from '../../core/article';
import type { DuplicateGroup, DuplicateStory } from '../../core/duplicate';
import { bandsOf, jaccard, SAME_STORY, shinglesOf } from '../../core/near-duplicates';
import type { Fingerprint, ReadStore } from '../../db/store';
import { NearIndex } from './parts/near-index';

/** Fingerprints read at a time. */
const BATCH = 10_000;
/** Stories compared word by word with one; a band that more of them share is boilerplate, such as a subscription notice. */
const MAX_COMPARED = 64;
/** Stories whose shingles are kept for the next comparison: duplicates are often imported side by side. */
const KEPT_SHINGLES = 256;

/** The sketches behind a row, page by page. */
async function* fingerprints(store: ReadStore, from: number): AsyncIterable<Fingerprint> {
  for (let after = from; ;) {
    const page = await store.articles.fingerprints(after, BATCH);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.row;
  }
}

async function articleAt(store: ReadStore, row: number): Promise<Article | null> {
  const uid = await store.articles.uidAt(row);
  return uid === null ? null : store.articles.get(uid);
}

/** A story that says nearly the same, and how alike the two are, from 0 to 1. */
export interface NearDuplicate {
  uid: string;
  similarity: number;
}

/** Finds near-identical stories during an import. Reads the archive's sketches once, and then only those of stories added since. */
export class NearDuplicates {
  private readonly index = new NearIndex();
  private last = 0;

  constructor(private readonly store: ReadStore) {}

  /** The likest story outside the trash, from {@link SAME_STORY} up, or `null`. */
  async find(text: string): Promise<NearDuplicate | null> {
    const bands = bandsOf(text);
    if (!bands) return null;
    await this.learn();
    const shingles = shinglesOf(text);
    let best: NearDuplicate | null = null;
    for (const row of [...this.index.candidates(bands)].slice(0, MAX_COMPARED)) {
      const other = await articleAt(this.store, row);
      const similarity = other ? jaccard(shingles, shinglesOf(other.text)) : 0;
      if (other && similarity >= SAME_STORY && similarity > (best?.similarity ?? 0)) best = { uid: other.uid, similarity };
    }
    return best;
  }

  private async learn(): Promise<void> {
    for await (const { row, bands } of fingerprints(this.store, this.last)) {
      this.index.add(row, bands);
      this.last = row;
    }
  }
}

/** The story most like this text; for one text. An import of many keeps one {@link NearDuplicates}. */
export function nearDuplicateOf(store: ReadStore, text: string): Promise<NearDuplicate | null> {
  return new NearDuplicates(store).find(text);
}

/** Two stories by their rows, the earlier import first. */
interface Pair {
  first: number;
  second: number;
  similarity: number;
}

/** Reads the shingles of stories, and keeps those read last. */
function shingleReader(store: ReadStore): (row: number) => Promise<Set<number>> {
  const kept = new Map<number, Set<number>>();
  return async (row) => {
    const shingles = kept.get(row) ?? shinglesOf((await articleAt(store, row))?.text ?? '');
    kept.delete(row);
    kept.set(row, shingles);
    if (kept.size > KEPT_SHINGLES) kept.delete(kept.keys().next().value ?? 0);
    return shingles;
  };
}

/**
 * Pairs of near-identical texts: each story with those imported before it. Stories known to be the same already are not
 * compared again.
 */
async function pairsByText(store: ReadStore, known: Unions): Promise<Pair[]> {
  const index = new NearIndex();
  const shinglesFor = shingleReader(store);
  const pairs: Pair[] = [];
  for await (const { row, bands } of fingerprints(store, 0)) {
    let compared = 0;
    for (const earlier of index.candidates(bands)) {
      if (known.same(earlier, row)) continue;
      if (compared === MAX_COMPARED) break;
      compared += 1;
      const similarity = jaccard(await shinglesFor(earlier), await shinglesFor(row));
      if (similarity < SAME_STORY) continue;
      pairs.push({ first: earlier, second: row, similarity });
      known.join(earlier, row);
    }
    index.add(row, bands);
  }
  return pairs;
}

/** Which stories have been found to be the same, however many steps apart (a disjoint-set forest). */
class Unions {
  private readonly parents = new Map<number, number>();

  private root(row: number): number {
    let at = row;
    for (let parent = this.parents.get(at); parent !== undefined; parent = this.parents.get(at)) at = parent;
    return at;
  }

  same(a: number, b: number): boolean {
    return this.root(a) === this.root(b);
  }

  join(a: number, b: number): void {
    const [one, other] = [this.root(a), this.root(b)];
    if (one !== other) this.parents.set(Math.max(one, other), Math.min(one, other));
  }

  /** The pairs' stories, put together. */
  groups(pairs: readonly Pair[]): { rows: number[]; similarity: number }[] {
    const groups = new Map<number, { rows: Set<number>; similarity: number }>();
    for (const { first, second, similarity } of pairs) {
      const root = this.root(first);
      const group = groups.get(root) ?? { rows: new Set(), similarity: 1 };
      group.rows.add(first).add(second);
      group.similarity = Math.min(group.similarity, similarity);
      groups.set(root, group);
    }
    return [...groups.values()].map(({ rows, similarity }) => ({ rows: [...rows].sort((a, b) => a - b), similarity }));
  }
}

async function described(store: ReadStore, rows: readonly number[]): Promise<DuplicateStory[]> {
  const stories: DuplicateStory[] = [];
  for (const row of rows) {
    const article = await articleAt(store, row);
    if (!article) continue;
    const { uid, headline, publication, published, url, wordCount, importedAt } = article;
    stories.push({ uid, headline, publication, published, url, wordCount, importedAt });
  }
  return stories;
}

/**
 * Stories outside the trash that seem to be the same: by address, then by near-identical text. A story may be in a group of
 * each kind. The earliest import stands first. Two stories of the very same original cannot be in one archive.
 */
export async function findDuplicates(store: ReadStore): Promise<DuplicateGroup[]> {
  const known = new Unions();
  const found: DuplicateGroup[] = [];
  for (const rows of await store.articles.sharedAddresses()) {
    for (const row of rows) known.join(rows[0] ?? row, row);
    found.push({ reason: 'address', similarity: 100, stories: await described(store, rows) });
  }
  for (const { rows, similarity } of known.groups(await pairsByText(store, known))) {
    found.push({ reason: 'text', similarity: Math.floor(similarity * 100), stories: await described(store, rows) });
  }
  return found;
}
