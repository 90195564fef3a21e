import type { Statement } from 'better-sqlite3';
import type { ReadableDb, WritableDb } from '../handle';
import { ByteWriter } from './bytes';
import { REGIONS, Segment, type Region, type SegmentBytes, type SegmentSink } from './segment';

/** Which documents an index is of. */
export type Space = 'articles' | 'annotations';

/**
 * Bytes in a block: four of them, with their rows' own bytes, fill a database page of 64 KiB, so that nothing of it is wasted.
 */
const BLOCK_BYTES = 16_360;
/** A block's row number is made of its segment, region and place. */
const BLOCKS_A_REGION = 2 ** 22;
const REGIONS_A_SEGMENT = 4;

function firstBlock(segment: number, region: Region): number {
  return (segment * REGIONS_A_SEGMENT + REGIONS.indexOf(region)) * BLOCKS_A_REGION;
}

/** Reads segments' bytes from the database. */
export class SegmentTable {
  private readonly part: Statement<[number, number, number], Buffer>;
  private readonly whole: Statement<[number, number], Buffer>;

  constructor(private readonly db: ReadableDb) {
    this.part = db.prepare<[number, number, number], Buffer>('SELECT substr(bytes, ?, ?) FROM index_blocks WHERE id = ?').pluck();
    this.whole = db.prepare<[number, number], Buffer>('SELECT bytes FROM index_blocks WHERE id BETWEEN ? AND ? ORDER BY id').pluck();
  }

  /** Every segment of a space. */
  load(space: Space, known: ReadonlyMap<number, Segment>): Segment[] {
    const ids = this.db.prepare<[string], number>('SELECT id FROM index_segments WHERE space = ? ORDER BY id').pluck().all(space);
    const header = this.db.prepare<[number], Buffer>('SELECT header FROM index_segments WHERE id = ?').pluck();
    return ids.map((id) => known.get(id) ?? new Segment(id, header.get(id) ?? Buffer.alloc(0), this.bytesOf(id)));
  }

  bytesOf(segment: number): SegmentBytes {
    return { read: (region, from, length) => this.read(firstBlock(segment, region), from, length) };
  }

  private read(base: number, from: number, length: number): Uint8Array {
    const first = Math.floor(from / BLOCK_BYTES);
    const last = Math.floor((from + length - 1) / BLOCK_BYTES);
    const skip = from - first * BLOCK_BYTES;
    if (length === 0) return new Uint8Array();
    if (first === last) return this.part.get(skip + 1, length, base + first) ?? new Uint8Array();
    const bytes = new Uint8Array(length);
    let filled = 0;
    for (const block of this.whole.iterate(base + first, base + last)) {
      const piece = filled === 0 ? block.subarray(skip) : block;
      const room = length - filled;
      bytes.set(piece.length > room ? piece.subarray(0, room) : piece, filled);
      filled += Math.min(piece.length, room);
    }
    return bytes;
  }
}

/** Takes a new segment's bytes into the database, block by block. */
export class SegmentRows implements SegmentSink {
  private readonly insert: Statement<[number, Uint8Array]>;
  private readonly regions: Record<Region, { rest: ByteWriter; next: number }>;

  constructor(
    private readonly db: WritableDb,
    private readonly segment: number,
  ) {
    this.insert = db.prepare<[number, Uint8Array]>('INSERT INTO index_blocks (id, bytes) VALUES (?, ?)');
    const region = (name: Region) => ({ rest: new ByteWriter(BLOCK_BYTES * 2), next: firstBlock(segment, name) });
    this.regions = { documents: region('documents'), positions: region('positions'), dictionary: region('dictionary') };
  }

  append(name: Region, bytes: Uint8Array): void {
    const region = this.regions[name];
    region.rest.append(bytes);
    if (region.rest.length < BLOCK_BYTES) return;
    let from = 0;
    for (; region.rest.length - from >= BLOCK_BYTES; from += BLOCK_BYTES) {
      this.insert.run(region.next, region.rest.view(from, from + BLOCK_BYTES));
      region.next += 1;
    }
    const rest = region.rest.view(from).slice();
    region.rest.clear();
    region.rest.append(rest);
  }

  /** Writes what is left and makes the segment known. */
  finish(space: Space, documents: number, header: Uint8Array): void {
    for (const name of REGIONS) {
      const { rest, next } = this.regions[name];
      if (rest.length > 0) this.insert.run(next, rest.view());
    }
    this.db
      .prepare('INSERT INTO index_segments (id, space, documents, header) VALUES (?, ?, ?, ?)')
      .run(this.segment, space, documents, header);
  }
}

/** A number no segment ever had, so that no reader takes a new segment for one it knows. */
export function nextSegment(db: WritableDb): number {
  return db.prepare<[], number>('UPDATE index_state SET next_segment = next_segment + 1 RETURNING next_segment').pluck().get() ?? 1;
}

/** Nobody knows the segment any more; its blocks go with it, or are left to {@link clearBlocks}. */
export function dropSegment(db: WritableDb, segment: number, withBlocks = true): void {
  db.prepare('DELETE FROM index_segments WHERE id = ?').run(segment);
  if (!withBlocks) return;
  const first = firstBlock(segment, 'documents');
  db.prepare('DELETE FROM index_blocks WHERE id >= ? AND id < ?').run(first, first + REGIONS_A_SEGMENT * BLOCKS_A_REGION);
}

/** Blocks deleted between two looks at the time. */
const CLEARED_AT_ONCE = 256;

/**
 * Deletes blocks that belong to no segment: of dropped ones, and of a segment whose making was cut off by a crash.
 * @param making segments that are being made, which nobody knows yet
 * @param mayGoOn whether there is time left
 * @returns whether all are gone
 */
export function clearBlocks(db: WritableDb, making: readonly number[], mayGoOn: () => boolean): boolean {
  const known = db.prepare<[], number>('SELECT id FROM index_segments').pluck().all();
  const clear = db.prepare(
    'DELETE FROM index_blocks WHERE id IN (SELECT id FROM index_blocks WHERE id >= ? AND id < ? ORDER BY id LIMIT ?)',
  );
  let from = 0;
  for (const segment of [...known, ...making, Infinity].sort((a, b) => a - b)) {
    const end = segment === Infinity ? Number.MAX_SAFE_INTEGER : firstBlock(segment, 'documents');
    while (clear.run(from, end, CLEARED_AT_ONCE).changes > 0) if (!mayGoOn()) return false;
    from = firstBlock(segment + 1, 'documents');
  }
  return true;
}
