import Database from 'better-sqlite3';
import { closeSync, copyFileSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { ReadableDb } from '../handle';
import { openWritable, removeArchive } from '../open';
import { SALVAGED } from './rows';

/** Whether the tables are known at all. */
function knowsTables(db: Database.Database): boolean {
  try {
    for (const table of SALVAGED) db.prepare(`SELECT * FROM ${table}`);
    return true;
  } catch {
    return false;
  }
}

function openUntouched(file: string): ReadableDb {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  // What is read may be wrong in any place; rows that contradict the schema are still worth having.
  db.unsafeMode(true);
  return db as ReadableDb;
}

/**
 * Gives a copy of an archive the first page of a new one: header and schema. Both have the same tables at the same pages, since
 * SQLite keeps the roots of an auto-vacuum database side by side in the order in which they were made
 * (https://www.sqlite.org/fileformat2.html#pointer_map_or_ptrmap_pages).
 */
function graftSchema(copy: string, blank: string): void {
  const { db } = openWritable(blank);
  const pageSize = db.pragma('page_size', { simple: true }) as number;
  db.close();
  const page = readFileSync(blank).subarray(0, pageSize);
  removeArchive(blank);
  const handle = openSync(copy, 'r+');
  try {
    // Pages in the file; then the list of free pages, which is not needed to read.
    page.writeUInt32BE(Math.floor(fstatSync(handle).size / pageSize), 28);
    page.writeUInt32BE(0, 32);
    page.writeUInt32BE(0, 36);
    page.copy(page, 92, 24, 28);
    writeSync(handle, page, 0, page.length, 0);
  } finally {
    closeSync(handle);
  }
}

/**
 * Opens a damaged archive to read what can be read. The file itself is not changed; where its schema is lost, a copy in the
 * folder of `target` is read with the schema of a new archive.
 * @returns the database, and what closes it and takes the copy away
 */
export function openDamaged(file: string, target: string): { db: ReadableDb; close: () => void } {
  const direct = attempt(() => openUntouched(file));
  if (direct && knowsTables(direct)) return { db: direct, close: () => direct.close() };
  direct?.close();
  const copy = `${target}.${process.pid}.part`;
  copyFileSync(file, copy);
  try {
    graftSchema(copy, `${copy}-blank`);
    const db = openUntouched(copy);
    const close = () => {
      db.close();
      removeArchive(copy);
    };
    return { db, close };
  } catch (error) {
    removeArchive(copy);
    throw error;
  }
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
