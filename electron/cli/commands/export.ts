import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PAPER_SIZES, type PageOptions } from '../../../core/exporting';
import { safeFileName } from '../../../core/file-name';
import { paperSizeFor } from '../../../core/paper';
import { BroadsheetError, toFailure } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import { exportFormats, holdsMany, renderStories, renderStory, writeStories, writeStory } from '../../services/exports';
import { search } from '../../services/search';
import { textOption, UsageError, type Command, type CommandContext, type Given } from '../command';
import { columns } from '../output';

/** Stories looked up at a time. */
const BATCH = 500;

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

async function* pagesOf(read: (offset: number) => Promise<string[]>): AsyncIterable<string> {
  for (let offset = 0; ; offset += BATCH) {
    const uids = await read(offset);
    yield* uids;
    if (uids.length < BATCH) return;
  }
}

/** Every story of the archive, however many there are. */
async function* everything(store: ReadStore): AsyncIterable<string> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const uids: string[] = await store.articles.uidsAfter(after, BATCH);
    yield* uids;
    after = uids.at(-1);
  }
}

/** The stories meant: named, found by a query, or all of them. */
function selection(store: ReadStore, given: Given): AsyncIterable<string> | Iterable<string> {
  const query = textOption(given, 'query');
  if (given.values['all'] === true) return everything(store);
  if (query === undefined) return given.positionals;
  const request = { query, partial: false, scope: { kind: 'all' } as const, limit: BATCH };
  return pagesOf(async (offset) => (await search(store, { ...request, offset })).hits.map(({ uid }) => uid));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A name in the folder for every story; two stories with one headline get a number. */
function namer(folder: string, extension: string): (headline: string, uid: string) => string {
  const taken = new Set<string>();
  return (headline, uid) => {
    const name = safeFileName(headline, uid);
    let unique = name;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${name} (${count})`;
    taken.add(unique.toLowerCase());
    return join(folder, `${unique}.${extension}`);
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new BroadsheetError('unwritable', `The folder ${folder} cannot be made. Nothing was exported.`, String(error));
  }
}

interface Target {
  to: string;
  extension: string;
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
async function exportTogether(
  { output }: CommandContext,
  store: ReadStore,
  uids: AsyncIterable<string> | Iterable<string>,
  { to, out, page }: Target,
): Promise<number> {
  if (out === '-') {
    for await (const chunk of renderStories(store, uids, to, page)) await output.bytes(chunk);
    return 0;
  }
  const started = performance.now();
  const { path, bytes, stories } = await writeStories(store, uids, to, resolve(out), page);
  const seconds = Math.round(performance.now() - started) / 1000;
  await output.result({ path, bytes }, columns('exported', path));
  await output.result({ summary: { exported: stories, failed: 0, seconds } }, `${stories} exported, 0 failed in ${seconds} s`);
  return stories === 0 ? 1 : 0;
}

/** Many files: the path is a folder. A story that cannot be exported does not stop the others. */
async function exportMany(
  { output }: CommandContext,
  store: ReadStore,
  uids: AsyncIterable<string> | Iterable<string>,
  target: Target,
): Promise<number> {
  const { to, out, page, extension } = target;
  const folder = resolve(out);
  makeFolder(folder);
  const pathFor = namer(folder, extension);
  const started = performance.now();
  let exported = 0;
  let failed = 0;
  for await (const uid of uids) {
    try {
      const article = await store.articles.get(uid);
      if (!article) throw new BroadsheetError('not-found', `There is no story ${uid} in this archive.`);
      const written = await writeStory(store, uid, to, pathFor(article.headline, uid), page);
      exported += 1;
      await output.result({ uid, ...written }, columns('exported', written.path));
    } catch (error) {
      failed += 1;
      const { code, message } = toFailure(error);
      await output.result({ uid, path: '', bytes: 0, reason: message }, columns('failed', uid, message));
      if (code === 'disk-full' || code === 'unwritable') break;
    }
  }
  const seconds = Math.round(performance.now() - started) / 1000;
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
    const target: Target = { to, extension: format.extension, out, page: pageOptions(given) };
    const store = context.archive.forReading();
    const uids = selection(store, given);
    const [only, ...others] = given.positionals;
    const toFile = !isFolder(out) && !/[/\\]$/.test(out);
    if (toFile && only !== undefined && others.length === 0) return exportOne(context, store, only, target);
    if (toFile && holdsMany(to)) return exportTogether(context, store, uids, target);
    return exportMany(context, store, uids, target);
  },
};
