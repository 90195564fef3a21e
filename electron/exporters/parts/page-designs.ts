import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safeFileName } from '../../../core/file-name';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { PageDesign } from './design-check';
import { ownFolder } from './own-folder';
import { resourcesFolder } from './resources';

const ENDING = '.typ';

/** The folder of the person's own page designs. */
export const designsFolder = (): string => ownFolder('page-designs');

/** The names of the person's page designs, without the files' ending, in the order of the alphabet. */
export async function listDesigns(folder = designsFolder()): Promise<string[]> {
  const found = await readdir(folder).catch(() => []);
  return found
    .filter((name) => name.endsWith(ENDING) && !name.startsWith('.'))
    .map((name) => name.slice(0, -ENDING.length))
    .sort((a, b) => a.localeCompare(b));
}

/** @throws BroadsheetError `not-found` with the path that was looked at */
export async function readDesign(name: string, folder = designsFolder()): Promise<PageDesign> {
  const path = designPath(name, folder);
  try {
    return { name, source: await readFile(path, 'utf8') };
  } catch (error) {
    throw new BroadsheetError('not-found', m.error_design_missing({ name, path }), String(error));
  }
}

/**
 * Writes a copy of the app's own design, to be changed; one that is there keeps its name, and the copy gets a number.
 * @throws BroadsheetError `unwritable`
 */
export async function createDesign(wanted: string, folder = designsFolder()): Promise<{ name: string; path: string }> {
  const source = await readFile(join(resourcesFolder(), 'pages', `story${ENDING}`), 'utf8');
  const plain = safeFileName(wanted, 'Design');
  const taken = new Set((await listDesigns(folder)).map((name) => name.toLowerCase()));
  let name = plain;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${plain} ${count}`;
  const path = designPath(name, folder);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, source, { flag: 'wx' });
  } catch (error) {
    throw new BroadsheetError('unwritable', m.error_unwritable({ path }), String(error));
  }
  return { name, path };
}

/** A name is a file in the folder, and never a way out of it. @throws BroadsheetError `invalid-input` */
export function designPath(name: string, folder = designsFolder()): string {
  if (name === '' || safeFileName(name, '') !== name) throw new BroadsheetError('invalid-input', m.error_design_name({ name }));
  return join(folder, `${name}${ENDING}`);
}
