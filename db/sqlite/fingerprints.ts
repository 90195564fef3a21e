import { addressHash, addressKey } from '../../core/address';
import { BANDS, sketchOf } from '../../core/near-duplicates';
import type { Fingerprint } from '../store';
import type { ReadableDb, WritableDb } from './handle';
import { statement, valueOf } from './statement';
import { TRASHED_IDS } from './states';

/** Bytes of one band hash. */
const WIDTH = 4;

function toBlob(bands: readonly number[] | null): Buffer {
  const blob = Buffer.alloc(bands === null ? 0 : BANDS * WIDTH);
  bands?.forEach((band, index) => blob.writeUInt32BE(band, index * WIDTH));
  return blob;
}

function fromBlob(blob: Buffer): number[] {
  return Array.from({ length: blob.length / WIDTH }, (_, index) => blob.readUInt32BE(index * WIDTH));
}

/**
 * Records by what a story is recognised: its address and the sketch of its text.
 * @param sketch of the text, where it was scanned already
 */
export function setFingerprint(db: WritableDb, id: number, { url, text }: { url: string; text: string }, sketch = sketchOf(text)): void {
  statement(db, 'INSERT OR REPLACE INTO article_fingerprints (article_id, address, bands) VALUES (?, ?, ?)').run(
    id,
    addressHash(addressKey(url)),
    toBlob(sketch.bands()),
  );
}

/** For archives from before there were fingerprints. */
export function fingerprintAll(db: WritableDb): void {
  const ids = db.prepare<[], number>('SELECT id FROM articles').pluck().all();
  const story = db.prepare<[number], { url: string; text: string }>('SELECT url, text FROM articles WHERE id = ?');
  for (const id of ids) {
    const found = story.get(id);
    if (found) setFingerprint(db, id, found);
  }
}

/** The first story imported whose address has this key. */
export function findByAddress(db: ReadableDb, key: string): string | null {
  if (key === '') return null;
  const sql = `SELECT uid, url FROM article_fingerprints JOIN articles ON articles.id = article_id
    WHERE address = ? AND address <> 0 ORDER BY articles.id`;
  const found = statement<[number], { uid: string; url: string }>(db, sql).all(addressHash(key));
  return found.find(({ url }) => addressKey(url) === key)?.uid ?? null;
}

/** Reads the table of fingerprints alone: the stories' own rows are a hundred times as long. */
export function listFingerprints(db: ReadableDb, after: number, limit: number): Fingerprint[] {
  const sql = `SELECT article_id AS row, bands FROM article_fingerprints
    WHERE article_id > ? AND article_id NOT IN ${TRASHED_IDS} ORDER BY article_id LIMIT ?`;
  return statement<[number, number], { row: number; bands: Buffer }>(db, sql)
    .all(after, limit)
    .map(({ row, bands }) => ({ row, bands: fromBlob(bands) }));
}

export function sharedAddresses(db: ReadableDb): number[][] {
  const rows = db
    .prepare<[], { row: number; url: string }>(
      `SELECT article_id AS row, url FROM article_fingerprints JOIN articles ON articles.id = article_id
       WHERE address IN (SELECT address FROM article_fingerprints WHERE address <> 0 GROUP BY address HAVING count(*) > 1)
         AND article_id NOT IN ${TRASHED_IDS}
       ORDER BY article_id`,
    )
    .all();
  const groups = new Map<string, number[]>();
  for (const { row, url } of rows) {
    const key = addressKey(url);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

export function uidAt(db: ReadableDb, row: number): string | null {
  return valueOf<[number], string>(db, 'SELECT uid FROM articles WHERE id = ?').get(row) ?? null;
}
