import { hash } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/** New identifiers, in ascending order within a process (https://github.com/ulid/spec). */
export const newUid = monotonicFactory();

/** Lower-case hexadecimal SHA-256; text is hashed as UTF-8. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** The time now, as the archive writes times: ISO 8601, UTC, milliseconds. */
export function now(): string {
  return new Date().toISOString();
}
