import { dirname } from 'node:path';
import type { ExportOptions } from '../../../core/exporting';
import type { ReadStore } from '../../../db/store';
import type { ExportFile } from '../../exporters/exporter';
import { divisionsOf } from '../../exporters/exporter';
import { writeWhole } from '../parts/files';
import { exporterFor, writerOf } from './formats';
import { writeOrRenew } from './renewing';
import { exportContext, exportStory } from './stories';
import { refuseArchive, sidecarOf, writeCompanion } from './target';
import { gathered } from './together';

/**
 * One story in one format: a file of its own, or a file of one that could hold many.
 * @throws BroadsheetError `not-found`, `invalid-input` for an unknown format, `typesetting-failed`
 */
export async function renderStory(store: ReadStore, uid: string, to: string, options: ExportOptions): Promise<ExportFile> {
  const exporter = exporterFor(to);
  if (!divisionsOf(exporter).includes('stories')) return gathered(store, { kind: 'uids', uids: [uid] }, to, options);
  const story = await exportStory(store, uid, options.choice);
  return writerOf(exporter, 'writeStory')(story, await exportContext(store, options));
}

/**
 * Writes one story to a file, whole or not at all. A file that was written of the same story before keeps what a person wrote in it.
 * @throws BroadsheetError as {@link renderStory}, and `disk-full`, `unwritable`
 */
export async function writeStory(
  store: ReadStore,
  uid: string,
  to: string,
  path: string,
  options: ExportOptions,
): Promise<{ path: string; bytes: number }> {
  await refuseArchive(store, path);
  const file = await renderStory(store, uid, to, options);
  const bytes = await writeOrRenew(path, file, exporterFor(to).renewal);
  if (options.choice.sidecar) await writeCompanion(dirname(path), sidecarOf(await exportStory(store, uid, options.choice), path));
  return { path, bytes };
}

/**
 * Writes a text to a file, whole or not at all.
 * @throws BroadsheetError `disk-full`, `unwritable`, `invalid-input` for the archive's own place
 */
export async function writeText(store: ReadStore, path: string, text: string): Promise<void> {
  await refuseArchive(store, path);
  await writeWhole(path, new TextEncoder().encode(text));
}
