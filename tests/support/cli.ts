import { PassThrough, Readable } from 'node:stream';
import { runCommandLine } from '../../electron/cli/run';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  /** Standard output as JSON, one object a line. */
  lines: Record<string, unknown>[];
}

function collected(stream: PassThrough): Buffer {
  return Buffer.concat(stream.readableLength > 0 ? [stream.read() as Buffer] : []);
}

interface Given {
  archive?: string;
  stdin?: string | Uint8Array;
  /** Stands for Ctrl-C. */
  interruption?: () => AbortSignal;
  /** Called when something was written to standard output. */
  onOutput?: () => void;
}

/** Runs a command as the shell would, in this process. `archive` stands for `--archive FILE`. */
export async function runCli(words: string[], { archive, stdin = '', interruption, onOutput }: Given = {}): Promise<Ran> {
  // A large buffer: nobody reads while the command runs.
  const stdout = new PassThrough({ highWaterMark: 64 * 1_048_576 });
  const stderr = new PassThrough({ highWaterMark: 1_048_576 });
  if (onOutput) stdout.once('readable', onOutput);
  const given = archive === undefined ? words : [...words, '--archive', archive];
  const code = await runCommandLine(given, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    ...(interruption ? { interruption } : {}),
  });
  const out = collected(stdout).toString('utf8');
  const parse = (line: string) => JSON.parse(line) as Record<string, unknown>;
  const lines = words.includes('--json') ? out.split('\n').filter(Boolean).map(parse) : [];
  return { code, stdout: out, stderr: collected(stderr).toString('utf8'), lines };
}
