import { ByteReader, ByteWriter } from './bytes';

/**
 * One term's postings in one segment.
 *
 * Documents: for each, in ascending order, an integer `(distance to the previous one) * 4 + shape` and what the shape asks
 * for. Positions: for each document, field by field, the distances between the places of the term in that field.
 * A list of {@link SKIP_FROM} documents or more begins with a table of its blocks of {@link BLOCK} documents, so that readers
 * that know which documents they want pass over the others.
 */

/** Fields are numbered from 0; 0 is the one most words stand in. */
export const BODY = 0;
export const MAX_FIELDS = 14;
/** Fields from this one up are searched only where they are named: the lists of short beginnings leave them out. */
export const FIRST_FIELD_APART = 8;
/** A place in a document: the field times this, plus the number of the word in the field. Neighbours never span fields. */
export const FIELD_SPAN = 1 << 26;

const BODY_ONCE = 0;
const BODY_TWICE = 1;
/** An integer follows: how often. */
const BODY_OFTEN = 2;
/** An integer follows, the fields as bits and below them one for "more than once"; if it is set, how often in each field. */
const FIELDS = 3;

export const BLOCK = 128;
const SKIP_FROM = 256;

/** Writes the postings of one term. Documents come in ascending order, places of a document in ascending order. */
export class PostingsWriter {
  private readonly documents = new ByteWriter();
  private readonly positions = new ByteWriter();
  private readonly skips = new ByteWriter(64);
  private previous = 0;
  private blockStart = { document: 0, documents: 0, positions: 0 };
  private readonly counts = new Int32Array(MAX_FIELDS);
  count = 0;

  clear(): void {
    this.documents.clear();
    this.positions.clear();
    this.skips.clear();
    this.previous = 0;
    this.count = 0;
    this.blockStart = { document: 0, documents: 0, positions: 0 };
  }

  /**
   * Adds a document.
   * @param places fields and words as `field * FIELD_SPAN + word`
   */
  add(document: number, places: Int32Array, from: number, to: number): void {
    const { counts, documents } = this;
    let mask = 0;
    let once = true;
    for (let index = from; index < to; index += 1) {
      const field = ((places[index] ?? 0) / FIELD_SPAN) | 0;
      const bit = 1 << field;
      if ((mask & bit) === 0) counts[field] = 0;
      else once = false;
      mask |= bit;
      counts[field] = (counts[field] ?? 0) + 1;
    }
    const times = to - from;
    const shape = mask !== 1 << BODY ? FIELDS : times === 1 ? BODY_ONCE : times === 2 ? BODY_TWICE : BODY_OFTEN;
    documents.varint((document - this.previous) * 4 + shape);
    if (shape === BODY_OFTEN) documents.varint(times);
    if (shape === FIELDS) documents.varint(mask * 2 + (once ? 0 : 1));
    if (shape === FIELDS && !once) {
      for (let field = 0, bits = mask; bits !== 0; field += 1, bits >>>= 1) if ((bits & 1) === 1) documents.varint(counts[field] ?? 0);
    }
    this.writePlaces(places, from, to);
    this.previous = document;
    this.count += 1;
    if (this.count % BLOCK === 0) this.endBlock();
  }

  /**
   * Takes over postings as they are written elsewhere, from where a cursor stands.
   * @param before the first document that is not taken
   */
  take(cursor: PostingsCursor, before: number): void {
    const { documents, positions } = this;
    // Places stand side by side, and are copied as far as they do.
    let from = cursor.placesFrom;
    let to = from;
    while (cursor.document < before) {
      if (cursor.placesFrom !== to) {
        positions.append(cursor.positions, from, to);
        from = cursor.placesFrom;
      }
      to = cursor.placesTo;
      documents.varint((cursor.document - this.previous) * 4 + cursor.shape);
      for (let at = cursor.from; at < cursor.to; at += 1) documents.byte(cursor.documents[at] ?? 0);
      this.previous = cursor.document;
      this.count += 1;
      if (this.count % BLOCK === 0) {
        positions.append(cursor.positions, from, to);
        from = to;
        this.endBlock();
      }
      cursor.next();
    }
    positions.append(cursor.positions, from, to);
  }

  /** The bytes of documents and positions. Views: the next {@link clear} may overwrite them. */
  finish(): { documents: Uint8Array; positions: Uint8Array } {
    if (this.count < SKIP_FROM) return { documents: this.documents.view(), positions: this.positions.view() };
    if (this.count % BLOCK !== 0) this.endBlock();
    const whole = new ByteWriter(this.skips.length + this.documents.length);
    whole.append(this.skips.view());
    whole.append(this.documents.view());
    return { documents: whole.view(), positions: this.positions.view() };
  }

  private writePlaces(places: Int32Array, from: number, to: number): void {
    let field = -1;
    let last = 0;
    for (let index = from; index < to; index += 1) {
      const place = places[index] ?? 0;
      const here = (place / FIELD_SPAN) | 0;
      if (here !== field) {
        field = here;
        last = here * FIELD_SPAN;
      }
      this.positions.varint(place - last);
      last = place;
    }
  }

  private endBlock(): void {
    this.skips.varint(this.previous - this.blockStart.document);
    this.skips.varint(this.documents.length - this.blockStart.documents);
    this.skips.varint(this.positions.length - this.blockStart.positions);
    this.blockStart = { document: this.previous, documents: this.documents.length, positions: this.positions.length };
  }
}

/** Documents with how often they hold a term; the arrays grow and are used again. */
export class PostingBuffer {
  documents = new Int32Array(1_024);
  /** Places of the term, each field counted with its weight. */
  weights = new Float32Array(1_024);
  length = 0;

  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.documents.length) return;
    const capacity = Math.max(needed, this.documents.length * 2);
    const documents = new Int32Array(capacity);
    documents.set(this.documents.subarray(0, this.length));
    this.documents = documents;
    const weights = new Float32Array(capacity);
    weights.set(this.weights.subarray(0, this.length));
    this.weights = weights;
  }

  add(document: number, weight: number): void {
    this.reserve(1);
    this.documents[this.length] = document;
    this.weights[this.length++] = weight;
  }
}

/** How many bytes of skip table stand before the postings, and where each block ends. */
interface Skips {
  /** Where the postings begin. */
  start: number;
  /** The last document of each block. */
  lasts: Int32Array;
  /** Where each block's documents end, from `start`. */
  documentEnds: Int32Array;
  positionEnds: Int32Array;
}

function readSkips(bytes: Uint8Array, count: number): Skips | null {
  if (count < SKIP_FROM) return null;
  const blocks = Math.ceil(count / BLOCK);
  const reader = new ByteReader(bytes);
  const lasts = new Int32Array(blocks);
  const documentEnds = new Int32Array(blocks);
  const positionEnds = new Int32Array(blocks);
  let last = 0;
  let documents = 0;
  let positions = 0;
  for (let block = 0; block < blocks; block += 1) {
    last += reader.varint();
    documents += reader.varint();
    positions += reader.varint();
    lasts[block] = last;
    documentEnds[block] = documents;
    positionEnds[block] = positions;
  }
  return { start: reader.at, lasts, documentEnds, positionEnds };
}

/** What is read of each posting. */
export interface Reading {
  /** Fields that count, as bits; a document with the term elsewhere only is passed over. */
  fields: number;
  /** What one place in each field counts. */
  weights: Float32Array;
  /** Documents in ascending order that alone are wanted, or `null` for all. */
  among: Int32Array | null;
}

/**
 * Decodes a list of postings into `out`. The hot loop of search.
 * @param segment the documents' current segments; documents that moved on to another one are passed over
 */
export function readPostings(
  bytes: Uint8Array,
  count: number,
  segments: Uint32Array,
  segment: number,
  { fields, weights, among }: Reading,
  out: PostingBuffer,
): void {
  const skips = readSkips(bytes, count);
  out.reserve(among ? Math.min(count, among.length) : count);
  const { documents: outDocuments, weights: outWeights } = out;
  let length = out.length;
  let at = skips?.start ?? 0;
  let document = 0;
  let next = 0;
  const bodyWeight = (fields & 1) === 1 ? (weights[BODY] ?? 0) : 0;
  for (let index = 0; index < count; index += 1) {
    if (among !== null && skips !== null && index % BLOCK === 0) {
      const block = index / BLOCK;
      while (next < among.length && (among[next] ?? 0) <= document) next += 1;
      if (next >= among.length) break;
      if ((among[next] ?? 0) > (skips.lasts[block] ?? 0)) {
        document = skips.lasts[block] ?? 0;
        at = skips.start + (skips.documentEnds[block] ?? 0);
        index += BLOCK - 1;
        continue;
      }
    }
    let byte = bytes[at++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    document += value >>> 2;
    const shape = value & 3;
    let weight: number;
    if (shape <= BODY_TWICE) weight = bodyWeight * (shape + 1);
    else {
      byte = bytes[at++] ?? 0;
      let number = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++] ?? 0;
        number |= (byte & 127) << shift;
      }
      if (shape === BODY_OFTEN) weight = bodyWeight * number;
      else {
        weight = 0;
        for (let field = 0, bits = number >>> 1; bits !== 0; field += 1, bits >>>= 1) {
          if ((bits & 1) === 0) continue;
          let times = 1;
          if ((number & 1) === 1) {
            byte = bytes[at++] ?? 0;
            times = byte & 127;
            for (let shift = 7; byte > 127; shift += 7) {
              byte = bytes[at++] ?? 0;
              times |= (byte & 127) << shift;
            }
          }
          if ((fields & (1 << field)) !== 0) weight += times * (weights[field] ?? 0);
        }
      }
    }
    if (weight === 0 || segments[document] !== segment) continue;
    if (among !== null) {
      while (next < among.length && (among[next] ?? 0) < document) next += 1;
      if (among[next] !== document) continue;
    }
    outDocuments[length] = document;
    outWeights[length++] = weight;
  }
  out.length = length;
}

/** Places that nobody wants are read all the same where they are so few, in bytes: another read would take longer. */
const READ_OVER = 16_384;

/** Where the places of the blocks begin and end that may hold the documents: neighbours together, ascending. */
function placesWithin({ lasts, positionEnds }: Skips, among: Int32Array): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let next = 0;
  for (let block = 0; block < lasts.length; block += 1) {
    const last = lasts[block] ?? 0;
    if (next >= among.length) break;
    if ((among[next] ?? 0) > last) continue;
    while (next < among.length && (among[next] ?? 0) <= last) next += 1;
    const from = block === 0 ? 0 : (positionEnds[block - 1] ?? 0);
    const to = positionEnds[block] ?? 0;
    const run = runs[runs.length - 1];
    if (run && from - run.to <= READ_OVER) run.to = to;
    else runs.push({ from, to });
  }
  return runs;
}

/** Called with a document and the term's places in it: `places[0..count)`, ascending. */
export type PlacesSink = (document: number, places: Int32Array, count: number) => void;

/** Places in documents, both ascending: those of the n-th document begin at `starts[n]`. The arrays may be longer than filled. */
export class PlaceList {
  documents: Int32Array<ArrayBuffer>;
  starts: Int32Array<ArrayBuffer>;
  places: Int32Array<ArrayBuffer>;
  count = 0;

  /**
   * @param most documents there will be, at most
   * @param places room for places at first
   */
  constructor(most: number, places = most * 2) {
    this.documents = new Int32Array(most);
    this.starts = new Int32Array(most + 1);
    this.places = new Int32Array(places);
  }

  /** Makes room for so many places in all, keeping the first `filled`. */
  grow(needed: number, filled: number): Int32Array<ArrayBuffer> {
    const larger = new Int32Array(Math.max(needed, this.places.length * 2));
    larger.set(this.places.subarray(0, filled));
    this.places = larger;
    return larger;
  }

  /** Adds a document. */
  add(document: number, places: ArrayLike<number>): void {
    const filled = this.starts[this.count] ?? 0;
    if (filled + places.length > this.places.length) this.grow(filled + places.length, filled);
    this.places.set(places, filled);
    this.documents[this.count] = document;
    this.count += 1;
    this.starts[this.count] = filled + places.length;
  }
}

/**
 * The places of a term in the wanted documents. The hot loop of phrases.
 * @param read the bytes of positions from one place to another, or to the end
 * @param among documents in ascending order
 */
export function readPlaces(
  documentBytes: Uint8Array,
  read: (from: number, to?: number) => Uint8Array,
  count: number,
  fields: number,
  among: Int32Array,
): PlaceList {
  const skips = readSkips(documentBytes, count);
  const runs = skips === null ? [] : placesWithin(skips, among);
  let run = 0;
  // What is read of the positions, and where that begins and ends.
  let positionBytes = skips === null ? read(0) : new Uint8Array();
  let base = 0;
  let end = -1;
  // A place takes a byte at least.
  const list = new PlaceList(
    Math.min(count, among.length),
    among.length < count / 4 || skips !== null ? among.length * 4 : positionBytes.length,
  );
  const { documents, starts } = list;
  let { places } = list;
  let found = 0;
  let filled = 0;
  const reader = new ByteReader(documentBytes, skips?.start ?? 0);
  let document = 0;
  let at = 0;
  let next = 0;
  for (let index = 0; index < count && next < among.length; index += 1) {
    if (skips !== null && index % BLOCK === 0) {
      const block = index / BLOCK;
      while (next < among.length && (among[next] ?? 0) <= document) next += 1;
      if (next >= among.length) break;
      if ((among[next] ?? 0) > (skips.lasts[block] ?? 0)) {
        document = skips.lasts[block] ?? 0;
        reader.at = skips.start + (skips.documentEnds[block] ?? 0);
        index += BLOCK - 1;
        continue;
      }
      const begin = block === 0 ? 0 : (skips.positionEnds[block - 1] ?? 0);
      if (begin >= end) {
        const { from, to } = runs[run++] ?? { from: begin, to: begin };
        positionBytes = read(from, to);
        base = from;
        end = to;
      }
      at = begin - base;
    }
    const value = reader.varint();
    document += value >>> 2;
    const shape = value & 3;
    const bodyTimes = shape === BODY_OFTEN ? reader.varint() : shape + 1;
    const mask = shape === FIELDS ? reader.varint() : 2;
    while (next < among.length && (among[next] ?? 0) < document) next += 1;
    const wanted = among[next] === document;
    const before = filled;
    for (let field = 0, bits = mask >>> 1; bits !== 0; field += 1, bits >>>= 1) {
      if ((bits & 1) === 0) continue;
      const times = shape !== FIELDS ? bodyTimes : (mask & 1) === 1 ? reader.varint() : 1;
      if (!wanted || (fields & (1 << field)) === 0) {
        for (let time = 0; time < times; time += 1) while ((positionBytes[at++] ?? 0) > 127);
        continue;
      }
      if (filled + times > places.length) places = list.grow(filled + times, filled);
      let place = field * FIELD_SPAN;
      for (let time = 0; time < times; time += 1) {
        let byte = positionBytes[at++] ?? 0;
        let distance = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = positionBytes[at++] ?? 0;
          distance |= (byte & 127) << shift;
        }
        place += distance;
        places[filled++] = place;
      }
    }
    if (filled === before) continue;
    documents[found++] = document;
    starts[found] = filled;
  }
  list.count = found;
  return list;
}

/** Where a cursor stands behind the last document. */
export const NO_DOCUMENT = 0x7fff_ffff;

/** Goes through a list of postings without reading what they say, for {@link PostingsWriter.take}. */
export class PostingsCursor {
  document = NO_DOCUMENT;
  shape = 0;
  /** The bytes of the posting in `documents`, without the integer it begins with. */
  from = 0;
  to = 0;
  /** The bytes of its places in `positions`. */
  placesFrom = 0;
  placesTo = 0;
  private last = 0;
  private left: number;

  /**
   * @param segments the documents' current segments; documents that moved on to another one are passed over
   */
  constructor(
    readonly documents: Uint8Array,
    readonly positions: Uint8Array,
    count: number,
    private readonly segments: Uint32Array,
    private readonly segment: number,
  ) {
    this.left = count;
    this.to = readSkips(documents, count)?.start ?? 0;
    this.next();
  }

  next(): void {
    const { documents, positions, segments, segment } = this;
    while (this.left > 0) {
      this.left -= 1;
      let at = this.to;
      let byte = documents[at++] ?? 0;
      let value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = documents[at++] ?? 0;
        value |= (byte & 127) << shift;
      }
      this.from = at;
      this.last += value >>> 2;
      this.shape = value & 3;
      let times = this.shape + 1;
      if (this.shape >= BODY_OFTEN) {
        const reader = new ByteReader(documents, at);
        const number = reader.varint();
        if (this.shape === BODY_OFTEN) times = number;
        else {
          times = 0;
          for (let bits = number >>> 1; bits !== 0; bits &= bits - 1) times += (number & 1) === 1 ? reader.varint() : 1;
        }
        at = reader.at;
      }
      this.to = at;
      at = this.placesTo;
      this.placesFrom = at;
      while (times > 0) if ((positions[at++] ?? 0) < 128) times -= 1;
      this.placesTo = at;
      if (segments[this.last] !== segment) continue;
      this.document = this.last;
      return;
    }
    this.document = NO_DOCUMENT;
  }
}

/** Every posting with its places as written, for checking. */
export function eachPosting(documentBytes: Uint8Array, positionBytes: Uint8Array, count: number, sink: PlacesSink): void {
  const skips = readSkips(documentBytes, count);
  const reader = new ByteReader(documentBytes, skips?.start ?? 0);
  const positions = new ByteReader(positionBytes);
  let document = 0;
  let places = new Int32Array(64);
  for (let index = 0; index < count; index += 1) {
    const value = reader.varint();
    document += value >>> 2;
    const shape = value & 3;
    const bodyTimes = shape === BODY_OFTEN ? reader.varint() : shape + 1;
    const mask = shape === FIELDS ? reader.varint() : 2;
    let found = 0;
    for (let field = 0, bits = mask >>> 1; bits !== 0; field += 1, bits >>>= 1) {
      if ((bits & 1) === 0) continue;
      const times = shape !== FIELDS ? bodyTimes : (mask & 1) === 1 ? reader.varint() : 1;
      if (found + times > places.length) {
        const larger = new Int32Array(Math.max(places.length * 2, found + times));
        larger.set(places);
        places = larger;
      }
      let place = field * FIELD_SPAN;
      for (let time = 0; time < times; time += 1) {
        place += positions.varint();
        places[found++] = place;
      }
    }
    sink(document, places, found);
  }
}
