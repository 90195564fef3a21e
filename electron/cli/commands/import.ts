import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ImportResult, ImportSource } from '../../../core/importing';
import { BroadsheetError } from '../../../core/reply';
import { openArchive } from '../../../db/sqlite/archive';
import { importFormats, importStories, previewImport } from '../../services/imports';
import { ImportTally } from '../../services/parts/import-tally';
import { textOption, UsageError, type Command, type CommandContext } from '../command';
import { columns } from '../output';

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

/** What an import would do, without an archive being made for it. */
async function* dryRun(
  { archive }: CommandContext,
  sources: readonly ImportSource[],
  format: string | undefined,
): AsyncIterable<ImportResult> {
  const scratch = existsSync(archive.file) ? null : openArchive(':memory:');
  for await (const { path, status, reason, fields } of previewImport(scratch?.read ?? archive.forReading(), sources, format)) {
    yield { path, status: status === 'new' ? 'imported' : status, uid: '', headline: fields.headline, reason };
  }
  await scratch?.close();
}

function describe({ status, headline, path, reason }: ImportResult): string {
  return columns(status.padEnd(9), headline, path, reason);
}

export const importCommand: Command = {
  name: 'import',
  usage: 'PATH… [--format ID] [--tag T]… [--dry-run]',
  summary: 'Import stories from files and folders; “-” reads standard input.',
  details: `Formats:\n${importFormats()
    .map(({ id, label, keeps }) => `  ${id.padEnd(12)}  ${label}. ${keeps}`)
    .join('\n')}

With --json a line for every story, {"path","status","uid","headline","reason"}, where status is imported, duplicate,
skipped or failed; then {"summary":{"imported","duplicate","skipped","failed","seconds"}}.
Ends with exit code 1 when something failed, or when there was no story at all.`,
  options: {
    format: { type: 'string', value: 'ID', help: 'The format, instead of recognising it.' },
    tag: { type: 'string', multiple: true, value: 'T', help: 'A tag for every story imported; may be repeated.' },
    'dry-run': { type: 'boolean', help: 'Say what would be imported and write nothing.' },
  },
  async run(context, given) {
    const { output, archive, stdin } = context;
    if (given.positionals.length === 0) throw new UsageError('Name at least one file or folder to import, or “-” for standard input.');
    const format = textOption(given, 'format');
    if (format !== undefined && !importFormats().some(({ id }) => id === format)) {
      throw new UsageError(
        `There is no import format “${format}”. Known formats: ${importFormats()
          .map(({ id }) => id)
          .join(', ')}.`,
      );
    }
    const tally = new ImportTally();
    const sources = await sourcesOf(given.positionals, stdin);
    const dry = given.values['dry-run'] === true;
    const addTags = (given.values['tag'] as string[] | undefined) ?? [];
    const stories = dry ? dryRun(context, sources, format) : importStories(archive.forWriting(), sources, { format, addTags });
    for await (const result of stories) {
      tally.add(result);
      await output.result(result, describe(result));
    }
    const summary = tally.summary();
    const { imported, duplicate, skipped, failed, seconds } = summary;
    await output.result({ summary }, `${imported} imported, ${duplicate} duplicate, ${skipped} skipped, ${failed} failed in ${seconds} s`);
    if (dry) output.message('Nothing was written: this was a dry run.');
    return failed > 0 || imported + duplicate === 0 ? 1 : 0;
  },
};
