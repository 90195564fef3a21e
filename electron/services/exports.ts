import type { PageOptions } from '../../core/exporting';
import { BroadsheetError } from '../../core/reply';
import type { ReadStore } from '../../db/store';
import { EXPORTERS, exporterById } from '../exporters';
import { loadStory } from './articles';
import { writeWhole } from './parts/files';
import { VERSION } from './parts/version';

/** The formats people can choose from. */
export function exportFormats() {
  return EXPORTERS.map(({ id, label, extension, keeps }) => ({ id, label, extension, keeps }));
}

/**
 * One story in one format.
 * @throws BroadsheetError `not-found`, `invalid-input` for an unknown format, `typesetting-failed`
 */
export async function renderStory(store: ReadStore, uid: string, to: string, page: PageOptions): Promise<Uint8Array> {
  const exporter = exporterById(to);
  if (!exporter) {
    const known = EXPORTERS.map(({ id }) => id).join(', ');
    throw new BroadsheetError('invalid-input', `There is no export format “${to}”. Known formats: ${known}.`);
  }
  return exporter.write(await loadStory(store, uid), { page, version: VERSION });
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
