import type { Writable } from 'node:stream';

/** Where a command's words go: results on standard output, messages on standard error. */
export interface Output {
  /** True with `--json`. */
  readonly json: boolean;
  /** One result: an object a line for programs, or the line `forPeople` for people. */
  result(value: object, forPeople: string): Promise<void>;
  /** Raw bytes on standard output. */
  bytes(bytes: Uint8Array): Promise<void>;
  message(line: string): void;
}

/** Waits while whoever reads is slower than the archive, so that a long list is never held in memory. */
function write(stream: Writable, chunk: string | Uint8Array): Promise<void> {
  if (stream.write(chunk)) return Promise.resolve();
  return new Promise((resolve) => stream.once('drain', resolve));
}

export function openOutput(stdout: Writable, stderr: Writable, json: boolean): Output {
  return {
    json,
    result: (value, forPeople) => write(stdout, `${json ? JSON.stringify(value) : forPeople}\n`),
    bytes: (bytes) => write(stdout, bytes),
    message: (line) => void stderr.write(`${line}\n`),
  };
}

/** Columns side by side, two spaces apart; empty ones are left out. */
export function columns(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('  ');
}
