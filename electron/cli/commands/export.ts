import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { PAPER_SIZES, type PageOptions } from '../../../core/pages';
import { paperSizeFor } from '../../../core/paper';
import type { ReadStore } from '../../../db/store';
import {
  exportFormats,
  holdsMany,
  renderSelection,
  renderStory,
  writeApart,
  writeStory,
  writeTogether,
  type ExportSelection,
} from '../../services/exports';
import { textOption, UsageError, type Command, type CommandContext, type Given } from '../command';
import { columns } from '../output';
import { reading } from '../work';

/** The country whose paper is in the printer; unknown where the shell's locale is none, as in scripts and services. */
function country(locale: string): string {
  const { LC_ALL, LC_PAPER, LANG } = process.env;
  const isUnset = /^(C|POSIX)?(\.|$)/.test(LC_ALL || LC_PAPER || LANG || '');
  return process.platform === 'linux' && isUnset ? '' : (new Intl.Locale(locale).region ?? '');
}

function pageOptions(given: Given): PageOptions {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const wanted = textOption(given, 'paper') ?? paperSizeFor(country(locale));
  const paper = PAPER_SIZES.find((size) => size === wanted);
  if (!paper) throw new UsageError(`There is no paper size “${wanted}”. Known sizes: ${PAPER_SIZES.join(', ')}.`);
  return { locale, timeZone, paper };
}

/** The stories meant: named, found by a query, or all of them. */
function selectionOf(given: Given): ExportSelection {
  const query = textOption(given, 'query');
  if (given.values['all'] === true) return { kind: 'all' };
  return query === undefined ? { kind: 'uids', uids: given.positionals } : { kind: 'query', query };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

interface Target {
  to: string;
  out: string;
  page: PageOptions;
}

/** One file: the path is the file's own. */
async function exportOne({ output }: CommandContext, store: ReadStore, uid: string, { to, out, page }: Target): Promise<number> {
  if (out === '-') {
    await output.bytes(await renderStory(store, uid, to, page));
    return 0;
  }
  const written = await writeStory(store, uid, to, resolve(out), page);
  await output.result({ uid, ...written }, columns('exported', written.path));
  return 0;
}

/** Many stories in one file. One that cannot be exported fails the whole, so that no file passes for more than it is. */
async function exportTogether(context: CommandContext, store: ReadStore, selection: ExportSelection, target: Target): Promise<number> {
  const { output } = context;
  const { to, out, page } = target;
  if (out === '-') {
    await reading(context, 'export', async (job) => {
      for await (const chunk of renderSelection(store, selection, to, page, job)) await output.bytes(chunk);
    });
    return 0;
  }
  const started = performance.now();
  const { path, bytes, stories } = await reading(context, 'export', (job) => writeTogether(store, selection, to, resolve(out), page, job));
  const seconds = Math.round(performance.now() - started) / 1000;
  await output.result({ path, bytes }, columns('exported', path));
  await output.result({ summary: { exported: stories, failed: 0, seconds } }, `${stories} exported, 0 failed in ${seconds} s`);
  return stories === 0 ? 1 : 0;
}

/** Many files: the path is a folder. */
async function exportApart(context: CommandContext, store: ReadStore, selection: ExportSelection, target: Target): Promise<number> {
  const { output } = context;
  const { to, out, page } = target;
  const started = performance.now();
  const counts = { exported: 0, failed: 0 };
  await reading(context, 'export', async (job) => {
    for await (const { uid, path, bytes, reason } of writeApart(store, selection, to, resolve(out), page, job)) {
      counts[reason === '' ? 'exported' : 'failed'] += 1;
      if (reason === '') await output.result({ uid, path, bytes }, columns('exported', path));
      else await output.result({ uid, path, bytes, reason }, columns('failed', uid, reason));
    }
  });
  const seconds = Math.round(performance.now() - started) / 1000;
  const { exported, failed } = counts;
  await output.result({ summary: { exported, failed, seconds } }, `${exported} exported, ${failed} failed in ${seconds} s`);
  return failed > 0 || exported === 0 ? 1 : 0;
}

export const exportCommand: Command = {
  name: 'export',
  usage: 'UID…|--query Q|--all --to ID --out PATH',
  summary: 'Export stories and notes to files.',
  details: `Formats:\n${exportFormats()
    .map(({ id, label, keeps }) => `  ${id.padEnd(15)}  ${label}. ${keeps}`)
    .join('\n')}

One story named by its uid goes into the file PATH, or to standard output for “-”; several go into the folder PATH, which is made
when it is not there. A format that holds many stories puts them all into the file PATH, or on standard output for “-”, unless
PATH is a folder or ends with a slash. With --json a line for every file, {"uid","path","bytes"}, and for several {"summary":{"exported","failed","seconds"}}.`,
  options: {
    query: { type: 'string', value: 'Q', help: 'Export every story the search finds.' },
    all: { type: 'boolean', help: 'Export the whole archive.' },
    to: { type: 'string', value: 'ID', help: 'The format.' },
    out: { type: 'string', value: 'PATH', help: 'The file or folder to write.' },
    paper: { type: 'string', value: 'SIZE', help: `${PAPER_SIZES.join(' or ')} (default: by your locale).` },
  },
  async run(context, given) {
    const to = textOption(given, 'to');
    const out = textOption(given, 'out');
    const format = exportFormats().find(({ id }) => id === to);
    if (to === undefined || !format) {
      const known = exportFormats()
        .map(({ id }) => id)
        .join(', ');
      throw new UsageError(
        to === undefined ? `Name the format with --to ID: ${known}.` : `There is no export format “${to}”. Known formats: ${known}.`,
      );
    }
    if (out === undefined || out === '') throw new UsageError('Name the file or folder to write with --out PATH.');
    const ways = [given.positionals.length > 0, textOption(given, 'query') !== undefined, given.values['all'] === true];
    if (ways.filter(Boolean).length !== 1) throw new UsageError('Say which stories to export: their uids, --query Q, or --all.');
    const target: Target = { to, out, page: pageOptions(given) };
    const store = context.archive.forReading();
    const selection = selectionOf(given);
    const [only, ...others] = given.positionals;
    const toFile = !isFolder(out) && !/[/\\]$/.test(out);
    if (toFile && only !== undefined && others.length === 0) return exportOne(context, store, only, target);
    if (toFile && holdsMany(to)) return exportTogether(context, store, selection, target);
    return exportApart(context, store, selection, target);
  },
};
