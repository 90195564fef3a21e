import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import { damaged } from './damage';

/**
 * Turns the engine's error into a sentence a person can act on. Anything else comes back as it was.
 * Codes: https://www.sqlite.org/rescode.html
 */
export function explain(thrown: unknown, file: string): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return thrown;
  const details = `${thrown.code}: ${thrown.message}`;
  const code = thrown.code;
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC') {
    return new BroadsheetError('disk-full', m.error_archive_disk_full({ file }), details);
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new BroadsheetError('busy', m.error_archive_busy({ file }), details);
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code === 'SQLITE_PERM' ||
    code === 'EACCES' ||
    code === 'ENOENT' ||
    code === 'EROFS'
  ) {
    return new BroadsheetError('unwritable', m.error_archive_unwritable({ file }), details);
  }
  if (code === 'SQLITE_NOTADB') return notAnArchive(file, details);
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(file, details);
  return thrown;
}

/** The sentence for a file that is something else. */
export function notAnArchive(file: string, details = ''): BroadsheetError {
  return new BroadsheetError('not-an-archive', m.error_not_an_archive({ file }), details);
}
