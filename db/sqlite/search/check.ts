import { inDigits } from '../../../core/figures';
import * as m from '../../../core/messages/messages.js';
import type { ReadableDb } from '../handle';
import { unsettledAnnotations } from '../orphans';
import { documentsOfBeginning } from '../index/beginnings';
import { Documents, NO_SEGMENT } from '../index/documents';
import type { LoadDocuments } from '../index/index-writer';
import { eachPosting } from '../index/postings';
import { MemoryBytes, Segment, type TermEntry } from '../index/segment';
import { SegmentTable, type Space } from '../index/segment-table';
import { PREFIX_MARK, WordLog } from '../index/word-log';
import { loadAnnotationDocuments } from './annotation-document';
import { knownNumber, loadArticleDocuments, readColumns } from './article-document';
import { Columns } from './columns';

const SOURCES: Readonly<Record<Space, { load: LoadDocuments; ids: string; what: () => string }>> = {
  articles: { load: loadArticleDocuments, ids: 'SELECT id FROM articles ORDER BY id', what: m.check_stories },
  annotations: {
    load: loadAnnotationDocuments,
    ids: 'SELECT id FROM annotations WHERE removed_at IS NULL ORDER BY id',
    what: m.check_annotations,
  },
};

/** A number as messages want it. */
const counted = (count: number) => ({ count, number: inDigits(count) });

/** Words compared at a time: their log is in memory. */
const WORDS = 3_000_000;
const LOADED_AT_ONCE = 200;

/**
 * Reads every text again and compares its words, place by place, with what the index says of it. One sentence a problem.
 * Yields how many stories were compared since the last time.
 */
export function* indexProblems(db: ReadableDb): Generator<number, string[]> {
  const found: string[] = [];
  for (const space of ['articles', 'annotations'] as const) found.push(...(yield* problemsOf(db, space)));
  return found;
}

/** Annotations of which something else is noted than what their stories' texts say. */
export function orphanProblems(db: ReadableDb): string[] {
  const wrong = unsettledAnnotations(db);
  return wrong === 0 ? [] : [m.check_orphans(counted(wrong))];
}

/** Stories whose values in the columns are not those of their tables. */
export function columnProblems(db: ReadableDb): string[] {
  const columns = new Columns();
  columns.refresh(db);
  const ids = db.prepare<[], number>('SELECT id FROM articles').pluck().all();
  const known = new Set(ids);
  let different = 0;
  for (const id of ids) {
    const values = readColumns(db, id, (table, name) => knownNumber(db, table, name));
    if (values && !columns.has(id, values)) different += 1;
  }
  columns.flags.forEach((flags, id) => {
    if (flags !== 0 && !known.has(id)) different += 1;
  });
  return different === 0 ? [] : [m.check_columns(counted(different))];
}

function* problemsOf(db: ReadableDb, space: Space): Generator<number, string[]> {
  const { load, ids: sql, what } = SOURCES[space];
  const ids = db.prepare<[], number>(sql).pluck().all();
  const waiting = new Set(db.prepare<[string], number>('SELECT document FROM index_pending WHERE space = ?').pluck().all(space));
  const documents = new Documents(space);
  documents.refresh(db);
  const segments = new Map(new SegmentTable(db).load(space, new Map()).map((segment) => [segment.id, segment]));
  const problems: string[] = [];
  const missing = ids.filter((id) => !waiting.has(id) && (documents.segments[id] ?? NO_SEGMENT) === NO_SEGMENT);
  if (missing.length > 0) problems.push(m.check_missing({ ...counted(missing.length), what: what() }));
  const known = new Set(ids);
  let stale = 0;
  documents.segments.forEach((segment, id) => {
    if (segment !== NO_SEGMENT && !known.has(id) && !waiting.has(id)) stale += 1;
  });
  if (stale > 0) problems.push(m.check_stale({ ...counted(stale), what: what() }));
  let different = 0;
  let unstemmed = 0;
  const stem = db.prepare<[string, string], number>('SELECT 1 FROM index_stems WHERE stem = ? AND term = ?').pluck();
  for (const [id, segment] of segments) {
    const own = ids.filter((document) => documents.segments[document] === id && !waiting.has(document));
    for (let at = 0; at < own.length;) {
      const log = new WordLog();
      const batch = new Set<number>();
      while (at < own.length && log.words < WORDS) {
        const slice = own.slice(at, at + LOADED_AT_ONCE);
        for (const document of load(db, slice)) {
          log.add(document);
          batch.add(document.id);
        }
        at += slice.length;
        if (space === 'articles') yield slice.length;
      }
      for (const one of log.stems) if (stem.get(one.stem, one.term) === undefined) unstemmed += 1;
      different += differences(segment, log, batch);
    }
  }
  if (different > 0) problems.push(m.check_words({ ...counted(different), what: what() }));
  if (unstemmed > 0) problems.push(m.check_forms({ ...counted(unstemmed), what: what() }));
  return problems;
}

/** Terms whose postings in the documents of the batch are not those of the texts. */
function differences(segment: Segment, log: WordLog, batch: ReadonlySet<number>): number {
  const bytes = new MemoryBytes();
  const wanted = new Segment(0, log.write(bytes), bytes);
  const fingerprint = (source: Segment, entry: TermEntry): number => {
    let hash = 0;
    if (entry.term.startsWith(PREFIX_MARK)) {
      for (const document of documentsOfBeginning(source.documentsOf(entry), entry.count)) {
        if (batch.has(document)) hash = (Math.imul(hash, 31) + document) | 0;
      }
      return hash;
    }
    eachPosting(source.documentsOf(entry), source.positionsOf(entry), entry.count, (document, places, count) => {
      if (!batch.has(document)) return;
      hash = (Math.imul(hash, 31) + document) | 0;
      for (let index = 0; index < count; index += 1) hash = (Math.imul(hash, 31) + (places[index] ?? 0)) | 0;
    });
    return hash;
  };
  let different = 0;
  const expected = wanted.from('', () => true);
  const found = segment.from('', () => true);
  let left = expected.next();
  let right = found.next();
  while (!left.done || !right.done) {
    const leftTerm = left.done ? null : left.value.term;
    const rightTerm = right.done ? null : right.value.term;
    if (!left.done && !right.done && leftTerm === rightTerm) {
      if (fingerprint(wanted, left.value) !== fingerprint(segment, right.value)) different += 1;
      left = expected.next();
      right = found.next();
    } else if (rightTerm === null || (leftTerm !== null && leftTerm < rightTerm)) {
      different += 1;
      left = expected.next();
    } else {
      // Words of other documents of the segment; only those of this batch would be a difference.
      if (!right.done && !right.value.term.startsWith(PREFIX_MARK) && fingerprint(segment, right.value) !== 0) different += 1;
      right = found.next();
    }
  }
  return different;
}
