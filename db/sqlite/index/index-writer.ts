import type { Statement } from 'better-sqlite3';
import type { ReadableDb, WritableDb } from '../handle';
import { Documents, NO_SEGMENT } from './documents';
import { dueForMerge, dueForTidying, Merge } from './merge';
import type { Segment } from './segment';
import { dropSegment, nextSegment, SegmentRows, SegmentTable, type Space } from './segment-table';
import { WordLog, type IndexDocument } from './word-log';

/** Reads documents as they are now, in the order of `ids`; those that are gone are left out. */
export type LoadDocuments = (db: ReadableDb, ids: readonly number[]) => Iterable<IndexDocument>;

/** Documents that may wait to enter a segment. Every reader reads their words into memory, so they are few. */
export const MOST_WAITING = 128;
/** While many come in at once, words that are collected before they become a segment. They take 16 bytes each. */
const BULK_WORDS = 4_000_000;
/** Documents read again in one unit of work, at most: where a great many wait after a crash, edits by hand must not. */
const MOST_AT_ONCE = 1_000;
/** Documents loaded at a time when the log is made again. */
const LOADED_AT_ONCE = 500;

/** By chance, so that no two changes have the same, whichever process makes them: readers that know a stamp know the words. */
const stamp = () => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);

/**
 * Writes one space of the index. A changed document is marked as waiting in the same transaction as the change itself, and
 * its words enter a segment later, a great many at a time; what waits when the process ends is still marked at the next start.
 */
export class IndexWriter {
  private documents: Documents | null = null;
  /** The words of everything that waits, or `null` when they have to be read again. */
  private log: WordLog | null = null;
  /** A log done with, whose memory the next one takes over. */
  private spare: WordLog | null = null;
  private lengths = new Map<number, number>();
  private lastLogged = 0;
  private waiting = -1;
  private changed = false;
  /** What {@link tidy} is at. */
  private merging: Merge | null = null;
  private abandoned = false;
  private readonly mark: Statement<[string, number, number]>;
  private readonly markAgain: Statement<[number, string, number]>;

  constructor(
    private readonly db: WritableDb,
    private readonly space: Space,
    private readonly load: LoadDocuments,
  ) {
    this.mark = db.prepare<[string, number, number]>('INSERT OR REPLACE INTO index_pending (space, document, stamp) VALUES (?, ?, ?)');
    this.markAgain = db.prepare<[number, string, number]>('UPDATE index_pending SET stamp = ? WHERE space = ? AND document = ?');
  }

  /**
   * A new document, with its words. Ids ascend.
   * @param onBodyWord called with the hash of each word of its body
   * @returns whether the document was scanned now, so that `onBodyWord` was called
   */
  add(document: IndexDocument, onBodyWord: (hash: number) => void): boolean {
    const known = this.count();
    this.changed = true;
    this.mark.run(this.space, document.id, stamp());
    this.waiting = known + 1;
    if (known === 0 && this.log === null) this.startLog();
    if (this.log === null) return false;
    if (document.id <= this.lastLogged) {
      this.log = null;
      return false;
    }
    this.lengths.set(document.id, this.log.add(document, onBodyWord));
    this.lastLogged = document.id;
    return true;
  }

  /**
   * A document changed, or is gone. Until its words as they are now enter a segment, readers hold them in memory; of the many that
   * wait behind those, a segment's old words go on to answer.
   */
  touch(document: number): void {
    const known = this.count();
    this.changed = true;
    const isNew = this.markAgain.run(stamp(), this.space, document).changes === 0;
    if (isNew) this.mark.run(this.space, document, stamp());
    this.waiting = known + (isNew ? 1 : 0);
    this.log = null;
  }

  /**
   * Called before a unit of work is committed.
   * @param bulk many units follow: let words collect
   */
  beforeCommit(bulk: boolean): void {
    // Which annotations are gone no column tells, as it does of stories: none of them may answer from an old segment.
    if (this.isDue(bulk)) this.flush(this.space === 'articles' ? MOST_AT_ONCE : Infinity);
    else if (this.changed) this.save();
    this.changed = false;
    // Memory that many stories at once needed is given back when they are in.
    if (!bulk) this.spare = null;
  }

  /** The transaction was undone: what memory knows of it is forgotten. */
  forget(): void {
    this.abandoned ||= this.merging !== null;
    this.merging = null;
    this.documents = null;
    this.log = null;
    // It knows of stems that may have been undone with the rest.
    this.spare = null;
    this.waiting = -1;
    this.changed = false;
  }

  /**
   * What waits enters a segment.
   * @param most documents that are read again for that, the oldest first; what is in memory already enters whole
   */
  flush(most = Infinity): void {
    const documents = this.loadedDocuments();
    if (this.log !== null && this.log.documentCount === this.count()) {
      this.writeSegment(this.log, documents);
      this.db.prepare('DELETE FROM index_pending WHERE space = ?').run(this.space);
    } else this.flushFromTable(documents, most);
    this.log = null;
    this.waiting = -1;
    if (this.count() === 0) this.dropRetired(documents);
    this.merge(documents);
    this.save();
  }

  /** The segment that {@link tidy} is making. */
  get making(): number | null {
    return this.merging?.id ?? null;
  }

  /**
   * A step of merging segments that are too large to be merged while others wait. Where another process wrote in between, or
   * the last unit of work was undone, the merge is given up and there is nothing more for now: two processes would keep
   * each other from ever coming to an end.
   * @param mayGoOn whether there is time left
   * @returns whether there may be more
   */
  tidy(mayGoOn: () => boolean): boolean {
    if (this.abandoned) {
      this.abandoned = false;
      return false;
    }
    const documents = this.loadedDocuments();
    if (!this.merging) {
      const due = dueForTidying(this.segments());
      if (!due) return false;
      this.merging = new Merge(this.db, this.space, due);
    }
    if (this.merging.step(documents, mayGoOn)) return true;
    this.merging.finish(documents, false);
    this.merging = null;
    this.changed = true;
    return true;
  }

  /**
   * Marks every one of `ids` as waiting and retires every segment: it answers for its documents until they have moved on, is
   * merged no more, and goes when nothing waits. Where damage makes them unreadable, they go at once.
   */
  restart(ids: Iterable<number>): void {
    this.forget();
    this.abandoned = false;
    this.db.prepare('DELETE FROM index_pending WHERE space = ?').run(this.space);
    for (const id of ids) this.mark.run(this.space, id, stamp());
    this.db.prepare('UPDATE index_segments SET retired = 1 WHERE space = ?').run(this.space);
    if (this.isReadable()) return;
    this.db.prepare('DELETE FROM index_documents WHERE space = ?').run(this.space);
    for (const id of this.retired()) dropSegment(this.db, id);
    this.forget();
  }

  private isReadable(): boolean {
    try {
      this.loadedDocuments();
      new SegmentTable(this.db).load(this.space, new Map());
      return true;
    } catch {
      return false;
    }
  }

  private retired(): number[] {
    return this.db.prepare<[string], number>('SELECT id FROM index_segments WHERE space = ? AND retired = 1').pluck().all(this.space);
  }

  private dropRetired(documents: Documents): void {
    const gone = new Set(this.retired());
    if (gone.size === 0) return;
    for (let document = 0; document < documents.size; document += 1) {
      if (gone.has(documents.segments[document] ?? NO_SEGMENT)) documents.set(document, NO_SEGMENT, 0);
    }
    // Their blocks are cleared away step by step.
    for (const id of gone) dropSegment(this.db, id, false);
  }

  private isDue(bulk: boolean): boolean {
    if (!bulk) return this.count() > MOST_WAITING;
    return this.changed && this.count() > 0 && (this.log?.words ?? BULK_WORDS) >= BULK_WORDS;
  }

  private flushFromTable(documents: Documents, most: number): void {
    const ids = this.db
      .prepare<[string, number], number>('SELECT document FROM index_pending WHERE space = ? ORDER BY document LIMIT ?')
      .pluck()
      .all(this.space, most === Infinity ? -1 : most);
    this.db.prepare('DELETE FROM index_pending WHERE space = ? AND document <= ?').run(this.space, ids.at(-1) ?? 0);
    this.startLog();
    for (let at = 0; at < ids.length; at += LOADED_AT_ONCE) {
      const slice = ids.slice(at, at + LOADED_AT_ONCE);
      const gone = new Set(slice);
      for (const document of this.load(this.db, slice)) {
        gone.delete(document.id);
        this.lengths.set(document.id, this.log?.add(document) ?? 0);
      }
      for (const id of gone) documents.set(id, NO_SEGMENT, 0);
      if (this.log && this.log.words >= BULK_WORDS) {
        this.writeSegment(this.log, documents);
        this.startLog();
      }
    }
    if (this.log && this.log.words > 0) this.writeSegment(this.log, documents);
  }

  private writeSegment(log: WordLog, documents: Documents): void {
    const id = nextSegment(this.db);
    const rows = new SegmentRows(this.db, id);
    rows.finish(this.space, log.documentCount, log.write(rows));
    const keep = this.db.prepare('INSERT OR IGNORE INTO index_stems (stem, term) VALUES (?, ?)');
    log.stems.sort((a, b) => (a.stem < b.stem ? -1 : a.stem > b.stem ? 1 : 0));
    for (const { stem, term } of log.stems) keep.run(stem, term);
    for (const [document, length] of this.lengths) documents.set(document, id, length);
    this.lengths.clear();
    this.spare = log;
  }

  private merge(documents: Documents): void {
    for (;;) {
      const due = dueForMerge(this.segments().filter((segment) => this.merging?.takes(segment) !== true));
      if (!due) return;
      const merge = new Merge(this.db, this.space, due);
      merge.step(documents, () => true);
      merge.finish(documents, true);
    }
  }

  /** Those that may be merged. */
  private segments(): Segment[] {
    const retired = new Set(this.retired());
    return new SegmentTable(this.db).load(this.space, new Map()).filter(({ id }) => !retired.has(id));
  }

  private save(): void {
    const version = this.db.prepare<[], number>('UPDATE index_state SET version = version + 1 RETURNING version').pluck().get() ?? 0;
    this.documents?.save(this.db, version);
  }

  private startLog(): void {
    this.log = this.spare ?? new WordLog();
    this.spare = null;
    this.log.clear();
    this.lengths = new Map();
    this.lastLogged = 0;
  }

  private count(): number {
    if (this.waiting < 0) {
      this.waiting = this.db.prepare<[string], number>('SELECT count(*) FROM index_pending WHERE space = ?').pluck().get(this.space) ?? 0;
    }
    return this.waiting;
  }

  private loadedDocuments(): Documents {
    if (!this.documents) {
      this.documents = new Documents(this.space);
      this.documents.refresh(this.db);
    }
    return this.documents;
  }
}
