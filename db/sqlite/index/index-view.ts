import type { Statement } from 'better-sqlite3';
import type { ReadableDb } from '../handle';
import { Documents, NO_SEGMENT } from './documents';
import { MOST_WAITING, type LoadDocuments } from './index-writer';
import { MemoryBytes, Segment } from './segment';
import { SegmentTable, type Space } from './segment-table';
import { INSIDE, WordLog } from './word-log';

/** The segment of what waits to enter one: in memory, made anew whenever the archive changes. */
const WAITING_SEGMENT = 0xffff_ffff;

/** Words that one string is looked for in, at most. */
const MOST_HOLDING = 1_000;

/** One space of the index as a connection sees it: brought up to date with {@link refresh}, then asked. */
export class IndexView {
  readonly documents: Documents;
  private readonly table: SegmentTable;
  private stored: Segment[] = [];
  private waiting: Segment | null = null;
  private readonly waitingStems = new Map<string, string[]>();
  private readonly waitingLengths = new Map<number, number>();
  private totalsKnown: { count: number; averageLength: number } | null = null;
  /** What {@link waiting} holds, and the stamps it had. */
  private waitingKnown = '';
  /** Documents that wait and are not there any more. */
  private waitingGone: number[] = [];
  /** Who answered for documents before memory did. */
  private readonly replaced = new Map<number, { segment: number; length: number }>();
  /** More wait than are held in memory: of those that are new, nothing is known yet. */
  isBehind = false;
  private readonly pending: Statement<[string, number], [document: number, stamp: number]>;
  private readonly stemmed: Statement<[string], string>;

  private readonly holding: Statement<[string, string, number], string>;

  constructor(
    private readonly db: ReadableDb,
    private readonly space: Space,
    private readonly load: LoadDocuments,
  ) {
    this.documents = new Documents(space);
    this.table = new SegmentTable(db);
    this.pending = db
      .prepare<[string, number], [document: number, stamp: number]>(
        'SELECT document, stamp FROM index_pending WHERE space = ? ORDER BY document LIMIT ?',
      )
      .raw();
    this.holding = db
      .prepare<[string, string, number], string>('SELECT DISTINCT term FROM index_stems WHERE stem >= ? AND stem < ? LIMIT ?')
      .pluck();
    this.stemmed = db.prepare<[string], string>('SELECT term FROM index_stems WHERE stem = ?').pluck();
  }

  /** Every segment, those of new documents behind those of old ones, what waits included. */
  get segments(): readonly Segment[] {
    return this.waiting ? [...this.stored, this.waiting] : this.stored;
  }

  /** Documents there are, and how long they are on average. */
  get totals(): { count: number; averageLength: number } {
    this.totalsKnown ??= this.documents.totals();
    return this.totalsKnown;
  }

  /** Stays the same while no document changes; `null` while that cannot be known. */
  get state(): string | null {
    return this.isBehind ? null : `${this.documents.state}:${this.waitingKnown}`;
  }

  /** Reads what changed since the last time. */
  refresh(): void {
    const known = new Map(this.stored.map((segment) => [segment.id, segment]));
    const stored = this.table.load(this.space, known);
    const isKnown = stored.length === known.size && stored.every(({ id }) => known.has(id));
    this.documents.refresh(this.db);
    if (!isKnown) this.stored = this.newestLast(stored);
    this.readWaiting();
    this.totalsKnown = null;
  }

  /** Words that share a stem, the stem itself included where it is a word. */
  termsOfStem(stem: string): string[] {
    return [...this.stemmed.all(stem), ...(this.waitingStems.get(stem) ?? []), stem.slice(stem.indexOf(':') + 1)];
  }

  /** Words of unspaced languages that hold a string. */
  termsHolding(text: string): string[] {
    const from = INSIDE + text;
    const waiting = [...this.waitingStems].filter(([stem]) => stem.startsWith(from)).flatMap(([, terms]) => terms);
    return [...new Set([...this.holding.all(from, `${from}\uffff`, MOST_HOLDING), ...waiting])];
  }

  /** Numbers of segments tell nothing: one that was merged of old ones has a high number. */
  private newestLast(segments: Segment[]): Segment[] {
    const order = new Map(this.documents.newestSegments().map((id, index) => [id, -index]));
    return segments.sort((a, b) => (order.get(a.id) ?? -Infinity) - (order.get(b.id) ?? -Infinity));
  }

  /** Memory answers for what waits; what is gone is answered for by nobody. */
  private holdWaiting(): void {
    for (const [document, length] of this.waitingLengths) this.hold(document, WAITING_SEGMENT, length);
    for (const document of this.waitingGone) this.hold(document, NO_SEGMENT, 0);
  }

  private hold(document: number, segment: number, length: number): void {
    const before = this.documents.segments[document] ?? NO_SEGMENT;
    // As the table has it: held ones are told apart from what was read of it.
    if (before !== segment) this.replaced.set(document, { segment: before, length: this.documents.lengths[document] ?? 0 });
    this.documents.hold(document, segment, length);
  }

  /** Words that wait are read again only when others wait, or have changed: while many stories come in, the first ones stay. */
  private readWaiting(): void {
    const rows = this.pending.all(this.space, MOST_WAITING * 2);
    const known = JSON.stringify(rows);
    this.isBehind = rows.length === MOST_WAITING * 2;
    if (known === this.waitingKnown) {
      this.holdWaiting();
      return;
    }
    // What waited the last time may go on waiting behind others: then a segment answers again.
    for (const [document, { segment, length }] of this.replaced) {
      const now = this.documents.segments[document];
      if (now === WAITING_SEGMENT || now === NO_SEGMENT) this.documents.hold(document, segment, length);
    }
    this.replaced.clear();
    this.waitingKnown = known;
    this.waiting = null;
    this.waitingStems.clear();
    this.waitingLengths.clear();
    this.waitingGone = [];
    if (rows.length === 0) return;
    const log = new WordLog();
    const ids = rows.map(([document]) => document);
    for (const document of this.load(this.db, ids)) this.waitingLengths.set(document.id, log.add(document));
    this.waitingGone = ids.filter((id) => !this.waitingLengths.has(id));
    this.holdWaiting();
    for (const { stem, term } of log.stems) this.waitingStems.set(stem, [...(this.waitingStems.get(stem) ?? []), term]);
    const bytes = new MemoryBytes();
    this.waiting = new Segment(WAITING_SEGMENT, log.write(bytes), bytes);
  }
}
