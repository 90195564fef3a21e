import type { WritableDb } from '../handle';
import { documentsOfBeginning, writeBeginning } from './beginnings';
import type { Documents } from './documents';
import { eachPosting, PostingsWriter } from './postings';
import { SegmentWriter, type Segment, type TermEntry } from './segment';
import { dropSegment, nextSegment, SegmentRows, type Space } from './segment-table';
import { PREFIX_MARK } from './word-log';

/** Segments of about one size are merged when there are so many of them. */
const FACTOR = 4;
/** Bytes of documents and positions beyond which a segment stays as it is: merging it would hold up edits for too long. */
const LARGEST = 48 * 2 ** 20;
/** Below this, sizes do not matter: such segments are what edits by hand leave behind. In bytes. */
const SMALLEST = 64 * 2 ** 10;

const NOTHING = new Uint8Array();

const sizeOf = ({ sizes }: Segment) => sizes.documents + sizes.positions;

/** Segments of one tier are up to {@link FACTOR} times as large as one another. */
function tierOf(segment: Segment): number {
  return Math.max(0, Math.floor(Math.log(Math.max(1, sizeOf(segment) / SMALLEST)) / Math.log(FACTOR)));
}

/** The segments to merge next, or `null`. */
export function dueForMerge(segments: readonly Segment[]): Segment[] | null {
  const tiers = new Map<number, Segment[]>();
  for (const segment of segments) {
    if (sizeOf(segment) > LARGEST / 2) continue;
    const tier = tierOf(segment);
    tiers.set(tier, [...(tiers.get(tier) ?? []), segment]);
  }
  for (const tier of [...tiers.values()]) if (tier.length >= FACTOR) return tier.slice(0, FACTOR);
  return null;
}

/** The postings of one term out of several segments, in the order of the documents. */
class Gathering {
  private documents: number[] = [];
  private starts: number[] = [];
  private places = new Int32Array(1_024);
  private filled = 0;

  add(document: number, places: Int32Array, count: number): void {
    if (this.filled + count > this.places.length) {
      const larger = new Int32Array(Math.max(this.places.length * 2, this.filled + count));
      larger.set(this.places);
      this.places = larger;
    }
    this.documents.push(document);
    this.starts.push(this.filled);
    this.places.set(places.subarray(0, count), this.filled);
    this.filled += count;
  }

  writeTo(postings: PostingsWriter): void {
    const { documents, starts } = this;
    const order = documents.map((_, index) => index);
    if (documents.some((document, index) => index > 0 && document < (documents[index - 1] ?? 0))) {
      order.sort((a, b) => (documents[a] ?? 0) - (documents[b] ?? 0));
    }
    for (const index of order) {
      postings.add(documents[index] ?? 0, this.places, starts[index] ?? 0, starts[index + 1] ?? this.filled);
    }
  }

  clear(): void {
    this.documents = [];
    this.starts = [];
    this.filled = 0;
  }
}

/** Segments read side by side, term by term in ascending order. */
function* together(segments: readonly Segment[]): Generator<{ term: string; found: { segment: Segment; entry: TermEntry }[] }> {
  const cursors = segments.map((segment) => {
    const entries = segment.from('', () => true);
    return { segment, entries, entry: entries.next().value as TermEntry | undefined };
  });
  for (;;) {
    let term: string | null = null;
    for (const { entry } of cursors) if (entry && (term === null || entry.term < term)) term = entry.term;
    if (term === null) return;
    const found: { segment: Segment; entry: TermEntry }[] = [];
    for (const cursor of cursors) {
      if (cursor.entry?.term !== term) continue;
      found.push({ segment: cursor.segment, entry: cursor.entry });
      cursor.entry = cursor.entries.next().value as TermEntry | undefined;
    }
    yield { term, found };
  }
}

/** Makes one segment of several, leaves out documents that moved on, and drops the old ones. Returns the new segment's id. */
export function mergeSegments(db: WritableDb, space: Space, segments: readonly Segment[], documents: Documents): number {
  const id = nextSegment(db);
  const rows = new SegmentRows(db, id);
  const writer = new SegmentWriter(rows);
  const postings = new PostingsWriter();
  const gathering = new Gathering();
  for (const { term, found } of together(segments)) {
    if (term.startsWith(PREFIX_MARK)) {
      const holding = found.flatMap(({ segment, entry }) => [
        ...documentsOfBeginning(segment.documentsOf(entry), entry.count).filter((document) => documents.segments[document] === segment.id),
      ]);
      if (holding.length > 0) writer.add(term, holding.length, writeBeginning(Int32Array.from(holding).sort()), NOTHING);
      continue;
    }
    gathering.clear();
    for (const { segment, entry } of found) {
      eachPosting(segment.documentsOf(entry), segment.positionsOf(entry), entry.count, (document, places, count) => {
        if (documents.segments[document] === segment.id) gathering.add(document, places, count);
      });
    }
    postings.clear();
    gathering.writeTo(postings);
    if (postings.count === 0) continue;
    const bytes = postings.finish();
    writer.add(term, postings.count, bytes.documents, bytes.positions);
  }
  const merged = new Set(segments.map((segment) => segment.id));
  let count = 0;
  for (let document = 0; document < documents.size; document += 1) {
    if (!merged.has(documents.segments[document] ?? 0)) continue;
    documents.set(document, id, documents.lengths[document] ?? 0);
    count += 1;
  }
  rows.finish(space, count, writer.finish());
  for (const segment of segments) dropSegment(db, segment.id);
  return id;
}
