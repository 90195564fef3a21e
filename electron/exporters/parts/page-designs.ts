import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { PageDesign } from './design-check';
import { keepOwn, listOwn, ownPath, type OwnKind } from './own-files';
import { ownFolder } from './own-folder';
import { resourcesFolder } from './resources';

const DESIGNS: OwnKind = { ending: '.typ', fallback: 'Design', refusal: m.error_design_name };

/** The folder of the person's own page designs. */
export const designsFolder = (): string => ownFolder('page-designs');

/** The names of the person's page designs, without the files' ending, in the order of the alphabet. */
export const listDesigns = (folder = designsFolder()): Promise<string[]> => listOwn(folder, DESIGNS);

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
  const source = await readFile(join(resourcesFolder(), 'pages', `story${DESIGNS.ending}`), 'utf8');
  return keepOwn(wanted, source, folder, DESIGNS);
}

/** Where a design is. @throws BroadsheetError `invalid-input` for a name that is none */
export const designPath = (name: string, folder = designsFolder()): string => ownPath(name, folder, DESIGNS);
