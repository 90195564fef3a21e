import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

let found: string | undefined;

/**
 * The folder that holds `pages/` and `fonts/`. In a packaged app it stands beside the archive of the code, because the page
 * setter is native code and cannot read inside that archive; elsewhere it is the project's own, found by walking up.
 * Throws when there is none, which means a broken installation.
 */
export function resourcesFolder(): string {
  found ??= candidates().find((folder) => existsSync(join(folder, 'pages')));
  if (found === undefined) throw new Error(`No resources folder above ${import.meta.dirname}`);
  return found;
}

function candidates(): string[] {
  // Electron's own; undefined in plain Node.
  const packaged = (process as { resourcesPath?: string }).resourcesPath;
  const folders = packaged === undefined ? [] : [join(packaged, 'resources')];
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    folders.push(join(folder, 'resources'));
    if (dirname(folder) === folder) return folders;
  }
}
