import type { PageOptions } from '../../core/exporting';
import { BroadsheetError } from '../../core/reply';
import type { ReadStore } from '../../db/store';
import { EXPORTERS, exporterById } from '../exporters';
import type { Exporter } from '../exporters/exporter';
import { loadStory } from './articles';
import { writeWhole } from './parts/files';
import { VERSION } from './parts/version';

/** The formats people can choose from. */
export function exportFormats() {
  return EXPORTERS.map(({ id, label, extension, keeps }) => ({ id, label, extension, keeps }));
}

/** Whether one file of the format holds any number of stories. */
export function holdsMany(to: string): boolean {
  return exporterById(to)?.holdsMany === true;
}

function exporterFor(to: string): Exporter {
  const exporter = exporterById(to);
  if (exporter) return exporter;
  const known = EXPORTERS.map(({ id }) => id).join(', ');
  throw new BroadsheetError('invalid-input', `There is no export format “${to}”. Known formats: ${known}.`);
}

/**
 * One story in one format.
 * @throws BroadsheetError `not-found`, `invalid-input` for an unknown format, `typesetting-failed`
 */
export async function renderStory(store: ReadStore, uid: string, to: string, page: PageOptions): Promise<Uint8Array> {
  return exporterFor(to).write(await loadStory(store, uid), { page, version: VERSION });
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
  const bytes = await renderStory(store, uid, to, page);
  await writeWhole(path, bytes);
  return { path, bytes: bytes.byteLength };
}

/** Bytes handed to the disk or the pipe at once; a write a story would cost more than making it. */
const CHUNK = 262_144;

/**
 * Many stories as the bytes of one file, piece by piece, in a format that {@link holdsMany}.
 * @param onStory told after each story
 * @throws BroadsheetError as {@link renderStory}; then what came so far is no whole file
 */
export async function* renderStories(
  store: ReadStore,
  uids: AsyncIterable<string> | Iterable<string>,
  to: string,
  page: PageOptions,
  onStory: (uid: string) => void = () => undefined,
): AsyncIterable<Uint8Array> {
  let pending: Uint8Array[] = [];
  let length = 0;
  for await (const uid of uids) {
    const bytes = await renderStory(store, uid, to, page);
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

/**
 * Writes many stories to one file, whole or not at all.
 * @throws BroadsheetError as {@link renderStories}, and `disk-full`, `unwritable`
 */
export async function writeStories(
  store: ReadStore,
  uids: AsyncIterable<string> | Iterable<string>,
  to: string,
  path: string,
  page: PageOptions,
): Promise<{ path: string; bytes: number; stories: number }> {
  let stories = 0;
  let bytes = 0;
  async function* counted(): AsyncIterable<Uint8Array> {
    for await (const chunk of renderStories(store, uids, to, page, () => (stories += 1))) {
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  await writeWhole(path, counted());
  return { path, bytes, stories };
}
