import { app } from 'electron';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A log larger than this, in bytes, becomes `main.old.log` when the app starts. */
const LARGEST = 1_000_000;

/** Writes lines for whoever looks into a fault; people are told by sentences in the window. */
export type Log = (line: string) => void;

/** Opens the log in the app's log folder. A log that cannot be written is no reason to stop. */
export function openLog(): Log {
  const folder = app.getPath('logs');
  const file = join(folder, 'main.log');
  try {
    mkdirSync(folder, { recursive: true });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(file, join(folder, 'main.old.log'));
  } catch {
    // Without a log folder the lines still go to standard error.
  }
  return (line) => {
    const stamped = `${new Date().toISOString()} ${line}\n`;
    process.stderr.write(stamped);
    try {
      appendFileSync(file, stamped);
    } catch {
      // A full disk must not take the app down with its log.
    }
  };
}
