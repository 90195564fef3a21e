import type { Events, Place } from '../../core/contract';
import type { LanguageId } from '../../core/languages';
import type { Reply } from '../../core/reply';
import type { ArchiveCall } from './dispatch';

/** Which of the archive's threads this is. Only the writer writes. The press sets pages, which may take seconds; the keeper
 * reads everything, for backups and checks. */
export type Role = Exclude<Place, 'main'>;

/** What a worker is started with. */
export interface WorkerSetup {
  role: Role;
  /** The archive's path. */
  file: string;
  /** Put the sample story into an archive that is made now. */
  withSample: boolean;
  /** The language of what the thread says. */
  language: LanguageId;
}

export interface Request {
  id: number;
  name: ArchiveCall;
  /** Already validated. */
  input: unknown;
}

/** What a worker is told besides calls. */
export type Notice = { kind: 'close' } | { kind: 'speak'; language: LanguageId };

export type Message =
  /** Sent once, when the archive is open or could not be opened. */
  | { kind: 'ready'; reply: Reply<{ created: boolean }> }
  | { kind: 'reply'; id: number; reply: Reply<unknown> }
  | { [Name in keyof Events]: { kind: 'event'; name: Name; payload: Events[Name] } }[keyof Events];

/**
 * Of the thread that searches. What a search puts aside it needs for milliseconds only, and much of it are arrays outside of the
 * heap, which go when the heap is looked through: with a small young generation that is soon.
 * A quarter of this makes searches slower by a third. What lasts has the room it always has.
 */
export const READER_LIMITS = { maxYoungGenerationSizeMb: 48 };
