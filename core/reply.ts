/**
 * Failures travel as values: a code from a closed list, a sentence for the person, details for the log.
 */

import * as m from './messages/messages.js';

/** Every way a call can fail. A new one is added here, with the situation it names. */
export const ERROR_CODES = [
  /** The input does not have the shape the contract asks for. */
  'invalid-input',
  /** No story, annotation or original with that identifier. */
  'not-found',
  /** The file or folder to read does not exist or may not be read. */
  'unreadable',
  /** The bytes are no story in any format known. */
  'unrecognised',
  /** Recognised, but more than the app takes. */
  'too-large',
  /** The passage to annotate does not stand in the story. */
  'passage-not-found',
  /** The archive's disk, or the export's, has no room left. */
  'disk-full',
  /** The file or folder to write may not be written. */
  'unwritable',
  /** The file given as an archive is not one. */
  'not-an-archive',
  /** The archive, or a backup, is damaged. An archive is not written to then. */
  'damaged',
  /** The archive was made by a newer version of the app. */
  'newer-archive',
  /** Another process holds the archive's write lock for too long. */
  'busy',
  /** The page setter refused the document, or lacks a font for its script. */
  'typesetting-failed',
  /** The system's print dialog or printer refused. */
  'printing-failed',
  /** The person cancelled. */
  'cancelled',
  /** A fault of the app itself. The sentence says so and the details go to the log. */
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error a person can act on. `message` is the sentence; `details` is for the log and never shown unasked. */
export class BroadsheetError extends Error {
  override readonly name = 'BroadsheetError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details = '',
  ) {
    super(message);
  }
}

export interface Failure {
  code: ErrorCode;
  message: string;
  details: string;
}

export type Reply<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** Turns whatever was thrown into a failure that may cross a process boundary. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof BroadsheetError) return { code: thrown.code, message: thrown.message, details: thrown.details };
  const details = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { code: 'internal', message: m.error_internal(), details };
}

/** The value of a reply, or the failure as an exception again. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new BroadsheetError(reply.error.code, reply.error.message, reply.error.details);
}
