import { statSync } from 'node:fs';
import type { ReadableDb } from '../handle';

/** Tables copied row by row, in the order in which they refer to each other. Index, columns and sketches follow from them. */
export const SALVAGED = [
  'originals',
  'import_runs',
  'articles',
  'article_state',
  'publications',
  'tags',
  'article_tags',
  'annotations',
  'annotation_tags',
  'collections',
  'collection_items',
  'saved_searches',
  'settings',
] as const;
export type SalvagedTable = (typeof SALVAGED)[number];

export type Row = Record<string, unknown>;

/** Tables without row numbers, by what they are sorted. */
const KEYED: { readonly [Name in SalvagedTable]?: readonly string[] } = {
  article_tags: ['article_id', 'tag_id'],
  annotation_tags: ['annotation_id', 'tag_id'],
  collection_items: ['collection_id', 'article_id'],
};

/** Row numbers tried one by one where reading on fails, at most. */
const MOST_TRIED = 2_000_000;
/** No row of these tables is shorter, in bytes: a number far beyond is damage itself. */
const SHORTEST_ROW = 64;

/**
 * The rows of a table: from its beginning until reading fails, from its end until reading fails, and one by one in between.
 * Rows may come twice.
 * @param onLost called for every row, or stretch of rows, that is there and cannot be read
 */
export function* rowsOf(db: ReadableDb, table: SalvagedTable, onLost: () => void): Generator<Row> {
  const keys = KEYED[table];
  let failed = false;
  const reading = function* (rest: string, ...given: number[]): Generator<Row> {
    failed = false;
    try {
      yield* db.prepare<number[], Row>(`SELECT ${keys ? '' : 'rowid AS at, '}* FROM ${table} ${rest}`).iterate(...given);
    } catch {
      failed = true;
    }
  };
  if (keys) {
    yield* reading('');
    if (failed) {
      onLost();
      yield* reading(`ORDER BY ${keys.map((key) => `${key} DESC`).join(', ')}`);
    }
    return;
  }
  const numberOf = (row: Row) => Number(row['at']);
  let first = 0;
  for (const row of reading(`ORDER BY rowid`)) {
    first = Math.max(first, numberOf(row));
    yield row;
  }
  if (!failed) return;
  let last = Number.POSITIVE_INFINITY;
  for (const row of reading('WHERE rowid > ? ORDER BY rowid DESC', first)) {
    last = Math.min(last, numberOf(row));
    yield row;
  }
  const end = Math.min(last, lastKnown(db, table) ?? Number.POSITIVE_INFINITY, first + mostRows(db), first + MOST_TRIED);
  const one = db.prepare<[number], Row>(`SELECT rowid AS at, * FROM ${table} WHERE rowid = ?`);
  for (let number = first + 1; number < end; number += 1) {
    try {
      const row = one.get(number);
      if (row) yield row;
    } catch {
      onLost();
    }
  }
}

/** How many rows the whole file has room for. */
function mostRows(db: ReadableDb): number {
  return Math.ceil(statSync(db.name).size / SHORTEST_ROW);
}

/** The last row number that any secondary index tells: one may be whole where the table's own tree is not. */
function lastKnown(db: ReadableDb, table: SalvagedTable): number | null {
  try {
    const indexes = db.prepare<[], { name: string }>(`PRAGMA index_list(${table})`).all();
    const ends = indexes.flatMap(({ name }) => {
      try {
        return db.prepare<[], number>(`SELECT max(rowid) + 1 FROM ${table} INDEXED BY "${name}"`).pluck().all();
      } catch {
        return [];
      }
    });
    return ends.length === 0 ? null : Math.max(...ends);
  } catch {
    return null;
  }
}
