import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import { createDesign, designPath, designsFolder, listDesigns } from '../exporters/parts/page-designs';

/** The person's own page designs: files that any text editor changes, so that there is nothing else to be done with them here. */
export { createDesign, listDesigns };

/**
 * Where a design stands, or with an empty name the folder of all, which is made when it is not there.
 * @throws BroadsheetError `unwritable`
 */
export async function placeOfDesign(name: string): Promise<{ path: string }> {
  const path = name === '' ? designsFolder() : designPath(name);
  const folder = name === '' ? path : dirname(path);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new BroadsheetError('unwritable', m.error_export_folder({ folder }), String(error));
  }
  return { path };
}
