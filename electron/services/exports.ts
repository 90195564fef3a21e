import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Scope } from '../../core/contract';
import type { ManyWritten } from '../../core/exporting';
import type { PageOptions } from '../../core/pages';
import { safeFileName } from '../../core/file-name';
import { parseQuery } from '../../core/query';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError, toFailure } from '../../core/reply';
import type { ReadStore } from '../../db/store';
import { EXPORTERS, exporterById } from '../exporters';
import type { ExportContext, Exporter } from '../exporters/exporter';
import { loadStory } from './articles';
import { colorMeanings } from './color-meanings';
import type { JobContext } from './jobs';
import { isSameFile, writeWhole } from './parts/files';
import { VERSION } from './parts/version';

/** The formats people can choose from. */
export function exportFormats() {
  return EXPORTERS.map(({ id, label, extension, mediaType, keeps, purpose, holdsMany = false }) => ({
    id,
    label: label(),
    extension,
    mediaType,
    keeps: keeps(),
    purpose: purpose(),
    holdsMany,
  }));
}

/** Whether one file of the format holds any number of stories. */
export function holdsMany(to: string): boolean {
  return exporterById(to)?.holdsMany === true;
}

function exporterFor(to: string): Exporter {
  const exporter = exporterById(to);
  if (exporter) return exporter;
  const known = EXPORTERS.map(({ id }) => id).join(', ');
  throw new BroadsheetError('invalid-input', m.error_unknown_export_format({ format: to, known }));
}

/**
 * One story in one format.
 * @throws BroadsheetError `not-found`, `invalid-input` for an unknown format, `typesetting-failed`
 */
export async function renderStory(store: ReadStore, uid: string, to: string, page: PageOptions): Promise<Uint8Array> {
  return exporterFor(to).write(await loadStory(store, uid), await exportContext(store, page));
}

async function exportContext(store: ReadStore, page: PageOptions): Promise<ExportContext> {
  return { page, meanings: await colorMeanings(store), version: VERSION };
}

/**
 * Writes one story to a file, whole or not at all.
 * @throws BroadsheetError as {@link renderStory}, and `disk-full`, `unwritable`
 */
export async function writeStory(
  store: ReadStore,
  uid: string,
  to: string,
  path: string,
  page: PageOptions,
): Promise<{ path: string; bytes: number }> {
  await refuseArchive(store, path);
  const bytes = await renderStory(store, uid, to, page);
  await writeWhole(path, bytes);
  return { path, bytes: bytes.byteLength };
}

/**
 * Writes a text to a file, whole or not at all.
 * @throws BroadsheetError `disk-full`, `unwritable`, `invalid-input` for the archive's own place
 */
export async function writeText(store: ReadStore, path: string, text: string): Promise<void> {
  await refuseArchive(store, path);
  await writeWhole(path, new TextEncoder().encode(text));
}

/** Bytes handed to the disk or the pipe at once; a write a story would cost more than making it. */
const CHUNK = 262_144;

/**
 * Many stories as the bytes of one file, piece by piece, in a format that {@link holdsMany}.
 * @param onStory told after each story
 * @throws BroadsheetError as {@link renderStory}; then what came so far is no whole file
 */
async function* renderStories(
  store: ReadStore,
  uids: AsyncIterable<string> | Iterable<string>,
  to: string,
  page: PageOptions,
  onStory: (uid: string) => void = () => undefined,
): AsyncIterable<Uint8Array> {
  const exporter = exporterFor(to);
  const context = await exportContext(store, page);
  let pending: Uint8Array[] = [];
  let length = 0;
  for await (const uid of uids) {
    const bytes = await exporter.write(await loadStory(store, uid), context);
    onStory(uid);
    pending.push(bytes);
    length += bytes.byteLength;
    if (length < CHUNK) continue;
    yield Buffer.concat(pending);
    pending = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(pending);
}

/** Which stories to export. */
export type ExportSelection =
  { kind: 'uids'; uids: readonly string[] } | { kind: 'query'; query: string; partial?: boolean; scope?: Scope } | { kind: 'all' };

/** Stories looked up at a time. */
const BATCH = 500;
/** More than any archive holds. */
const MOST = 10_000_000;

/** The stories meant, and how many there are. */
interface Selected {
  uids: AsyncIterable<string>;
  total: number;
}

async function selected(store: ReadStore, selection: ExportSelection): Promise<Selected> {
  switch (selection.kind) {
    case 'uids':
      return { uids: each(selection.uids), total: selection.uids.length };
    case 'query': {
      // Asked once: what comes in meanwhile would move the pages of a list.
      const { query, partial = false, scope = { kind: 'all' } } = selection;
      const found = await store.search.bare(parseQuery(query, { partial }), scope, { limit: MOST, offset: 0 });
      return { uids: each(found.hits.map(({ uid }) => uid)), total: found.hits.length };
    }
    case 'all':
      return { uids: everything(store), total: (await store.maintenance.stats()).articles };
  }
}

async function* each(uids: readonly string[]): AsyncIterable<string> {
  yield* uids;
}

/** Every story of the archive, however many there are. */
async function* everything(store: ReadStore): AsyncIterable<string> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const uids: string[] = await store.articles.uidsAfter(after, BATCH);
    yield* uids;
    after = uids.at(-1);
  }
}

/** Selected stories one by one, each counted for the job once it is done with. */
async function* counted({ uids, total }: Selected, job?: JobContext): AsyncIterable<string> {
  let done = 0;
  await job?.checkpoint({ done, total });
  for await (const uid of uids) {
    yield uid;
    await job?.checkpoint({ done: (done += 1), total });
  }
}

/**
 * The selection as the bytes of one file, piece by piece, in a format that {@link holdsMany}.
 * @throws BroadsheetError as {@link renderStories}, `cancelled`; then what came so far is no whole file
 */
export async function* renderSelection(
  store: ReadStore,
  selection: ExportSelection,
  to: string,
  page: PageOptions,
  job?: JobContext,
): AsyncIterable<Uint8Array> {
  yield* renderStories(store, counted(await selected(store, selection), job), to, page);
}

/**
 * Writes many stories to one file, whole or not at all, in a format that {@link holdsMany}.
 * @throws BroadsheetError as {@link renderSelection}, and `disk-full`, `unwritable`
 */
export async function writeTogether(
  store: ReadStore,
  selection: ExportSelection,
  to: string,
  path: string,
  page: PageOptions,
  job?: JobContext,
): Promise<{ path: string; bytes: number; stories: number }> {
  await refuseArchive(store, path);
  const found = await selected(store, selection);
  if (found.total === 0) throw new BroadsheetError('not-found', m.error_nothing_to_export({ path }));
  let stories = 0;
  let bytes = 0;
  async function* summed(): AsyncIterable<Uint8Array> {
    for await (const chunk of renderStories(store, counted(found, job), to, page, () => (stories += 1))) {
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  await writeWhole(path, summed());
  return { path, bytes, stories };
}

/** What became of one story of many. */
export interface WrittenFile {
  uid: string;
  /** Empty when it could not be written. */
  path: string;
  bytes: number;
  /** Why not, as a sentence. */
  reason: string;
  /** The disk takes no more files: this is the last one. */
  isLast?: true;
}

/**
 * Writes every story to a file of its own in a folder, which is made when it is not there. A story that cannot be exported does
 * not stop the others; a full disk does.
 * @throws BroadsheetError `unwritable` for the folder, `cancelled`
 */
export async function* writeApart(
  store: ReadStore,
  selection: ExportSelection,
  to: string,
  folder: string,
  page: PageOptions,
  job?: JobContext,
): AsyncIterable<WrittenFile> {
  await makeFolder(folder);
  const pathFor = await namer(folder, exporterFor(to).extension);
  for await (const uid of counted(await selected(store, selection), job)) {
    try {
      const article = await store.articles.get(uid);
      if (!article) throw new BroadsheetError('not-found', m.error_no_story({ uid }));
      yield { uid, ...(await writeStory(store, uid, to, pathFor(article.headline, uid), page)), reason: '' };
    } catch (error) {
      const { code, message } = toFailure(error);
      const isLast = code === 'disk-full' || code === 'unwritable';
      yield { uid, path: '', bytes: 0, reason: message, ...(isLast && { isLast }) };
      if (isLast) return;
    }
  }
}

/**
 * Writes many stories to one file, or `apart` to files in a folder made for them, whole or not at all: what a cancelled export or a
 * full disk left is taken away. A story that cannot be written to a file of its own does not stop the others.
 * @throws BroadsheetError as {@link writeTogether}; `invalid-input` for one file of a format that does not hold many
 */
export async function writeMany(
  store: ReadStore,
  selection: ExportSelection,
  { to, apart, path }: { to: string; apart: boolean; path: string },
  page: PageOptions,
  job?: JobContext,
): Promise<ManyWritten> {
  if (!apart) {
    if (!holdsMany(to)) throw new BroadsheetError('invalid-input', m.error_one_story_each({ format: to }));
    const { stories } = await writeTogether(store, selection, to, path, page, job);
    return { path, stories, failed: [] };
  }
  const unfinished = join(dirname(path), `.${basename(path)}.part`);
  try {
    const failed: ManyWritten['failed'] = [];
    let stories = 0;
    for await (const { uid, path: written, reason, isLast } of writeApart(store, selection, to, unfinished, page, job)) {
      if (isLast) throw new BroadsheetError('unwritable', reason);
      if (written !== '') stories += 1;
      else failed.push({ uid, headline: (await store.articles.get(uid))?.headline ?? '', reason });
    }
    await rename(unfinished, path);
    return { path, stories, failed };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** A file must not take the archive's own place. @throws BroadsheetError `invalid-input` */
async function refuseArchive(store: ReadStore, path: string): Promise<void> {
  const { path: archive } = await store.maintenance.file();
  if (!(await isSameFile(path, archive))) return;
  throw new BroadsheetError('invalid-input', m.error_export_itself({ path }));
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new BroadsheetError('unwritable', m.error_export_folder({ folder }), String(error));
  }
}

/**
 * A name in the folder for every story; two stories with one headline get a number. A file that was there before may be another
 * story's, and is left alone.
 */
async function namer(folder: string, extension: string): Promise<(headline: string, uid: string) => string> {
  const ending = `.${extension}`.toLowerCase();
  const there = (await readdir(folder)).map((name) => name.toLowerCase()).filter((name) => name.endsWith(ending));
  const before = new Set(there.map((name) => name.slice(0, -ending.length)));
  const taken = new Set<string>();
  return (headline, uid) => {
    const plain = safeFileName(headline, uid);
    const name = before.has(plain.toLowerCase()) ? `${plain} ${uid}` : plain;
    let unique = name;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${name} (${count})`;
    taken.add(unique.toLowerCase());
    return join(folder, `${unique}.${extension}`);
  };
}
