import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import { inDigits } from '../../core/figures';
import type { CheckReport } from '../../core/library';
import * as m from '../../core/messages/messages.js';
import type { CheckOptions } from '../store';
import { sealedRows } from './digests';
import { explain } from './errors';
import type { ReadableDb } from './handle';
import { eachOriginal } from './originals';
import { SCHEMA_VERSION } from './migrations';
import { digests } from './migrations/040-digests';
import { columnProblems, indexProblems, orphanProblems } from './search/check';

/** Things looked at between two reports of progress: some milliseconds' worth. */
const STEP = 50;
/** Problems of one kind told by name; the rest are counted. */
const TOLD = 20;

function count(db: ReadableDb, table: string): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
}

/** The engine's own check, and rows that refer to nothing. */
function engineProblems(db: ReadableDb): string[] {
  const found: string[] = [];
  for (const line of db.prepare<[], string>(`PRAGMA integrity_check(${TOLD})`).pluck().all()) {
    if (line !== 'ok') found.push(m.check_engine({ details: line }));
  }
  for (const row of db.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all()) {
    found.push(m.check_reference(row));
  }
  return found;
}

/** Stories and annotations that are not what was saved. Yields how many were looked at since the last time. */
function* rowProblems(db: ReadableDb): Generator<number, string[]> {
  const found: string[] = [];
  let others = 0;
  const tell = (sentence: string) => (found.length < TOLD ? found.push(sentence) : (others += 1));
  let looked = 0;
  for (const { isIntact, row } of sealedRows(db, 'articles')) {
    const story = { headline: String(row['headline']), uid: String(row['uid']) };
    if (!isIntact) tell(m.check_story_field(story));
    if (hash('sha256', String(row['text'])) !== row['text_hash']) tell(m.check_story_text(story));
    if ((looked += 1) % STEP === 0) yield STEP;
  }
  for (const { isIntact, row } of sealedRows(db, 'annotations')) {
    const [quote, uid] = [String(row['exact']), String(row['uid'])];
    if (!isIntact) tell(quote === '' ? m.check_note({ uid }) : m.check_annotation({ quote, uid }));
    if ((looked += 1) % STEP === 0) yield STEP;
  }
  for (const { isIntact, row } of sealedRows(db, 'originals')) {
    if (!isIntact) tell(m.check_original_notes({ name: String(row['file_name']) }));
  }
  if (others > 0) found.push(m.check_others({ count: others, number: inDigits(others) }));
  return found;
}

/** Originals that no longer have the checksum they were stored with. */
function* originalProblems(db: ReadableDb): Generator<number, string[]> {
  const found: string[] = [];
  for (const { sha256, fileName, bytes } of eachOriginal(db)) {
    if (bytes === null || hash('sha256', bytes) !== sha256) {
      found.push(m.check_checksum({ name: fileName, checksum: `${sha256.slice(0, 12)}…` }));
    }
    yield 1;
  }
  return found;
}

/** What search knows of the stories against the stories themselves. */
function* searchProblems(db: ReadableDb): Generator<number, string[]> {
  try {
    const found = [...columnProblems(db), ...orphanProblems(db)];
    return [...found, ...(yield* indexProblems(db))];
  } catch (error) {
    if (error instanceof Database.SqliteError) throw error;
    // Lengths and places in it that damage changed lead anywhere, out of their block too.
    return [m.check_index_unreadable({ details: String(error) })];
  }
}

/** Everything there is to look at, one kind after the other. Older archives have no digests, or not this index yet. */
function* problemsOf(db: ReadableDb, withIndex: boolean): Generator<number, string[]> {
  const found = engineProblems(db);
  const isSound = found.length === 0;
  yield 0;
  const version = Number(db.pragma('user_version', { simple: true }));
  try {
    if (version >= digests.to) found.push(...(yield* rowProblems(db)));
    // The index follows from the texts; where the engine found damage, reading it could lead anywhere and end nowhere.
    if (version === SCHEMA_VERSION && withIndex && isSound) found.push(...(yield* searchProblems(db)));
    found.push(...(yield* originalProblems(db)));
  } catch (error) {
    // Where the engine found damage, reading on may fail anywhere.
    if (found.length === 0) throw error;
  }
  return found;
}

/**
 * Looks through a whole archive, in one state of it, while others may edit: the engine's own check, rows that refer to
 * nothing, every story and annotation against its digest, the index against the text, every original's checksum.
 * @throws BroadsheetError when the file cannot be read at all; whatever `onProgress` throws
 */
export async function checkArchiveFile(file: string, { onProgress, index = true }: CheckOptions = {}): Promise<CheckReport> {
  let db: ReadableDb | null = null;
  let work: Generator<number, string[]> | null = null;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true }) as ReadableDb;
    db.exec('BEGIN');
    const [articles, originals] = [count(db, 'articles'), count(db, 'originals')];
    const total = articles + count(db, 'annotations') + (index ? articles : 0) + originals;
    work = problemsOf(db, index);
    let done = 0;
    for (;;) {
      const step = work.next();
      if (step.done === true) return { ok: step.value.length === 0, problems: step.value, articles, originals };
      done += step.value;
      await onProgress?.(Math.min(done, total), total);
    }
  } catch (error) {
    throw explain(error, file);
  } finally {
    // A statement that is still read from would keep the database open.
    work?.return([]);
    db?.close();
  }
}
