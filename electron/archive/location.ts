import { homedir } from 'node:os';
import { join } from 'node:path';

/** The archive's file name in the folder of the person's data. */
const FILE_NAME = 'archive.broadsheet';

/**
 * The person's own archive: the same file for the window and for the command line. Follows the XDG Base Directory
 * Specification on Linux and the platform's customs elsewhere.
 */
export function defaultArchivePath(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const home = homedir();
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Broadsheet', FILE_NAME);
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Broadsheet', FILE_NAME);
    default:
      return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'broadsheet', FILE_NAME);
  }
}
