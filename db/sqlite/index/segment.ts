import { ByteReader, ByteWriter } from './bytes';

/**
 * A segment: the postings of some documents, never changed once written. Three regions of bytes: the documents of all terms
 * in the order of the terms, their positions, and the dictionary, which is cut into groups of {@link GROUP} terms. The
 * header, kept in memory, knows the first term of every group and where it begins in each region.
 */
export const REGIONS = ['documents', 'positions', 'dictionary'] as const;
export type Region = (typeof REGIONS)[number];

/** Terms in a group: few enough to be read through for one lookup. */
export const GROUP = 64;

/** Groups remembered as read: words are looked up several times for one query, and again for the next letter typed. */
const REMEMBERED_GROUPS = 128;

/** Bytes of neighbouring terms read at once, about. */
const READ_AT_ONCE = 2 ** 20;

/** Where a segment's bytes come from: the database's blocks, or memory. */
export interface SegmentBytes {
  read(region: Region, from: number, length: number): Uint8Array;
}

/** A term of a segment and where its postings stand. */
export interface TermEntry {
  term: string;
  /** Documents that hold it, those included that moved to another segment since. */
  count: number;
  documents: { from: number; length: number };
  positions: { from: number; length: number };
}

/** Receives the regions' bytes as they are written. */
export interface SegmentSink {
  append(region: Region, bytes: Uint8Array): void;
}

/** Writes a segment, term by term in ascending order of UTF-16 units. */
export class SegmentWriter {
  private readonly header = new ByteWriter();
  private readonly line = new ByteWriter();
  private readonly at = { documents: 0, positions: 0, dictionary: 0 };
  private previous = '';
  private groups = 0;
  terms = 0;

  constructor(private readonly sink: SegmentSink) {}

  add(term: string, count: number, documents: Uint8Array, positions: Uint8Array): void {
    if (this.terms % GROUP === 0) this.beginGroup(term);
    let shared = 0;
    while (shared < term.length && shared < this.previous.length && term.charCodeAt(shared) === this.previous.charCodeAt(shared))
      shared += 1;
    const { line } = this;
    line.clear();
    line.varint(shared);
    line.varint(term.length - shared);
    line.units(term, shared);
    line.varint(count);
    line.varint(documents.length);
    line.varint(positions.length);
    this.put('dictionary', line.view());
    this.put('documents', documents);
    this.put('positions', positions);
    this.previous = term;
    this.terms += 1;
  }

  /** The header's bytes. */
  finish(): Uint8Array {
    const whole = new ByteWriter();
    whole.varint(this.terms);
    whole.varint(this.groups);
    for (const region of REGIONS) whole.varint(this.at[region]);
    whole.append(this.header.view());
    return whole.copy();
  }

  private beginGroup(term: string): void {
    this.previous = '';
    this.groups += 1;
    this.header.varint(term.length);
    this.header.units(term);
    for (const region of REGIONS) this.header.varint(this.at[region]);
  }

  private put(region: Region, bytes: Uint8Array): void {
    if (bytes.length > 0) this.sink.append(region, bytes);
    this.at[region] += bytes.length;
  }
}

/** Reads a segment. */
export class Segment {
  /** Where each group's first term stands in the header, and where the group begins in each region: a large archive has a third of a million of them. */
  private readonly firsts: Uint32Array;
  private readonly begins: Readonly<Record<Region, Float64Array>>;
  private readonly read = new Map<number, Uint8Array>();
  readonly terms: number;
  /** Bytes of each region. */
  readonly sizes: Readonly<Record<Region, number>>;

  constructor(
    readonly id: number,
    private readonly header: Uint8Array,
    private readonly source: SegmentBytes,
  ) {
    const reader = new ByteReader(header);
    this.terms = reader.varint();
    const groups = reader.varint();
    this.sizes = { documents: reader.varint(), positions: reader.varint(), dictionary: reader.varint() };
    this.firsts = new Uint32Array(groups);
    this.begins = { documents: new Float64Array(groups), positions: new Float64Array(groups), dictionary: new Float64Array(groups) };
    for (let index = 0; index < groups; index += 1) {
      this.firsts[index] = reader.at;
      for (let left = reader.varint(); left > 0; left -= 1) reader.varint();
      for (const region of REGIONS) this.begins[region][index] = reader.varint();
    }
  }

  /**
   * Looks a term up. Reads through its group without making a string of each term: `matched` units of the term wanted are those
   * of the term before, so that a term that shares more with the one before is smaller as well, and one that shares less larger.
   */
  find(term: string): TermEntry | null {
    const group = this.groupOf(term);
    if (group < 0) return null;
    const reader = new ByteReader(this.bytesOf(group));
    let documents = this.begins.documents[group] ?? 0;
    let positions = this.begins.positions[group] ?? 0;
    let matched = 0;
    while (reader.at < reader.bytes.length) {
      const shared = reader.varint();
      if (shared < matched) return null;
      let left = reader.varint();
      let isSmaller = shared > matched;
      for (; left > 0 && !isSmaller; left -= 1) {
        const difference = reader.varint() - (matched < term.length ? term.charCodeAt(matched) : -1);
        if (difference > 0) return null;
        if (difference < 0) isSmaller = true;
        else matched += 1;
      }
      for (; left > 0; left -= 1) reader.varint();
      const count = reader.varint();
      const documentsLength = reader.varint();
      const positionsLength = reader.varint();
      if (!isSmaller && matched === term.length) {
        return {
          term,
          count,
          documents: { from: documents, length: documentsLength },
          positions: { from: positions, length: positionsLength },
        };
      }
      documents += documentsLength;
      positions += positionsLength;
    }
    return null;
  }

  /** The bytes of a group, as they were read last. */
  private bytesOf(group: number): Uint8Array {
    let bytes = this.read.get(group);
    if (!bytes) {
      if (this.read.size >= REMEMBERED_GROUPS) this.read.clear();
      const from = this.begins.dictionary[group] ?? this.sizes.dictionary;
      bytes = this.source.read('dictionary', from, (this.begins.dictionary[group + 1] ?? this.sizes.dictionary) - from);
      this.read.set(group, bytes);
    }
    return bytes;
  }

  /** The terms from `from` on, in order, as long as `within` says so. */
  *from(from: string, within: (term: string) => boolean): Generator<TermEntry> {
    for (let group = Math.max(0, this.groupOf(from)); group < this.firsts.length; group += 1) {
      for (const entry of this.entriesOf(group)) {
        if (entry.term < from) continue;
        if (!within(entry.term)) return;
        yield entry;
      }
    }
  }

  documentsOf(entry: TermEntry): Uint8Array {
    return this.source.read('documents', entry.documents.from, entry.documents.length);
  }

  /** The documents' bytes of several terms. Those of neighbours stand side by side and are read at once. */
  *documentsOfEach(entries: readonly TermEntry[]): Generator<{ entry: TermEntry; bytes: Uint8Array }> {
    for (let at = 0; at < entries.length;) {
      const from = entries[at]?.documents.from ?? 0;
      let length = 0;
      let next = at;
      while (next < entries.length && entries[next]?.documents.from === from + length && (next === at || length < READ_AT_ONCE)) {
        length += entries[next]?.documents.length ?? 0;
        next += 1;
      }
      const bytes = this.source.read('documents', from, length);
      for (const entry of entries.slice(at, next)) {
        const start = entry.documents.from - from;
        yield { entry, bytes: bytes.subarray(start, start + entry.documents.length) };
      }
      at = next;
    }
  }

  /** The bytes of a term's positions, or those from one place to another among them. */
  positionsOf({ positions }: TermEntry, from = 0, to = positions.length): Uint8Array {
    return this.source.read('positions', positions.from + from, to - from);
  }

  /** The same segment for somebody who reads all of it in order. */
  inOrder(): Segment {
    return new Segment(this.id, this.header, new BytesAhead(this.source, this.sizes));
  }

  private firstOf(group: number): string {
    const reader = new ByteReader(this.header, this.firsts[group]);
    return reader.units(reader.varint());
  }

  /** The last group that begins at or before the term, or -1. */
  private groupOf(term: string): number {
    let low = 0;
    let high = this.firsts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.firstOf(middle) <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private *entriesOf(index: number): Generator<TermEntry> {
    const from = this.begins.dictionary[index] ?? this.sizes.dictionary;
    const end = this.begins.dictionary[index + 1] ?? this.sizes.dictionary;
    const reader = new ByteReader(this.source.read('dictionary', from, end - from));
    let documents = this.begins.documents[index] ?? 0;
    let positions = this.begins.positions[index] ?? 0;
    let term = '';
    while (reader.at < reader.bytes.length) {
      const shared = reader.varint();
      term = term.slice(0, shared) + reader.units(reader.varint());
      const count = reader.varint();
      const documentsLength = reader.varint();
      const positionsLength = reader.varint();
      yield {
        term,
        count,
        documents: { from: documents, length: documentsLength },
        positions: { from: positions, length: positionsLength },
      };
      documents += documentsLength;
      positions += positionsLength;
    }
  }
}

/** Reads bytes in large pieces, so that neighbours are read together. */
class BytesAhead implements SegmentBytes {
  private readonly pieces = new Map<Region, { from: number; bytes: Uint8Array }>();

  constructor(
    private readonly source: SegmentBytes,
    private readonly sizes: Readonly<Record<Region, number>>,
  ) {}

  read(region: Region, from: number, length: number): Uint8Array {
    let piece = this.pieces.get(region);
    if (!piece || from < piece.from || from + length > piece.from + piece.bytes.length) {
      const bytes = this.source.read(region, from, Math.min(Math.max(length, READ_AT_ONCE), this.sizes[region] - from));
      this.pieces.set(region, (piece = { from, bytes }));
    }
    return piece.bytes.subarray(from - piece.from, from - piece.from + length);
  }
}

/** A segment's bytes in memory. */
export class MemoryBytes implements SegmentBytes, SegmentSink {
  private readonly regions = { documents: new ByteWriter(), positions: new ByteWriter(), dictionary: new ByteWriter() };

  append(region: Region, bytes: Uint8Array): void {
    this.regions[region].append(bytes);
  }

  read(region: Region, from: number, length: number): Uint8Array {
    return this.regions[region].view(from, from + length);
  }
}
