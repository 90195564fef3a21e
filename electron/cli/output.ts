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
  /** One line that is written over itself, on a terminal only. */
  progress(line: string): void;
}

/** Carriage return, and "erase to the end of the line" (ECMA-48, EL). */
const REWRITE = '\r\u001b[K';

/** Waits while whoever reads is slower than the archive, so that a long list is never held in memory. */
function write(stream: Writable, chunk: string | Uint8Array): Promise<void> {
  if (stream.write(chunk)) return Promise.resolve();
  return new Promise((resolve) => stream.once('drain', resolve));
}

/** Terminals say so of themselves, and how wide they are. */
type Terminal = Writable & { isTTY?: boolean; columns?: number };

export function openOutput(stdout: Terminal, stderr: Terminal, json: boolean): Output {
  let shown = false;
  // Lines on the same terminal must not stand behind the rest of a progress line.
  const clear = () => {
    if (shown) stderr.write(REWRITE);
    shown = false;
  };
  return {
    json,
    result: (value, forPeople) => {
      if (stdout.isTTY) clear();
      return write(stdout, `${json ? JSON.stringify(value) : forPeople}\n`);
    },
    bytes: (bytes) => write(stdout, bytes),
    message: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!stderr.isTTY) return;
      clear();
      if (line === '') return;
      stderr.write(line.slice(0, (stderr.columns ?? 80) - 1));
      shown = true;
    },
  };
}

/** Columns side by side, two spaces apart; empty ones are left out. */
export function columns(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('  ');
}
