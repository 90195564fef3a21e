import { homedir } from 'node:os';
import { join } from 'node:path';

/** A folder of the person's own files beside the app's preferences: the same for the window and for the command line. */
export function ownFolder(name: string, env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const home = homedir();
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Broadsheet', name);
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Broadsheet', name);
    default:
      return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'Broadsheet', name);
  }
}
