import type { WritableDb } from '../handle';
import { documentsOfBeginning, writeBeginning } from './beginnings';
import { NO_SEGMENT, type Documents } from './documents';
import { NO_DOCUMENT, PostingsCursor, PostingsWriter } from './postings';
import { SegmentWriter, type Segment, type TermEntry } from './segment';
import { dropSegment, nextSegment, SegmentRows, type Space } from './segment-table';
import { PREFIX_MARK } from './word-log';

/** Segments of about one size are merged when there are so many of them. */
const FACTOR = 4;
/** Bytes of documents and positions beyond which a segment stays as it is while stories come in: merging it would hold up edits for too long. */
const LARGEST = 48 * 2 ** 20;
/** As {@link LARGEST}, where segments are merged step by step: the merge needs so much room on the disk until its end. */
const LARGEST_TIDIED = 384 * 2 ** 20;
/** Merged step by step are segments of which the largest is at most so many times as large as the others together, so that no byte is written often. */
const MOST_UNLIKE = 2;
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

/** The segments to merge next step by step, or `null`: as many as go together, the small and the old ones first. */
export function dueForTidying(segments: readonly Segment[]): Segment[] | null {
  const ascending = segments
    .filter((segment) => sizeOf(segment) <= LARGEST_TIDIED / 2)
    .sort((a, b) => tierOf(a) - tierOf(b) || a.id - b.id);
  let sum = 0;
  let due = 0;
  for (const [index, segment] of ascending.entries()) {
    const size = Math.max(sizeOf(segment), SMALLEST);
    if (sum + size > LARGEST_TIDIED) break;
    if (index > 0 && size <= MOST_UNLIKE * sum) due = index + 1;
    sum += size;
  }
  return due > 1 ? ascending.slice(0, due) : null;
}

/** A term as one of the segments has it. */
interface Found {
  segment: Segment;
  entry: TermEntry;
}

/** Segments read side by side, term by term in ascending order. */
function* together(segments: readonly Segment[]): Generator<{ term: string; found: Found[] }, undefined> {
  const cursors = segments.map((segment) => {
    const entries = segment.from('', () => true);
    return { segment, entries, entry: entries.next().value as TermEntry | undefined };
  });
  for (;;) {
    let term: string | null = null;
    for (const { entry } of cursors) if (entry && (term === null || entry.term < term)) term = entry.term;
    if (term === null) return undefined;
    const found: Found[] = [];
    for (const cursor of cursors) {
      if (cursor.entry?.term !== term) continue;
      found.push({ segment: cursor.segment, entry: cursor.entry });
      cursor.entry = cursor.entries.next().value as TermEntry | undefined;
    }
    yield { term, found };
  }
}

/** Adds the postings that several lists hold, in the order of the documents, none of which is in two of them. */
function takeAll(cursors: readonly PostingsCursor[], postings: PostingsWriter): void {
  for (;;) {
    let first: PostingsCursor | null = null;
    let next = NO_DOCUMENT;
    for (const cursor of cursors) {
      if (cursor.document < (first?.document ?? NO_DOCUMENT)) {
        next = first?.document ?? next;
        first = cursor;
      } else if (cursor.document < next) next = cursor.document;
    }
    if (first === null) return;
    postings.take(first, next);
  }
}

/**
 * Makes one segment of several and leaves out documents that moved on, in as many steps as it takes: a large one takes
 * minutes. Nobody knows the new segment until its last step. Documents that move on between two steps name another segment
 * then, and what this one says of them does not count.
 */
export class Merge {
  readonly id: number;
  private readonly rows: SegmentRows;
  private readonly writer: SegmentWriter;
  private readonly postings = new PostingsWriter();
  private readonly terms: ReturnType<typeof together>;

  constructor(
    private readonly db: WritableDb,
    private readonly space: Space,
    private readonly segments: readonly Segment[],
  ) {
    this.id = nextSegment(db);
    this.rows = new SegmentRows(db, this.id);
    this.writer = new SegmentWriter(this.rows);
    this.terms = together(segments.map((segment) => segment.inOrder()));
  }

  /** Whether a segment is one of those that are merged. */
  takes(segment: Segment): boolean {
    return this.segments.some(({ id }) => id === segment.id);
  }

  /**
   * Writes terms, one at least.
   * @param mayGoOn whether there is time left
   * @returns whether there are more
   */
  step(documents: Documents, mayGoOn: () => boolean): boolean {
    do {
      const next = this.terms.next();
      if (next.done === true) return false;
      const { term, found } = next.value;
      if (term.startsWith(PREFIX_MARK)) this.writeBeginning(term, found, documents.segments);
      else this.writeTerm(term, found, documents.segments);
    } while (mayGoOn());
    return true;
  }

  /** The last step: the new segment answers for the documents from now on. @param withBlocks whether the old ones' blocks go at once */
  finish(documents: Documents, withBlocks: boolean): void {
    const merged = new Set(this.segments.map(({ id }) => id));
    let count = 0;
    for (let document = 0; document < documents.size; document += 1) {
      if (!merged.has(documents.segments[document] ?? NO_SEGMENT)) continue;
      documents.set(document, this.id, documents.lengths[document] ?? 0);
      count += 1;
    }
    this.rows.finish(this.space, count, this.writer.finish());
    for (const { id } of this.segments) dropSegment(this.db, id, withBlocks);
  }

  private writeTerm(term: string, found: readonly Found[], segments: Uint32Array): void {
    const { postings } = this;
    postings.clear();
    const cursors = found.map(
      ({ segment, entry }) => new PostingsCursor(segment.documentsOf(entry), segment.positionsOf(entry), entry.count, segments, segment.id),
    );
    takeAll(cursors, postings);
    if (postings.count === 0) return;
    const { documents, positions } = postings.finish();
    this.writer.add(term, postings.count, documents, positions);
  }

  private writeBeginning(term: string, found: readonly Found[], segments: Uint32Array): void {
    const holding = new Int32Array(found.reduce((sum, { entry }) => sum + entry.count, 0));
    let filled = 0;
    for (const { segment, entry } of found) {
      for (const document of documentsOfBeginning(segment.documentsOf(entry), entry.count)) {
        if (segments[document] === segment.id) holding[filled++] = document;
      }
    }
    if (filled > 0) this.writer.add(term, filled, writeBeginning(holding.subarray(0, filled).sort()), NOTHING);
  }
}
