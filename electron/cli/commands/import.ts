import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ImportResult, ImportSource, ImportSummary } from '../../../core/importing';
import { BroadsheetError } from '../../../core/reply';
import { openArchive } from '../../../db/sqlite/archive';
import { importFormats, previewImport, resumeImport, runImport, type ImportOptions } from '../../services/imports';
import { Tally } from '../../services/imports/report';
import { textOption, UsageError, type Command, type CommandContext } from '../command';
import { columns } from '../output';
import { commandJobs, reading, tidyUp } from '../work';

/** Standard input is held in memory; what is larger has to be a file. In bytes. */
const LARGEST_INPUT = 256 * 1_048_576;

async function readInput(stdin: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > LARGEST_INPUT) {
      const most = LARGEST_INPUT / 1_048_576;
      throw new BroadsheetError(
        'too-large',
        `Standard input holds more than ${most} MB. Nothing was imported; save it as a file and name that.`,
      );
    }
  }
  return Buffer.concat(chunks);
}

async function sourcesOf(paths: readonly string[], stdin: NodeJS.ReadableStream): Promise<ImportSource[]> {
  const sources: ImportSource[] = [];
  for (const path of paths) {
    if (path === '-') sources.push({ kind: 'bytes', bytes: await readInput(stdin), name: 'standard input' });
    else sources.push({ kind: 'path', path: resolve(path) });
  }
  return sources;
}

type Show = (result: ImportResult) => Promise<void>;

/** What an import would do, without an archive being made for it. */
async function dryRun(
  context: CommandContext,
  sources: readonly ImportSource[],
  format: string | undefined,
  show: Show,
): Promise<ImportSummary> {
  const { archive } = context;
  const scratch = existsSync(archive.file) ? null : openArchive(':memory:');
  const tally = new Tally();
  try {
    await reading(context, 'preview', async (job) => {
      const previews = previewImport(scratch?.read ?? archive.forReading(), sources, format, job);
      for await (const { path, status, reason, fields } of previews) {
        const result: ImportResult = { path, status: status === 'new' ? 'imported' : status, uid: '', headline: fields.headline, reason };
        tally.add(result);
        await show(result);
      }
    });
  } finally {
    await scratch?.close();
  }
  return tally.summary;
}

function describe({ status, headline, path, reason }: ImportResult): string {
  return columns(status.padEnd(9), headline, path, reason);
}

function sentence({ imported, duplicate, skipped, failed, seconds }: ImportSummary): string {
  return `${imported} imported, ${duplicate} duplicate, ${skipped} skipped, ${failed} failed in ${seconds} s`;
}

function exitCode({ imported, duplicate, failed }: ImportSummary): number {
  return failed > 0 || imported + duplicate === 0 ? 1 : 0;
}

/** An import, or with `null` the rest of one that was interrupted. */
async function write(
  context: CommandContext,
  sources: readonly ImportSource[] | null,
  options: ImportOptions,
  show: Show,
): Promise<number> {
  const { archive, output } = context;
  // An archive that is not there holds no interrupted import, and is not made by asking for one.
  if (sources === null) archive.forReading();
  const jobs = commandJobs(context, archive.forWriting(), 'cancel');
  const report = sources === null ? await resumeImport(jobs, show) : await runImport(jobs, sources, options, show);
  if (!report) throw new BroadsheetError('not-found', 'There is no interrupted import in this archive.');
  const { summary, run, cancelled } = report;
  await output.result({ summary }, sentence(summary));
  if (!cancelled) {
    await tidyUp(context, archive.forWriting());
    return exitCode(summary);
  }
  output.message(
    summary.imported === 0
      ? 'Cancelled before anything was imported.'
      : `Cancelled. The ${summary.imported} stories imported before are kept; “undo-import ${run}” removes them.`,
  );
  return 1;
}

export const importCommand: Command = {
  name: 'import',
  usage: 'PATH…|--resume [--format ID] [--tag T]… [--dry-run]',
  summary: 'Import stories from files and folders; “-” reads standard input.',
  details: `Formats:\n${importFormats()
    .map(({ id, label, keeps }) => `  ${id.padEnd(12)}  ${label}. ${keeps}`)
    .join('\n')}

With --json a line for every story, {"path","status","uid","headline","reason"}, where status is imported, duplicate,
skipped or failed; then {"summary":{"imported","duplicate","skipped","failed","seconds"}}.
Ctrl-C ends it behind the last stories written, which are kept. What a crash cut off goes on with --resume: nothing twice.
Ends with exit code 1 when something failed, or when there was no story at all.`,
  options: {
    format: { type: 'string', value: 'ID', help: 'The format, instead of recognising it.' },
    tag: { type: 'string', multiple: true, value: 'T', help: 'A tag for every story imported; may be repeated.' },
    resume: { type: 'boolean', help: 'Go on with the import that was interrupted last.' },
    'dry-run': { type: 'boolean', help: 'Say what would be imported and write nothing.' },
  },
  async run(context, given) {
    const { output, stdin } = context;
    if (given.positionals.includes('')) throw new UsageError('A file or folder has no name. Is a variable of the shell empty?');
    const isResumed = given.values['resume'] === true;
    if (isResumed && given.positionals.length > 0) throw new UsageError('--resume goes on with what was named before; name no files.');
    if (!isResumed && given.positionals.length === 0) {
      throw new UsageError('Name at least one file or folder to import, or “-” for standard input.');
    }
    const format = textOption(given, 'format');
    if (format !== undefined && !importFormats().some(({ id }) => id === format)) {
      throw new UsageError(
        `There is no import format “${format}”. Known formats: ${importFormats()
          .map(({ id }) => id)
          .join(', ')}.`,
      );
    }
    const show: Show = (result) => output.result(result, describe(result));
    if (isResumed) return write(context, null, {}, show);
    const sources = await sourcesOf(given.positionals, stdin);
    if (given.values['dry-run'] === true) {
      const summary = await dryRun(context, sources, format, show);
      await output.result({ summary }, sentence(summary));
      output.message('Nothing was written: this was a dry run.');
      return exitCode(summary);
    }
    const addTags = (given.values['tag'] as string[] | undefined) ?? [];
    return write(context, sources, { format, addTags }, show);
  },
};
