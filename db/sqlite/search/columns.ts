import type { ReadableDb, WritableDb } from '../handle';

/**
 * The stories' values that filters, facets, the timeline and the order by date need, side by side in memory: a pass over
 * a million of them takes a millisecond or two. The table holds them in rows of 1,024 stories.
 */
export interface ColumnValues {
  /** Minutes from 1970 as the dateline's own clock shows them, or {@link NO_TIME}. */
  published: number;
  imported: number;
  /** Row of `publications`, or 0. */
  publication: number;
  /** Row of `languages`, or 0. */
  language: number;
  flags: number;
  /** Rows of `tags`. */
  tags: readonly number[];
}

export const NO_TIME = -0x8000_0000;

/** Bits of `flags`. */
export const FLAGS = {
  present: 1,
  read: 2,
  starred: 4,
  trashed: 8,
  annotated: 16,
  note: 32,
  image: 64,
  url: 128,
  original: 256,
} as const;

const CHUNK = 1_024;
/** Bytes of a row before the tags. */
const FIXED = CHUNK * (4 + 4 + 4 + 2 + 2 + 2);

/** Minutes since 1970 of the date and time as written, the time zone left aside: `2018`, `2018-09`, `2018-09-23T10:15:00+02:00`. */
export function minutesOf(time: string): number {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2}))?)?)?/.exec(time);
  if (!match) return NO_TIME;
  const [, year, month = '01', day = '01', hour = '00', minute = '00'] = match;
  return Math.round(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 60_000);
}

/** Tags of 1,024 stories: where each one's begin, and all of them. */
interface ChunkTags {
  starts: Uint32Array;
  tags: Uint32Array;
}

export class Columns {
  published = new Int32Array(CHUNK).fill(NO_TIME);
  imported = new Int32Array(CHUNK).fill(NO_TIME);
  publications = new Uint32Array(CHUNK);
  languages = new Uint16Array(CHUNK);
  flags = new Uint16Array(CHUNK);
  private readonly tags: (ChunkTags | undefined)[] = [];
  private version = -1;

  /** Highest story there may be, plus one. */
  get size(): number {
    return this.flags.length;
  }

  /** Reads the rows that changed since they were read last. */
  refresh(db: ReadableDb): void {
    const last = db.prepare<[], number | null>('SELECT max(chunk) FROM article_columns').pluck().get() ?? 0;
    // At once: arrays that grow step by step leave several times their size behind.
    this.reserve((last + 1) * CHUNK);
    const rows = db
      .prepare<[number], { chunk: number; version: number; bytes: Buffer }>(
        'SELECT chunk, version, bytes FROM article_columns WHERE version > ?',
      )
      .iterate(this.version);
    for (const { chunk, version, bytes } of rows) {
      this.take(chunk, bytes);
      this.version = Math.max(this.version, version);
    }
  }

  /** Calls `sink` for each tag of a story. */
  eachTag(story: number, sink: (tag: number) => void): void {
    const chunk = this.tags[story >>> 10];
    if (!chunk) return;
    const at = story & (CHUNK - 1);
    const end = chunk.starts[at + 1] ?? 0;
    for (let index = chunk.starts[at] ?? 0; index < end; index += 1) sink(chunk.tags[index] ?? 0);
  }

  /** Calls `sink` with every story that has one of the tags. One pass over all tags of all stories. */
  withTags(wanted: ReadonlySet<number>, sink: (story: number) => void): void {
    const most = Math.max(0, ...wanted);
    const isWanted = new Uint8Array(most + 1);
    for (const tag of wanted) isWanted[tag] = 1;
    for (const [number, chunk] of this.tags.entries()) {
      if (!chunk) continue;
      const { starts, tags } = chunk;
      let at = 0;
      let last = -1;
      // Few tags are wanted: the story is looked for when one is.
      for (let index = 0; index < tags.length; index += 1) {
        const tag = tags[index] ?? 0;
        // Reading past the end of an array would take ten times as long.
        if (tag > most || isWanted[tag] !== 1) continue;
        while ((starts[at + 1] ?? 0) <= index) at += 1;
        if (at !== last) sink(number * CHUNK + at);
        last = at;
      }
    }
  }

  /** Whether a story's values are these. */
  has(story: number, values: ColumnValues): boolean {
    const tags: number[] = [];
    this.eachTag(story, (tag) => tags.push(tag));
    return (
      this.published[story] === values.published &&
      this.imported[story] === values.imported &&
      this.publications[story] === values.publication &&
      this.languages[story] === values.language &&
      this.flags[story] === values.flags &&
      tags.length === values.tags.length &&
      tags.every((tag, index) => tag === values.tags[index])
    );
  }

  private take(chunk: number, bytes: Buffer): void {
    this.reserve((chunk + 1) * CHUNK);
    // A copy, so that numbers of four bytes begin where the machine wants them.
    const whole = new Uint8Array(bytes).buffer;
    const base = chunk * CHUNK;
    this.published.set(new Int32Array(whole, 0, CHUNK), base);
    this.imported.set(new Int32Array(whole, CHUNK * 4, CHUNK), base);
    this.publications.set(new Uint32Array(whole, CHUNK * 8, CHUNK), base);
    this.languages.set(new Uint16Array(whole, CHUNK * 12, CHUNK), base);
    this.flags.set(new Uint16Array(whole, CHUNK * 14, CHUNK), base);
    const counts = new Uint16Array(whole, CHUNK * 16, CHUNK);
    const starts = new Uint32Array(CHUNK + 1);
    counts.forEach((count, at) => (starts[at + 1] = (starts[at] ?? 0) + count));
    // A copy again: a view would keep the whole row in memory.
    this.tags[chunk] = { starts, tags: new Uint32Array(whole, FIXED, starts[CHUNK] ?? 0).slice() };
  }

  private reserve(size: number): void {
    if (size <= this.size) return;
    const capacity = Math.ceil(Math.max(size, this.size * 1.5) / CHUNK) * CHUNK;
    const grow = <T extends Int32Array | Uint32Array | Uint16Array>(old: T, larger: T): T => {
      larger.set(old);
      return larger;
    };
    this.published = grow(this.published, new Int32Array(capacity).fill(NO_TIME, this.size));
    this.imported = grow(this.imported, new Int32Array(capacity).fill(NO_TIME, this.size));
    this.publications = grow(this.publications, new Uint32Array(capacity));
    this.languages = grow(this.languages, new Uint16Array(capacity));
    this.flags = grow(this.flags, new Uint16Array(capacity));
  }
}

/** Changes rows of columns: what changed in a unit of work is written at its end. */
export class ColumnsWriter {
  private readonly changed = new Map<number, Map<number, ColumnValues | null>>();

  /** `null` when the story is gone. */
  set(story: number, values: ColumnValues | null): void {
    const chunk = Math.floor(story / CHUNK);
    let rows = this.changed.get(chunk);
    if (!rows) this.changed.set(chunk, (rows = new Map<number, ColumnValues | null>()));
    rows.set(story % CHUNK, values);
  }

  forget(): void {
    this.changed.clear();
  }

  save(db: WritableDb): void {
    if (this.changed.size === 0) return;
    const version = db.prepare<[], number>('UPDATE index_state SET version = version + 1 RETURNING version').pluck().get() ?? 0;
    const read = db.prepare<[number], Buffer>('SELECT bytes FROM article_columns WHERE chunk = ?').pluck();
    const write = db.prepare(
      'INSERT INTO article_columns (chunk, version, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, bytes = excluded.bytes',
    );
    for (const [chunk, rows] of this.changed) write.run(chunk, version, changedRow(read.get(chunk), rows));
    this.changed.clear();
  }
}

const GONE: ColumnValues = { published: NO_TIME, imported: NO_TIME, publication: 0, language: 0, flags: 0, tags: [] };

/** A row's bytes with some stories' values replaced. */
function changedRow(bytes: Buffer | undefined, rows: ReadonlyMap<number, ColumnValues | null>): Uint8Array {
  const old = bytes ? new Uint8Array(bytes).buffer : emptyRow();
  const oldCounts = new Uint16Array(old, CHUNK * 16, CHUNK);
  const oldTags = new Uint32Array(old, FIXED);
  const tags: number[] = [];
  const fixed = old.slice(0, FIXED);
  const counts = new Uint16Array(fixed, CHUNK * 16, CHUNK);
  for (let at = 0, from = 0; at < CHUNK; at += 1) {
    const count = oldCounts[at] ?? 0;
    const values = rows.get(at);
    if (values === undefined) for (let index = from; index < from + count; index += 1) tags.push(oldTags[index] ?? 0);
    else tags.push(...(values?.tags ?? []));
    from += count;
  }
  for (const [at, given] of rows) {
    const values = given ?? GONE;
    new Int32Array(fixed, 0, CHUNK)[at] = values.published;
    new Int32Array(fixed, CHUNK * 4, CHUNK)[at] = values.imported;
    new Uint32Array(fixed, CHUNK * 8, CHUNK)[at] = values.publication;
    new Uint16Array(fixed, CHUNK * 12, CHUNK)[at] = values.language;
    new Uint16Array(fixed, CHUNK * 14, CHUNK)[at] = values.flags;
    counts[at] = values.tags.length;
  }
  const whole = new Uint8Array(FIXED + tags.length * 4);
  whole.set(new Uint8Array(fixed));
  whole.set(new Uint8Array(Uint32Array.from(tags).buffer), FIXED);
  return whole;
}

function emptyRow(): ArrayBuffer {
  const row = new ArrayBuffer(FIXED);
  new Int32Array(row, 0, CHUNK * 2).fill(NO_TIME);
  return row;
}
