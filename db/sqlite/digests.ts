import { crc32 } from 'node:zlib';
import type { ReadableDb, WritableDb } from './handle';
import { statement } from './statement';

/**
 * A digest for every story, annotation and original, over all that was saved of it. SQLite's own check sees whether its pages hang
 * together; only a digest tells that a letter of a byline is not the one that was written. A story's text is in it by its hash, as an
 * original's bytes are.
 */
export const DIGESTED = {
  articles: [
    'uid',
    'source_id',
    'headline',
    'deck',
    'kicker',
    'byline',
    'dateline',
    'publication',
    'section',
    'edition',
    'slugline',
    'embargo',
    'credit_line',
    'rights',
    'url',
    'language',
    'published',
    'updated',
    'html',
    'text_hash',
    'word_count',
    'retrieved',
    'imported_at',
    'import_format',
    'original_sha256',
    'original_ordinal',
    'edited_at',
  ],
  annotations: [
    'uid',
    'article_id',
    'color',
    'note',
    'exact',
    'prefix',
    'suffix',
    'start',
    'end',
    'text_hash',
    'created_at',
    'updated_at',
    'removed_at',
  ],
  originals: ['sha256', 'file_name', 'media_type', 'byte_length', 'encoding'],
} as const;
export type DigestedTable = keyof typeof DIGESTED;

/** CRC-32 (IEEE 802.3) of a row's values. */
export function digestOf(table: DigestedTable, row: Readonly<Record<string, unknown>>): number {
  // Values hold no such characters: they separate, and tell an absent value from an empty one.
  return crc32(DIGESTED[table].map((column) => String((row[column] ?? '\u0001') as string | number)).join('\u0000'));
}

const columnsOf = (table: DigestedTable) => DIGESTED[table].map((column) => `"${column}"`).join(', ');

/** Writes the digest of a row that was changed. */
export function sealRow(db: WritableDb, table: DigestedTable, id: number): void {
  const row = statement<[number], Record<string, unknown>>(db, `SELECT ${columnsOf(table)} FROM ${table} WHERE rowid = ?`).get(id);
  if (row) statement<[number, number]>(db, `UPDATE ${table} SET digest = ? WHERE rowid = ?`).run(digestOf(table, row), id);
}

/** For archives from before there were digests. */
export function sealAll(db: WritableDb): void {
  for (const table of Object.keys(DIGESTED) as DigestedTable[]) {
    const ids = db.prepare<[], number>(`SELECT rowid FROM ${table}`).pluck().all();
    for (const id of ids) sealRow(db, table, id);
  }
}

/** Every row with its digest as it was saved. */
export function* sealedRows(
  db: ReadableDb,
  table: DigestedTable,
): Generator<{ id: number; isIntact: boolean; row: Record<string, unknown> }> {
  const text = table === 'articles' ? ', text' : '';
  const rows = db.prepare<[], Record<string, unknown>>(`SELECT rowid AS id, digest, ${columnsOf(table)}${text} FROM ${table}`).iterate();
  for (const row of rows) yield { id: Number(row['id']), isIntact: digestOf(table, row) === row['digest'], row };
}
