import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportOptions } from '../../core/exporting';
import * as m from '../../core/messages/messages.js';
import type { Printer, PrinterState } from '../../core/printing';
import { BroadsheetError } from '../../core/reply';
import type { ReadStore } from '../../db/store';
import { writeStory } from './exports/one';
import type { ExportSelection } from './exports/selection';
import { writeTogether } from './exports/together';

/** What `lpstat -p` says behind a printer's name. */
const STATES: readonly (readonly [RegExp, PrinterState])[] = [
  [/^disabled/, 'paused'],
  [/^now printing/, 'printing'],
];

const NOT_READY: Readonly<Partial<Record<PrinterState, (printer: { name: string }) => string>>> = {
  paused: m.error_printer_paused,
  refusing: m.error_printer_refusing,
};

/** A spooler that does not answer by then is not running, in milliseconds. */
const PATIENCE = 15_000;

interface Answer {
  stdout: string;
  stderr: string;
  code: number;
}

function ask(program: string, words: readonly string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // In English, whatever the person speaks: the answers are read.
    execFile(program, words, { env: { ...process.env, LC_ALL: 'C' }, timeout: PATIENCE }, (error, stdout, stderr) => {
      if (error && 'code' in error && error.code === 'ENOENT') {
        reject(new BroadsheetError('printing-failed', m.error_no_print_system()));
      } else if (error?.killed === true) {
        reject(new BroadsheetError('printing-failed', m.error_print_system_silent()));
      } else resolve({ stdout, stderr, code: error ? Number(error.code ?? 1) : 0 });
    });
  });
}

/**
 * The printers of this computer, as CUPS lists them (`lpstat(1)`).
 * @throws BroadsheetError `printing-failed`
 */
export async function printers(): Promise<Printer[]> {
  const [list, standard, refusing] = await Promise.all([ask('lpstat', ['-p']), ask('lpstat', ['-d']), ask('lpstat', ['-a'])]);
  if (/not running|unable to connect|bad file descriptor/i.test(list.stderr)) {
    throw new BroadsheetError('printing-failed', m.error_print_system_down(), list.stderr);
  }
  const preferred = /destination:\s*(\S+)/.exec(standard.stdout)?.[1];
  const isRefused = (name: string) =>
    new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} not accepting`, 'm').test(refusing.stdout);
  return [...list.stdout.matchAll(/^printer (\S+) (.*)$/gm)].map(([, name = '', words = '']) => {
    const state = isRefused(name) ? 'refusing' : (STATES.find(([pattern]) => pattern.test(words))?.[1] ?? 'idle');
    return { name, isDefault: name === preferred, isReady: state === 'idle' || state === 'printing', state };
  });
}

/**
 * The printer meant: the one of this name, or the usual one.
 * @throws BroadsheetError `printing-failed` when there is none, it is not there, or it takes no jobs
 */
export async function printerNamed(name: string | undefined): Promise<Printer> {
  const known = await printers();
  const names = known.map((one) => one.name).join(', ');
  if (known.length === 0) throw new BroadsheetError('printing-failed', m.error_no_printers());
  const found =
    known.find((one) => (name === undefined ? one.isDefault : one.name === name)) ??
    (name === undefined && known.length === 1 ? known[0] : undefined);
  if (!found) {
    const sentence = name === undefined ? m.error_no_usual_printer({ names }) : m.error_no_such_printer({ name, names });
    throw new BroadsheetError('printing-failed', sentence);
  }
  const refusal = NOT_READY[found.state];
  if (refusal) throw new BroadsheetError('printing-failed', refusal({ name: found.name }));
  return found;
}

/** What is handed to a printer. */
export interface PrintJob {
  printer: Printer;
  /** As the spooler lists it. */
  title: string;
  copies: number;
}

/**
 * Sets stories as pages, one story alone and several as one document, and hands them to the spooler, which prints them when the printer is free.
 * @returns the spooler's number of the job, such as `Office-12`
 * @throws BroadsheetError as the PDF export, and `printing-failed`
 */
export async function printStories(store: ReadStore, selection: ExportSelection, options: ExportOptions, job: PrintJob): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-print-'));
  try {
    const path = join(folder, 'pages.pdf');
    await writePages(store, selection, path, options);
    return await printFile(path, job);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writePages(store: ReadStore, selection: ExportSelection, path: string, options: ExportOptions): Promise<void> {
  const [uid, ...others] = selection.kind === 'uids' ? selection.uids : [];
  if (uid !== undefined && others.length === 0) await writeStory(store, uid, 'pdf', path, options);
  else await writeTogether(store, selection, 'pdf', path, options);
}

/**
 * Hands a PDF to the spooler (`lp(1)`).
 * @returns the spooler's number of the job
 * @throws BroadsheetError `printing-failed`
 */
export async function printFile(path: string, { printer: { name }, title, copies }: PrintJob): Promise<string> {
  // A title that begins with a dash would be an option.
  const { stdout, stderr, code } = await ask('lp', ['-d', name, '-n', String(copies), '-t', title.replace(/^-+/, ''), '--', path]);
  const job = /request id is (\S+)/.exec(stdout)?.[1];
  if (code === 0 && job !== undefined) return job;
  throw new BroadsheetError('printing-failed', m.error_printer_refused({ name }), stderr);
}
