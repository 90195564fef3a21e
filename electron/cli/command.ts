import type { ParseArgsConfig, ParseArgsOptionsConfig } from 'node:util';
import type { Archive, ReadStore } from '../../db/store';
import type { Output } from './output';

/** What was wrong with how a command was called. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Opens the archive the person meant, when a command needs it. */
export interface ArchiveDoor {
  readonly file: string;
  /** @throws BroadsheetError `unreadable` when there is no archive yet */
  forReading(): ReadStore;
  /** Creates the archive when there is none. One that is still without a story at the command's end goes away again. */
  forWriting(): Archive;
  /** To copy the archive as a whole. @throws BroadsheetError `unreadable` when there is no archive yet */
  forCopying(): Archive;
}

export interface CommandContext {
  archive: ArchiveDoor;
  output: Output;
  stdin: NodeJS.ReadableStream;
  /**
   * Aborted when the person interrupts the command; a second interruption ends it at once. A command that never asks ends at
   * the first.
   */
  interruption(): AbortSignal;
}

/** An option as `node:util` parses it, with its line of help. */
export type CommandOption = ParseArgsOptionsConfig[string] & {
  /** What stands for the value in the help, such as `FILE`. */
  value?: string;
  help: string;
};

/** The words given to a command, parsed. */
export interface Given {
  values: Record<string, unknown>;
  positionals: string[];
}

export interface Command {
  name: string;
  /** After the name, such as `UID --quote TEXT`. */
  usage: string;
  /** One line. */
  summary: string;
  /** More lines of help: examples, what is printed. */
  details: string;
  options: Record<string, CommandOption>;
  /** @returns the exit code, 0 or 1 @throws UsageError BroadsheetError */
  run(context: CommandContext, given: Given): Promise<number>;
}

/** Options every command has. */
export const COMMON_OPTIONS = {
  archive: { type: 'string', value: 'FILE', help: 'The archive to use (default: your own).' },
  json: { type: 'boolean', help: 'Print one JSON object a line.' },
  help: { type: 'boolean', short: 'h', help: 'Print this help.' },
} satisfies Record<string, CommandOption>;

/** What {@link parseArgs} needs of the options. */
export function parseConfig(options: Record<string, CommandOption>): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries({ ...COMMON_OPTIONS, ...options }).map(([name, option]: [string, CommandOption]) => [
      name,
      { type: option.type, multiple: option.multiple ?? false, ...(option.short === undefined ? {} : { short: option.short }) },
    ]),
  );
}

/** A whole number given as an option. @throws UsageError */
export function wholeNumber(given: Given, name: string, fallback: number, least: number): number {
  const text = given.values[name];
  if (text === undefined) return fallback;
  const digits = typeof text === 'string' ? text : '';
  const number = Number(digits);
  if (!/^\d+$/.test(digits) || number < least || !Number.isSafeInteger(number)) {
    throw new UsageError(`--${name} takes a whole number from ${least} up, not “${digits}”.`);
  }
  return number;
}

/** An option's text, or `undefined`. */
export function textOption(given: Given, name: string): string | undefined {
  const value = given.values[name];
  return typeof value === 'string' ? value : undefined;
}
