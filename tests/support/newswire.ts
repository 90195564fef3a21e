import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Samples of newsrooms beside the project, and published schemas where `BROADSHEET_SCHEMAS` names their folder; neither is part of it. */

const DATA = resolve(process.env['BROADSHEET_DATA'] ?? join(import.meta.dirname, '../../../shared/data'));

/** Files of a kind with their bytes; none where there are no samples. */
export function samplesOf(folder: string, ending: RegExp): { name: string; bytes: Uint8Array }[] {
  const path = join(DATA, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .toSorted()
    .map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
}

/** Where a published schema is, or `null`. */
export function schemaFile(name: string): string | null {
  const folder = process.env['BROADSHEET_SCHEMAS'] ?? '';
  const path = join(folder, name);
  return folder !== '' && existsSync(path) ? path : null;
}
