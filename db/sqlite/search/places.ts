import { BLOCK, FIELD_SPAN, PlaceList, PostingBuffer, readPlaces, readPostings } from '../index/postings';
import type { Segment, TermEntry } from '../index/segment';
import type { TextRequest } from './text-search';

/** The lists that one word of a phrase may be: one, or all words with a beginning. */
export type Slot = TermEntry[];

/** What a segment was found to hold. */
export interface Occurrences {
  /** Documents, and how often they hold what was looked for, each field with its weight. */
  found: { document: number; weight: number }[];
  /** Bytes of places, about, that reading all of it takes: where they are more than were allowed, the oldest documents are left out. */
  bytes: number;
}

const NOTHING: Occurrences = { found: [], bytes: 0 };

const countOf = (slot: Slot) => slot.reduce((sum, entry) => sum + entry.count, 0);
const ONES = new Float32Array(32).fill(1);

/** Documents the segment answers for that hold all slots in the wanted fields, ascending. */
function candidates(segment: Segment, segments: Uint32Array, slots: readonly Slot[], { fields, among }: TextRequest): Int32Array {
  let wanted = among;
  for (const slot of [...slots].sort((a, b) => countOf(a) - countOf(b))) {
    const buffer = new PostingBuffer();
    for (const entry of slot) {
      readPostings(segment.documentsOf(entry), entry.count, segments, segment.id, { fields, weights: ONES, among: wanted }, buffer);
    }
    const found = buffer.documents.slice(0, buffer.length);
    wanted = slot.length > 1 ? distinct(found.sort()) : found;
    if (wanted.length === 0) break;
  }
  return wanted ?? new Int32Array();
}

function distinct(sorted: Int32Array): Int32Array {
  let count = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) sorted[count++] = sorted[index] ?? 0;
  }
  return sorted.slice(0, count);
}

function placesOf(segment: Segment, slot: Slot, fields: number, among: Int32Array): PlaceList {
  let all: PlaceList | null = null;
  for (const entry of slot) {
    const read = (from: number, to?: number) => segment.positionsOf(entry, from, to);
    const places = readPlaces(segment.documentsOf(entry), read, entry.count, fields, among);
    all = all === null ? places : merged(all, places);
  }
  return all ?? new PlaceList(0);
}

/** The places of two words together. */
function merged(a: PlaceList, b: PlaceList): PlaceList {
  const both = new PlaceList(a.count + b.count);
  for (let i = 0, j = 0; i < a.count || j < b.count;) {
    const left = i < a.count ? (a.documents[i] ?? 0) : Infinity;
    const right = j < b.count ? (b.documents[j] ?? 0) : Infinity;
    const own = [
      ...(left <= right ? a.places.subarray(a.starts[i], a.starts[i + 1]) : []),
      ...(right <= left ? b.places.subarray(b.starts[j], b.starts[j + 1]) : []),
    ];
    both.add(Math.min(left, right), left === right ? own.sort((x, y) => x - y) : own);
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return both;
}

/** Where words stand side by side: the places of the first one. */
function phrasePlaces(segment: Segment, slots: readonly Slot[], fields: number, among: Int32Array): PlaceList {
  let starts: PlaceList | null = null;
  for (const [step, slot] of slots.entries()) {
    const here: PlaceList = placesOf(segment, slot, fields, starts === null ? among : starts.documents.subarray(0, starts.count));
    starts = starts === null ? here : followed(starts, here, step);
  }
  return starts ?? new PlaceList(0);
}

/** The places of `first` that `second` has a place `step` words behind. */
function followed(first: PlaceList, second: PlaceList, step: number): PlaceList {
  const kept = new PlaceList(Math.min(first.count, second.count), first.starts[first.count] ?? 0);
  const { documents: left, starts: leftStarts, places: leftPlaces } = first;
  const { documents: right, starts: rightStarts, places: rightPlaces } = second;
  const { documents, starts, places } = kept;
  let found = 0;
  let filled = 0;
  for (let i = 0, j = 0; i < first.count && j < second.count;) {
    const document = left[i] ?? 0;
    const other = right[j] ?? 0;
    if (document < other) i += 1;
    else if (other < document) j += 1;
    else {
      const end = leftStarts[i + 1] ?? 0;
      const otherEnd = rightStarts[j + 1] ?? 0;
      const before = filled;
      let at = rightStarts[j] ?? 0;
      for (let index = leftStarts[i] ?? 0; index < end && at < otherEnd; index += 1) {
        const wanted = (leftPlaces[index] ?? 0) + step;
        while (at < otherEnd && (rightPlaces[at] ?? 0) < wanted) at += 1;
        if (at < otherEnd && rightPlaces[at] === wanted) places[filled++] = wanted - step;
      }
      if (filled > before) {
        documents[found++] = document;
        starts[found] = filled;
      }
      i += 1;
      j += 1;
    }
  }
  kept.count = found;
  return kept;
}

/** About how many bytes of places a search reads: blocks without a document that may hold all slots are passed over. */
function placesRead(slots: readonly Slot[]): number {
  const counts = slots.map(countOf);
  const blocks = Math.min(...counts) * BLOCK;
  const bytes = slots.map((slot) => slot.reduce((sum, entry) => sum + entry.positions.length, 0));
  return bytes.reduce((sum, length, index) => sum + length * Math.min(1, blocks / Math.max(1, counts[index] ?? 0)), 0);
}

/** The newest of the documents, so many that reading their places takes no more than `most` of `bytes`; one at least. */
function affordable(among: Int32Array, bytes: number, most: number): Int32Array {
  return bytes <= most ? among : among.subarray(Math.min(among.length - 1, Math.ceil(among.length * (1 - most / bytes))));
}

function weigh(places: PlaceList, weights: Float32Array): Occurrences['found'] {
  const found: Occurrences['found'] = [];
  for (let index = 0; index < places.count; index += 1) {
    let weight = 0;
    for (let at = places.starts[index] ?? 0; at < (places.starts[index + 1] ?? 0); at += 1) {
      weight += weights[((places.places[at] ?? 0) / FIELD_SPAN) | 0] ?? 0;
    }
    found.push({ document: places.documents[index] ?? 0, weight });
  }
  return found;
}

/**
 * Documents of a segment that hold the words of the slots side by side.
 * @param segments the segment that answers for each document
 * @param most bytes of places that may be read
 */
export function phraseIn(segment: Segment, segments: Uint32Array, slots: readonly Slot[], request: TextRequest, most: number): Occurrences {
  if (slots.some((slot) => slot.length === 0)) return NOTHING;
  const all = candidates(segment, segments, slots, request);
  if (all.length === 0) return NOTHING;
  const bytes = placesRead(slots);
  const among = affordable(all, bytes, most);
  return { found: weigh(phrasePlaces(segment, slots, request.fields, among), request.weights), bytes };
}

/** Documents of a segment that hold both phrases with at most `distance` words between them, in either order. */
export function nearIn(
  segment: Segment,
  segments: Uint32Array,
  left: readonly Slot[],
  right: readonly Slot[],
  distance: number,
  request: TextRequest,
  most: number,
): Occurrences {
  const slots = [...left, ...right];
  if (slots.some((slot) => slot.length === 0)) return NOTHING;
  const all = candidates(segment, segments, slots, request);
  if (all.length === 0) return NOTHING;
  const bytes = placesRead(slots);
  const among = affordable(all, bytes, most);
  const lefts = phrasePlaces(segment, left, request.fields, among);
  const rights = phrasePlaces(segment, right, request.fields, among);
  const kept = new PlaceList(lefts.count);
  for (let i = 0, j = 0; i < lefts.count && j < rights.count;) {
    const document = lefts.documents[i] ?? 0;
    const other = rights.documents[j] ?? 0;
    if (document === other) {
      const places = lefts.places.subarray(lefts.starts[i], lefts.starts[i + 1]);
      const others = rights.places.subarray(rights.starts[j], rights.starts[j + 1]);
      const close = places.filter(
        (place) =>
          stands(others, place + left.length, place + left.length + distance) ||
          stands(others, place - right.length - distance, place - right.length),
      );
      if (close.length > 0) kept.add(document, close);
    }
    if (document <= other) i += 1;
    if (other <= document) j += 1;
  }
  return { found: weigh(kept, request.weights), bytes };
}

/** Whether one of the places, which ascend, is from `from` to `to`. Fields are too far apart to be mistaken for one another. */
function stands(places: Int32Array, from: number, to: number): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return (places[low] ?? Infinity) <= to;
}
