import { hash, randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/** Random numbers are drawn by the thousand: asking the system for each would cost a third of what an import spends outside the index. */
const DRAWN = new Uint32Array(1_024);
let left = 0;

/** A random number from 0 to below 1, as good as the system's own. */
function chance(): number {
  if (left === 0) {
    randomFillSync(DRAWN);
    left = DRAWN.length;
  }
  left -= 1;
  return (DRAWN[left] ?? 0) / 2 ** 32;
}

/** New identifiers, in ascending order within a process (https://github.com/ulid/spec). */
export const newUid = monotonicFactory(chance);

/** Lower-case hexadecimal SHA-256; text is hashed as UTF-8. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** The time now, as the archive writes times: ISO 8601, UTC, milliseconds. */
export function now(): string {
  return new Date().toISOString();
}
