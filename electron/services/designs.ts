import { dirname } from 'node:path';
import { createDesign, designPath, designsFolder, listDesigns } from '../exporters/parts/page-designs';
import { makeFolder } from './exports/target';

/** The person's own page designs: files that any text editor changes, so that there is nothing else to be done with them here. */
export { createDesign, listDesigns };

/**
 * Where a design stands, or with an empty name the folder of all, which is made when it is not there.
 * @throws BroadsheetError `unwritable`
 */
export async function placeOfDesign(name: string): Promise<{ path: string }> {
  const path = name === '' ? designsFolder() : designPath(name);
  await makeFolder(name === '' ? path : dirname(path));
  return { path };
}
