import type { ReadableDb, WritableDb } from '../handle';
import type { Space } from './segment-table';

/** Documents in one row of the table: few rows to read at opening, few bytes to write for one changed document. */
const CHUNK = 1_024;
const CHUNK_BYTES = CHUNK * 8;

/** A document that no segment answers for. */
export const NO_SEGMENT = 0;

/** For every document the segment that answers for it and its length, in memory and in rows of 1,024. */
export class Documents {
  /** By document; {@link NO_SEGMENT} where there is none. */
  segments = new Uint32Array(CHUNK);
  /** Words of the body, by document. */
  lengths = new Uint32Array(CHUNK);
  private readonly dirty = new Set<number>();
  /** Of the newest row that was read. */
  private version = -1;

  constructor(private readonly space: Space) {}

  /** Highest document there may be, plus one. */
  get size(): number {
    return this.segments.length;
  }

  /** Differs when rows were read that had changed. */
  get state(): number {
    return this.version;
  }

  /** Reads the rows that changed since they were read last. */
  refresh(db: ReadableDb): void {
    const last = db.prepare<[string], number | null>('SELECT max(chunk) FROM index_documents WHERE space = ?').pluck().get(this.space) ?? 0;
    // At once: arrays that grow step by step leave several times their size behind.
    this.reserve((last + 1) * CHUNK - 1);
    const rows = db
      .prepare<[string, number], { chunk: number; version: number; bytes: Buffer }>(
        'SELECT chunk, version, bytes FROM index_documents WHERE space = ? AND version > ?',
      )
      .iterate(this.space, this.version);
    for (const { chunk, version, bytes } of rows) {
      this.reserve((chunk + 1) * CHUNK - 1);
      const numbers = new Uint32Array(CHUNK * 2);
      new Uint8Array(numbers.buffer).set(bytes.subarray(0, CHUNK_BYTES));
      this.segments.set(numbers.subarray(0, CHUNK), chunk * CHUNK);
      this.lengths.set(numbers.subarray(CHUNK), chunk * CHUNK);
      this.version = Math.max(this.version, version);
    }
  }

  /** Says who answers for a document from now on. */
  set(document: number, segment: number, length: number): void {
    this.reserve(document);
    this.segments[document] = segment;
    this.lengths[document] = length;
    this.dirty.add(Math.floor(document / CHUNK));
  }

  /** Puts a document into memory only, for words that are not in the database yet. */
  hold(document: number, segment: number, length: number): void {
    this.reserve(document);
    this.segments[document] = segment;
    this.lengths[document] = length;
  }

  /** Writes what {@link set} changed. */
  save(db: WritableDb, version: number): void {
    const write = db.prepare(
      'INSERT INTO index_documents (space, chunk, version, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, bytes = excluded.bytes',
    );
    for (const chunk of this.dirty) {
      const numbers = new Uint32Array(CHUNK * 2);
      numbers.set(this.segments.subarray(chunk * CHUNK, (chunk + 1) * CHUNK), 0);
      numbers.set(this.lengths.subarray(chunk * CHUNK, (chunk + 1) * CHUNK), CHUNK);
      write.run(this.space, chunk, version, new Uint8Array(numbers.buffer));
    }
    this.dirty.clear();
  }

  /** How many documents segments answer for, and how long they are on average. */
  totals(): { count: number; averageLength: number } {
    let count = 0;
    let words = 0;
    for (let document = 0; document < this.segments.length; document += 1) {
      if (this.segments[document] === NO_SEGMENT) continue;
      count += 1;
      words += this.lengths[document] ?? 0;
    }
    return { count, averageLength: count === 0 ? 1 : Math.max(1, words / count) };
  }

  /** Segments that answer for a document, those of the newest documents first. */
  newestSegments(): number[] {
    const found = new Set<number>();
    let last = NO_SEGMENT;
    for (let document = this.segments.length - 1; document >= 0; document -= 1) {
      const segment = this.segments[document] ?? NO_SEGMENT;
      // Neighbours are in one segment most often.
      if (segment === last || segment === NO_SEGMENT) continue;
      found.add(segment);
      last = segment;
    }
    return [...found];
  }

  private reserve(document: number): void {
    if (document < this.segments.length) return;
    const capacity = Math.ceil(Math.max(document + 1, this.segments.length * 1.5) / CHUNK) * CHUNK;
    const segments = new Uint32Array(capacity);
    segments.set(this.segments);
    this.segments = segments;
    const lengths = new Uint32Array(capacity);
    lengths.set(this.lengths);
    this.lengths = lengths;
  }
}
