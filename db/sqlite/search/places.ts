import { FIELD_SPAN, PostingBuffer, readPlaces, readPostings } from '../index/postings';
import type { Segment, TermEntry } from '../index/segment';
import type { TextRequest } from './text-search';

/** The lists that one word of a phrase may be: one, or all words with a beginning. */
export type Slot = TermEntry[];

interface Occurrences {
  document: number;
  /** How many, each field with its weight. */
  weight: number;
}

/** Places of a slot's words by document. */
type Places = Map<number, Int32Array>;

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

function placesOf(segment: Segment, slot: Slot, fields: number, among: Int32Array): Places {
  const places: Places = new Map();
  for (const entry of slot) {
    readPlaces(segment.documentsOf(entry), segment.positionsOf(entry), entry.count, fields, among, (document, found, count) => {
      const own = found.slice(0, count);
      const before = places.get(document);
      places.set(document, before ? merged(before, own) : own);
    });
  }
  return places;
}

function merged(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both.sort();
}

/** Where words stand side by side: the places of the first one. */
function phrasePlaces(segment: Segment, slots: readonly Slot[], fields: number, among: Int32Array): Places {
  let starts: Places | null = null;
  slots.forEach((slot, step) => {
    const here = placesOf(segment, slot, fields, among);
    if (!starts) {
      starts = here;
      return;
    }
    const kept: Places = new Map();
    for (const [document, places] of starts) {
      const next = here.get(document);
      const both = next ? followed(places, next, step) : null;
      if (both && both.length > 0) kept.set(document, both);
    }
    starts = kept;
  });
  return starts ?? new Map();
}

/** The places among `starts` that `next` has a place `step` words behind. Both ascend. */
function followed(starts: Int32Array, next: Int32Array, step: number): Int32Array {
  const kept = new Int32Array(starts.length);
  let count = 0;
  let at = 0;
  for (const start of starts) {
    while (at < next.length && (next[at] ?? 0) < start + step) at += 1;
    if (next[at] === start + step) kept[count++] = start;
  }
  return kept.subarray(0, count);
}

function weigh(places: Places, weights: Float32Array): Occurrences[] {
  return [...places].map(([document, found]) => ({
    document,
    weight: found.reduce((sum, place) => sum + (weights[(place / FIELD_SPAN) | 0] ?? 0), 0),
  }));
}

/**
 * Documents of a segment that hold the words of the slots side by side.
 * @param segments the segment that answers for each document
 */
export function phraseIn(segment: Segment, segments: Uint32Array, slots: readonly Slot[], request: TextRequest): Occurrences[] {
  if (slots.some((slot) => slot.length === 0)) return [];
  const among = candidates(segment, segments, slots, request);
  return among.length === 0 ? [] : weigh(phrasePlaces(segment, slots, request.fields, among), request.weights);
}

/** Documents of a segment that hold both phrases with at most `distance` words between them, in either order. */
export function nearIn(
  segment: Segment,
  segments: Uint32Array,
  left: readonly Slot[],
  right: readonly Slot[],
  distance: number,
  request: TextRequest,
): Occurrences[] {
  if ([...left, ...right].some((slot) => slot.length === 0)) return [];
  const among = candidates(segment, segments, [...left, ...right], request);
  if (among.length === 0) return [];
  const lefts = phrasePlaces(segment, left, request.fields, among);
  const rights = phrasePlaces(segment, right, request.fields, among);
  const kept: Places = new Map();
  for (const [document, places] of lefts) {
    const others = rights.get(document);
    if (!others) continue;
    const close = places.filter(
      (place) =>
        stands(others, place + left.length, place + left.length + distance) ||
        stands(others, place - right.length - distance, place - right.length),
    );
    if (close.length > 0) kept.set(document, close);
  }
  return weigh(kept, request.weights);
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
