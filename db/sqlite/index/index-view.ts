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
  private totalsKnown: { count: number; averageLength: number } | null = null;
  private readonly pending: Statement<[string, number], number>;
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
      .prepare<[string, number], number>('SELECT document FROM index_pending WHERE space = ? ORDER BY document LIMIT ?')
      .pluck();
    this.holding = db
      .prepare<[string, string, number], string>('SELECT DISTINCT term FROM index_stems WHERE stem >= ? AND stem < ? LIMIT ?')
      .pluck();
    this.stemmed = db.prepare<[string], string>('SELECT term FROM index_stems WHERE stem = ?').pluck();
  }

  /** Every segment, what waits included. */
  get segments(): readonly Segment[] {
    return this.waiting ? [...this.stored, this.waiting] : this.stored;
  }

  /** Documents there are, and how long they are on average. */
  get totals(): { count: number; averageLength: number } {
    this.totalsKnown ??= this.documents.totals();
    return this.totalsKnown;
  }

  /** Reads what changed since the last time. */
  refresh(): void {
    this.stored = this.table.load(this.space, new Map(this.stored.map((segment) => [segment.id, segment])));
    this.documents.refresh(this.db);
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

  private readWaiting(): void {
    // What waited the last time may have gone since without entering a segment.
    this.documents.segments.forEach((segment, document) => {
      if (segment === WAITING_SEGMENT) this.documents.hold(document, NO_SEGMENT, 0);
    });
    const ids = this.pending.all(this.space, MOST_WAITING * 2);
    this.waiting = null;
    this.waitingStems.clear();
    if (ids.length === 0) return;
    const log = new WordLog();
    for (const document of this.load(this.db, ids)) this.documents.hold(document.id, WAITING_SEGMENT, log.add(document));
    for (const { stem, term } of log.stems) this.waitingStems.set(stem, [...(this.waitingStems.get(stem) ?? []), term]);
    const bytes = new MemoryBytes();
    this.waiting = new Segment(WAITING_SEGMENT, log.write(bytes), bytes);
  }
}
