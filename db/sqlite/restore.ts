import Database from 'better-sqlite3';
import { existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { CheckOptions } from '../store';
import { copyArchive, verifyBackup } from './backup';
import { explain } from './errors';
import { inspectUntouched } from './open';

/** Files that stand beside an archive while it is open. */
const BESIDE = ['-wal', '-shm', '-journal'];

/** Whether a file can be opened as an archive; one that cannot is left as it is, its log included. */
function isUsable(file: string): boolean {
  try {
    inspectUntouched(file);
    return true;
  } catch {
    return false;
  }
}

/** Takes the archive out of everybody's hands and its log into the file. */
function settle(file: string): void {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { timeout: 0 });
    if (db.pragma('journal_mode = DELETE', { simple: true }) === 'wal') throw new Error('still in use');
  } catch (error) {
    throw new BroadsheetError('busy', m.error_restore_open({ file }), String(error));
  } finally {
    db?.close();
  }
}

/**
 * Puts a backup in the archive's place. The archive as it was stays beside it under another name.
 * @param stamp for that name, such as `2026-11-23T10-15-00Z`
 * @returns where the archive as it was stands now, or an empty string when there was none
 * @throws BroadsheetError `damaged` for an unsound backup, `busy`, `disk-full`, `unwritable`; the archive is unchanged then
 */
export async function restoreWhole(
  backup: string,
  file: string,
  stamp: string,
  options: Pick<CheckOptions, 'onProgress'> = {},
): Promise<{ kept: string }> {
  await verifyBackup(backup, options);
  const existed = existsSync(file);
  if (existed && realpathSync(backup) === realpathSync(file)) {
    throw new BroadsheetError('invalid-input', m.error_restore_itself({ file: backup }));
  }
  const partial = `${file}.${process.pid}.part`;
  const kept = existed ? `${file}.before-${stamp}` : '';
  try {
    // Not as a file: what a log beside it holds is part of it.
    await copyArchive(backup, partial);
    if (existed && isUsable(file)) settle(file);
    if (existed) renameSync(file, kept);
    // What a damaged archive left beside itself must not be taken for the log of the new one.
    for (const suffix of BESIDE) if (existsSync(file + suffix)) renameSync(file + suffix, (kept || file) + suffix);
    renameSync(partial, file);
  } catch (error) {
    for (const suffix of ['', ...BESIDE]) rmSync(partial + suffix, { force: true });
    if (kept !== '' && !existsSync(file) && existsSync(kept)) {
      for (const suffix of ['', ...BESIDE]) if (existsSync(kept + suffix)) renameSync(kept + suffix, file + suffix);
    }
    throw explain(error, file);
  }
  return { kept };
}
