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
    return new BroadsheetError(
      'disk-full',
      `The disk that holds ${file} is full. Nothing of this change was kept; the archive is as it was before.`,
      details,
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new BroadsheetError(
      'busy',
      `Another program is writing to ${file}. Try again when it has finished; nothing was changed.`,
      details,
    );
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code === 'SQLITE_PERM' ||
    code === 'EACCES' ||
    code === 'ENOENT' ||
    code === 'EROFS'
  ) {
    return new BroadsheetError(
      'unwritable',
      `${file} cannot be opened for writing. Check that the folder exists and that you may write to it; nothing was changed.`,
      details,
    );
  }
  if (code === 'SQLITE_NOTADB') return notAnArchive(file, details);
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(file, details);
  return thrown;
}

/** The sentence for a file that is something else. */
export function notAnArchive(file: string, details = ''): BroadsheetError {
  return new BroadsheetError('not-an-archive', `${file} is not a Broadsheet archive. It was left as it is; choose another file.`, details);
}
