import type { JobKind, JobState } from '../../core/jobs';
import type { JobChange, StoredJob } from '../store';
import type { ReadableDb, WritableDb } from './handle';

interface JobRow {
  uid: string;
  kind: string;
  state: string;
  input: string;
  cursor: string;
  process: number;
  done: number;
  total: number;
  message: string;
  created_at: string;
  updated_at: string;
}

function fromRow(row: JobRow): StoredJob {
  return {
    uid: row.uid,
    kind: row.kind as JobKind,
    state: row.state as JobState,
    input: JSON.parse(row.input) as unknown,
    cursor: JSON.parse(row.cursor) as unknown,
    process: row.process,
    done: row.done,
    total: row.total,
    message: row.message,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Nothing is JSON's `null`. */
const json = (value: unknown): string => JSON.stringify(value ?? null);

export function getJob(db: ReadableDb, uid: string): StoredJob | null {
  const row = db.prepare<[string], JobRow>('SELECT * FROM jobs WHERE uid = ?').get(uid);
  return row ? fromRow(row) : null;
}

/** Those that have not ended, and failed ones, which may go on; oldest first. */
export function unfinishedJobs(db: ReadableDb): StoredJob[] {
  return db.prepare<[], JobRow>(`SELECT * FROM jobs WHERE state NOT IN ('finished', 'cancelled') ORDER BY id`).all().map(fromRow);
}

export function insertJob(db: WritableDb, job: StoredJob): void {
  db.prepare(
    `INSERT INTO jobs (uid, kind, state, input, cursor, process, done, total, message, created_at, updated_at)
     VALUES (@uid, @kind, @state, @input, @cursor, @process, @done, @total, @message, @createdAt, @updatedAt)`,
  ).run({ ...job, input: json(job.input), cursor: json(job.cursor) });
}

export function updateJob(db: WritableDb, uid: string, { cursor, ...change }: JobChange): void {
  db.prepare(
    `UPDATE jobs SET state = coalesce(@state, state), done = coalesce(@done, done), total = coalesce(@total, total),
       message = coalesce(@message, message), process = coalesce(@process, process), cursor = coalesce(@cursor, cursor),
       updated_at = @updatedAt WHERE uid = @uid`,
  ).run({
    state: null,
    done: null,
    total: null,
    message: null,
    process: null,
    ...change,
    uid,
    cursor: cursor === undefined ? null : json(cursor),
  });
}

export function removeEndedJobs(db: WritableDb, before: string): void {
  db.prepare(`DELETE FROM jobs WHERE state IN ('finished', 'cancelled', 'failed') AND updated_at < ?`).run(before);
}
