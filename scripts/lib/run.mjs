import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { basename } from 'node:path';

/** A failure that a person can act on; printed without a stack trace. */
export class SetupError extends Error {}

/** One line of progress on standard error: standard output belongs to the program that is started. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} words
 * @param {import('node:child_process').SpawnOptions & { quiet?: boolean }} [options] `quiet` shows its output only when it fails
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, words, { quiet = false, ...options } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, words, { stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('error', fail);
    child.on('close', (code, signal) => done({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/**
 * Hands over to a program: it has the terminal, gets the signals meant for this process, and its end is this one's.
 * @param {string} program
 * @param {string[]} words
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; 128 and the signal's number when a signal ended it, as shells count
 */
export function handOver(program, words, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, words, { stdio: 'inherit', ...options });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
    child.on('error', fail);
    child.on('close', (code, signal) => done(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * Runs a program that must succeed.
 * @param {string} program
 * @param {string[]} words
 * @param {string} failure the sentence when it does not
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function must(program, words, failure, options = {}) {
  const { code, output } = await run(program, words, { quiet: true, ...options }).catch((error) => ({ code: 1, output: String(error) }));
  if (code !== 0) throw new SetupError(`${failure}\n\n${output.trim().split('\n').slice(-25).join('\n')}`);
  return output;
}

/**
 * How to call npm: the very one that runs this script, or the one on the path, which on Windows is a batch file.
 * @returns {{ program: string, words: string[], shell: boolean }}
 */
export function npm() {
  const cli = process.env.npm_execpath;
  if (cli && /\.[cm]?js$/.test(cli) && basename(cli).startsWith('npm-cli'))
    return { program: process.execPath, words: [cli], shell: false };
  return { program: 'npm', words: [], shell: process.platform === 'win32' };
}

/** Whether a program is on the path. */
export function isInstalled(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

/** What was thrown, as text: a sentence where it was meant for people, else with its stack. */
export function describe(error) {
  if (error instanceof SetupError) return error.message;
  if (String(error?.code).startsWith('ERR_PARSE_ARGS')) return `${error.message.split('. ')[0].replace(/\.$/, '')}. See --help.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs a script's work and ends the process: 0, or 1 with a sentence. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    say(describe(error));
    process.exitCode = 1;
  }
}
