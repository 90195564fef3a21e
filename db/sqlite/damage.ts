import type { Database } from 'better-sqlite3';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';

/** The sentence for a damaged archive. It is never written to. */
export function damaged(file: string, details: string): BroadsheetError {
  return new BroadsheetError('damaged', m.error_damaged({ file }), details);
}

/** Bytes of SQLite's file header (https://www.sqlite.org/fileformat2.html#the_database_header). */
const HEADER = 100;

/** What SQLite says of a file that it cannot read as the database it claims to be. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|ERROR|FORMAT)/;

/** Tables that an archive of any version has. */
const ALWAYS = ['articles', 'annotations', 'originals', 'tags'];

/** Files up to this size are looked through whole when they are opened, in some ten milliseconds. In bytes. */
const QUICKLY_READ = 32 * 2 ** 20;

/**
 * What can be told in some milliseconds, whatever the size: whether the file is as long as its header says, and whether the
 * first pages of every table can be read; of a small file, whether all pages hang together. `check` reads everything.
 * @throws BroadsheetError `damaged`
 */
export function refuseDamaged(db: Database, file: string): void {
  const short = missingBytes(file);
  if (short > 0) throw damaged(file, `${short} bytes are missing at its end`);
  try {
    const tables = db
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`)
      .pluck()
      .all();
    for (const name of new Set([...ALWAYS, ...tables])) db.prepare(`SELECT * FROM "${name}" LIMIT 1`).get();
    const fault = statSync(file).size <= QUICKLY_READ ? db.prepare<[], string>('PRAGMA quick_check(1)').pluck().get() : 'ok';
    if (fault !== 'ok') throw damaged(file, String(fault));
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && DAMAGE.test(error.code)) {
      throw damaged(file, `${error.code}: ${error.message}`);
    }
    throw error;
  }
}

/**
 * Bytes the file lacks according to its own header. While there is a log nobody can tell: the header may have been copied out
 * of it when the pages behind were not yet, and then the log still has them.
 */
function missingBytes(file: string): number {
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return 0;
  const handle = openSync(file, 'r');
  try {
    const header = Buffer.alloc(HEADER);
    if (readSync(handle, header, 0, HEADER, 0) < HEADER) return 0;
    const size = header.readUInt16BE(16);
    const pageSize = size === 1 ? 65_536 : size;
    const pages = header.readUInt32BE(28);
    // The count holds only when it was written together with the change counter.
    const isValid = header.readUInt32BE(24) === header.readUInt32BE(92);
    return isValid ? pages * pageSize - fstatSync(handle).size : 0;
  } finally {
    closeSync(handle);
  }
}
