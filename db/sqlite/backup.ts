import Database from 'better-sqlite3';
import { open, rename, rm } from 'node:fs/promises';
import type { CheckReport } from '../../core/library';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { BackupOptions, BackupReport, CheckOptions } from '../store';
import { checkArchiveFile } from './check';
import { damaged } from './damage';
import { explain } from './errors';
import { APPLICATION_ID } from './open';
import { SCHEMA_VERSION } from './migrations';

/** Pages copied between two looks at what else there is to do: some 6 MB, a few milliseconds. */
const PAGES_A_STEP = 200;

/**
 * Looks through a finished backup: whether it is an archive this version can open, the engine's own check, every story's,
 * annotation's and original's checksum. The index follows from the texts and can be made anew; it is not compared.
 * @throws BroadsheetError `damaged` with a sentence that names the first fault, `newer-archive`, `unreadable`; whatever
 * `onProgress` throws
 */
export async function verifyBackup(file: string, options: Pick<CheckOptions, 'onProgress'> = {}): Promise<BackupReport['counts']> {
  identifyBackup(file);
  const report = await checkArchiveFile(file, { ...options, index: false });
  const [fault] = report.problems;
  if (fault !== undefined) throw unsound(file, fault);
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return countsOf(db, report);
  } finally {
    db.close();
  }
}

function unsound(file: string, fault: string, details = ''): BroadsheetError {
  return new BroadsheetError('damaged', m.error_unsound_backup({ file, fault }), details);
}

function countsOf(db: Database.Database, { articles, originals }: CheckReport): BackupReport['counts'] {
  const annotations = db.prepare<[], number>('SELECT count(*) FROM annotations WHERE removed_at IS NULL').pluck().get() ?? 0;
  return { articles, annotations, originals };
}

/**
 * Whether a file is an archive this version can open.
 * @returns its schema's version
 * @throws BroadsheetError `damaged`, `newer-archive`, `unreadable`
 */
export function identifyBackup(file: string): number {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw unsound(file, m.error_backup_no_archive());
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > SCHEMA_VERSION) {
      throw new BroadsheetError('newer-archive', m.error_newer_backup({ file }));
    }
    return version;
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    const isMissing = error instanceof Error && 'code' in error && error.code === 'SQLITE_CANTOPEN';
    throw isMissing
      ? new BroadsheetError('unreadable', m.error_no_backup({ file }), String(error))
      : unsound(file, m.error_backup_damaged(), String(error));
  } finally {
    db?.close();
  }
}

/**
 * Copies an archive while it may be read and edited, checks the copy, and only then gives it its name. A connection of its
 * own holds on to one state of the archive, so that edits meanwhile neither get into the copy nor make it begin anew.
 * @throws BroadsheetError `disk-full`, `unwritable`, `damaged`; whatever `onProgress` throws. Nothing is left behind then
 */
export async function backUp(file: string, path: string, { onProgress }: BackupOptions = {}): Promise<BackupReport> {
  const partial = `${path}.${process.pid}.part`;
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.exec('BEGIN');
    const pages = db.prepare<[], number>('SELECT page_count FROM pragma_page_count').pluck().get() ?? 0;
    // Looking through the copy takes about as long as making it.
    await copyTo(db, partial, (done) => onProgress?.(done, pages * 2));
    makeSingleFile(partial);
    const counts = await lookThrough(file, partial, (share) => onProgress?.(Math.round(pages * (1 + share)), pages * 2));
    const bytes = await syncFile(partial);
    await rename(partial, path);
    return { path, bytes, counts };
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(partial + suffix, { force: true });
    throw explain(error, path);
  } finally {
    db.close();
  }
}

/** A copy made just now that is unsound shows that the archive itself is. */
async function lookThrough(
  file: string,
  copy: string,
  onProgress: (share: number) => void | Promise<void>,
): Promise<BackupReport['counts']> {
  try {
    return await verifyBackup(copy, { onProgress: (done, total) => onProgress(done / Math.max(1, total)) });
  } catch (error) {
    if (!(error instanceof BroadsheetError && error.code === 'damaged')) throw error;
    throw damaged(file, `No backup was made of it. ${error.message}`);
  }
}

/** Copies page by page. While `onProgress` has not answered, such as in a pause, nothing is copied. */
async function copyTo(db: Database.Database, path: string, onProgress: (done: number) => void | Promise<void>): Promise<void> {
  let waits = false;
  let refusal: Error | null = null;
  const ask = async (done: number) => {
    waits = true;
    try {
      await onProgress(done);
    } catch (error) {
      refusal = error instanceof Error ? error : new Error(String(error));
    }
    waits = false;
  };
  await db.backup(path, {
    progress: ({ totalPages, remainingPages }) => {
      if (refusal) throw refusal;
      if (waits) return 0;
      void ask(totalPages - remainingPages);
      return PAGES_A_STEP;
    },
  });
  if (refusal) throw refusal as Error;
}

/**
 * Copies an archive that nobody edits to another file, with what its log holds.
 * @throws what the engine throws
 */
export async function copyArchive(file: string, path: string): Promise<void> {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    await copyTo(db, path, () => undefined);
  } finally {
    db.close();
  }
  makeSingleFile(path);
  await syncFile(path);
}

/** A backup is one file that can be copied as it is: no log stands beside it. */
function makeSingleFile(file: string): void {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

async function syncFile(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}
