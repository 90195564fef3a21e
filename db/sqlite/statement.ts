import type { Statement } from 'better-sqlite3';
import type { ReadableDb } from './handle';

/** Prepared statements of each open database, rows and single values apart; they go when the database goes. */
const ROWS = new WeakMap<ReadableDb, Map<string, Statement>>();
const VALUES = new WeakMap<ReadableDb, Map<string, Statement>>();

function prepared(of: typeof ROWS, db: ReadableDb, sql: string): Statement {
  let known = of.get(db);
  if (!known) of.set(db, (known = new Map<string, Statement>()));
  let found = known.get(sql);
  if (!found) {
    found = of === VALUES ? db.prepare(sql).pluck() : db.prepare(sql);
    known.set(sql, found);
  }
  return found;
}

/**
 * The prepared statement of an SQL text, prepared once a database. For fixed texts only: whatever a person typed belongs in
 * parameters, since no text is ever forgotten.
 */
export function statement<Params extends unknown[], Row = unknown>(db: ReadableDb, sql: string): Statement<Params, Row> {
  return prepared(ROWS, db, sql) as Statement<Params, Row>;
}

/** As {@link statement}, giving the first column instead of a row. */
export function valueOf<Params extends unknown[], Value>(db: ReadableDb, sql: string): Statement<Params, Value> {
  return prepared(VALUES, db, sql) as Statement<Params, Value>;
}
