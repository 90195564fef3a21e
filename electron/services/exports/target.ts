import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve, sep } from 'node:path';
import type { ExportStory } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { annotationCollection } from '../../../core/web-annotation/writing';
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

/**
 * Writes what belongs beside a file into its folder, or below, unless it is there already: pictures are named by what they show.
 * @throws BroadsheetError `disk-full`, `unwritable`
 */
export async function writeCompanion(folder: string, { path, bytes }: Companion): Promise<void> {
  const target = resolve(folder, path);
  if (!target.startsWith(resolve(folder) + sep)) throw new Error(`A companion outside the export: ${path}`);
  const there = await readFile(target).catch(() => null);
  if (there?.equals(bytes)) return;
  await makeFolder(dirname(target));
  await writeWhole(target, bytes);
}

/** A story's annotations as a file named like the one beside it. */
export function sidecarOf(story: ExportStory, path: string): Companion {
  const name = basename(path, extname(path));
  return { path: `${name}.jsonld`, bytes: new TextEncoder().encode(`${JSON.stringify(annotationCollection(story), null, 2)}\n`) };
}
