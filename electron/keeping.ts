import type { Events } from '../core/contract';
import type { ArchiveClient } from './archive/client';
import type { Log } from './log';

/** Milliseconds between two looks at whether a backup is due; the first one leaves the start alone. */
const HOUR = 3_600_000;
const AFTER_START = 60_000;

/** Backs the archive up when it is time, while the app runs, and tells every window how it went. */
export function keepBackups(client: ArchiveClient, tell: (name: 'backup.taken', payload: Events['backup.taken']) => void, log: Log): void {
  let underway = false;
  const look = async () => {
    const due = await client.call('backups.due', {});
    if (underway || !due.ok || !due.value) return;
    underway = true;
    const taken = await client.call('backups.take', {});
    underway = false;
    if (!taken.ok) log(`the backup failed: ${taken.error.code}: ${taken.error.message} ${taken.error.details}`);
    tell('backup.taken', taken.ok ? { path: taken.value.path, failure: '' } : { path: '', failure: taken.error.message });
  };
  setTimeout(() => void look(), AFTER_START).unref();
  setInterval(() => void look(), HOUR).unref();
}
