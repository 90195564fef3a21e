import Database from 'better-sqlite3';
import { closeSync, existsSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import { refuseDamaged } from './damage';
import { explain, notAnArchive } from './errors';
import type { ReadableDb, WritableDb } from './handle';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations';
import { indexingOf } from './search/indexing';

/** "BSHT" in ASCII: how `file` and the app tell an archive from any other SQLite database. */
export const APPLICATION_ID = 0x42534854;

/** How long a writer waits for another process's transaction, in milliseconds. */
const BUSY_TIMEOUT = 10_000;
/** Page cache per connection, in KiB (negative, as SQLite wants it). */
const CACHE_SIZE = -32_768;
/** Pages of the log after which they are copied into the file: 64 MB, since the same pages change again and again in an import. */
const CHECKPOINT_PAGES = 1_000;
/** Of new archives, in bytes. */
const PAGE_SIZE = 65_536;
/** Node-API that better-sqlite3's prebuilt binary needs; older ones crash without a message. */
const NODE_API = 10;

/**
 * Refuses a Node that would crash. A binary compiled on this machine (as development on an older Electron does) is preferred
 * by better-sqlite3 and needs no such check.
 */
function checkRuntime(): void {
  const version = Number(process.versions.napi ?? 0);
  if (version >= NODE_API) return;
  const module = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
  if (existsSync(join(module, 'build/Release/better_sqlite3.node'))) return;
  throw new BroadsheetError('internal', m.error_old_node({ version: process.versions.node }), `Node-API ${version}, ${NODE_API} needed`);
}

/** Every SQLite database begins with this (https://www.sqlite.org/fileformat.html#magic_header_string). */
const MAGIC = 'SQLite format 3\0';

/** Whether there is a file with something in it; throws when it is no SQLite database. Nothing is written. */
function looksLikeDatabase(file: string): boolean {
  if (!existsSync(file)) return false;
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    throw explain(error, file);
  }
  try {
    const head = Buffer.alloc(MAGIC.length);
    const length = readSync(handle, head, 0, head.length, 0);
    if (length === 0) return false;
    if (head.toString('latin1') !== MAGIC) throw notAnArchive(file, `begins with ${head.toString('hex')}`);
    return true;
  } catch (error) {
    throw error instanceof BroadsheetError ? error : notAnArchive(file, String(error));
  } finally {
    closeSync(handle);
  }
}

function schemaOf(db: Database.Database): { version: number; applicationId: number; tables: number } {
  return {
    version: db.pragma('user_version', { simple: true }) as number,
    applicationId: db.pragma('application_id', { simple: true }) as number,
    tables: db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number,
  };
}

/** Refuses databases of other programs and of newer versions. */
function checkSchema(db: Database.Database, file: string): number {
  const { version, applicationId, tables } = schemaOf(db);
  if (applicationId !== APPLICATION_ID && tables > 0) throw notAnArchive(file, `application_id ${applicationId}, ${tables} tables`);
  if (version > SCHEMA_VERSION) {
    throw new BroadsheetError('newer-archive', m.error_newer_archive({ file, version, known: SCHEMA_VERSION }));
  }
  return version;
}

/** @returns the schema's version @throws BroadsheetError `not-an-archive`, `newer-archive`, `damaged` */
function inspect(db: Database.Database, file: string): number {
  try {
    const version = checkSchema(db, file);
    if (version > 0) refuseDamaged(db, file);
    return version;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB') throw notAnArchive(file, error.message);
    throw error;
  }
}

/** As {@link inspect}. A connection that could write would copy the log into a damaged file when it is closed. */
export function inspectUntouched(file: string): number {
  const db = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT });
  try {
    return inspect(db, file);
  } finally {
    db.close();
  }
}

/** What every connection needs. */
function prepare(db: Database.Database): void {
  db.pragma(`cache_size = ${CACHE_SIZE}`);
}

/** One folder after the other: asked for all of them, Node never comes back where none can be made, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explain(error, file);
  }
}

/**
 * Opens an archive for reading, after bringing an older schema up to date. The file must exist.
 * @throws BroadsheetError `unreadable`, `not-an-archive`, `newer-archive`
 */
export function openReadable(file: string): ReadableDb {
  checkRuntime();
  if (!looksLikeDatabase(file)) {
    throw new BroadsheetError('unreadable', m.error_no_archive_yet({ file }));
  }
  return attempt(file, () => {
    const db = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT });
    try {
      if (inspect(db, file) < SCHEMA_VERSION) openWritable(file).db.close();
      prepare(db);
      db.pragma('query_only = ON');
      return db as ReadableDb;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Opens an archive for writing, creates it where there is none, and brings its schema up to date, all steps or none.
 * @throws BroadsheetError `not-an-archive`, `newer-archive`, `unwritable`, `disk-full`, `busy`
 */
export function openWritable(file: string): { db: WritableDb; created: boolean } {
  checkRuntime();
  const existed = looksLikeDatabase(file);
  return attempt(file, () => {
    if (!existed) makeFolder(dirname(resolve(file)));
    const version = existed ? inspectUntouched(file) : 0;
    const db = new Database(file, { timeout: BUSY_TIMEOUT });
    try {
      if (!existed) {
        // Stories and blocks of the index leave little of a page this large empty; freed ones can be given back.
        db.pragma(`page_size = ${PAGE_SIZE}`);
        db.pragma('auto_vacuum = INCREMENTAL');
      }
      db.pragma('journal_mode = WAL');
      // Edits by hand are durable once acknowledged: WAL's commit is synced to the disk.
      db.pragma('synchronous = FULL');
      db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      db.pragma('foreign_keys = ON');
      prepare(db);
      if (version < SCHEMA_VERSION) migrate(db as WritableDb);
      // From its first read on a connection holds the lock by which others, such as a restore, see that the archive is open.
      db.pragma('user_version');
      return { db: db as WritableDb, created: version === 0 };
    } catch (error) {
      db.close();
      if (!existed) removeArchive(file);
      throw error;
    }
  });
}

/**
 * How the next transaction is committed (https://www.sqlite.org/pragma.html#pragma_synchronous). `FULL` syncs the write-ahead
 * log, and all that stands in it before, at each commit; `NORMAL` leaves that to the system, which cannot damage the archive.
 */
export function setDurability(db: WritableDb, durability: 'acknowledged' | 'batch'): void {
  db.pragma(`synchronous = ${durability === 'batch' ? 'NORMAL' : 'FULL'}`);
}

/** Freed pages that are given back to the disk at once, at most: moving so many others into their places takes about a second. */
const MOST_GIVEN_BACK = 4_000;

/**
 * Gives pages back to the disk that stories purged and segments merged have left empty. Never fails: what cannot be given
 * back now, since another process writes, is when the archive is closed the next time.
 */
export function giveBackSpace(db: WritableDb): void {
  try {
    db.pragma(`incremental_vacuum(${MOST_GIVEN_BACK})`);
  } catch {
    // The pages are used again by what is written next.
  }
}

/** Removes an archive and the files beside it. It must be closed. */
export function removeArchive(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/**
 * All missing steps in one transaction; the version is read again inside it, since another process may have been faster. What a
 * step marked to be indexed anew is indexed in the same transaction: nobody may find an archive whose lists lack stories.
 */
function migrate(db: WritableDb): void {
  db.transaction(() => {
    const version = db.pragma('user_version', { simple: true }) as number;
    for (const migration of MIGRATIONS) if (migration.to > version) migration.up(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
    if (version > 0) indexingOf(db).takeIn();
  }).immediate();
}
