import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import type { Companion } from '../../exporters/exporter';
import { isSameFile, writeWhole } from '../parts/files';

/** A file must not take the archive's own place. @throws BroadsheetError `invalid-input` */
export async function refuseArchive(store: ReadStore, path: string): Promise<void> {
  const { path: archive } = await store.maintenance.file();
  if (!(await isSameFile(path, archive))) return;
  throw new BroadsheetError('invalid-input', m.error_export_itself({ path }));
}

/** @throws BroadsheetError `unwritable` */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new BroadsheetError('unwritable', m.error_export_folder({ folder }), String(error));
  }
}

/** Writes what belongs beside a file into its folder, or below. @throws BroadsheetError `disk-full`, `unwritable` */
export async function writeCompanion(folder: string, { path, bytes }: Companion): Promise<void> {
  const target = resolve(folder, path);
  if (!target.startsWith(resolve(folder) + sep)) throw new Error(`A companion outside the export: ${path}`);
  await makeFolder(dirname(target));
  await writeWhole(target, bytes);
}

/** Writes a file and what belongs beside it; the file last, so that it never names what is not there. */
export async function writeFileAndCompanions(
  path: string,
  { bytes, beside = [] }: { bytes: Uint8Array; beside?: Companion[] },
): Promise<void> {
  for (const companion of beside) await writeCompanion(dirname(path), companion);
  await writeWhole(join(path), bytes);
}
