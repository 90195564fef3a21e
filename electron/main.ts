/**
 * The app's first file. The installed app is also the command line: `broadsheet import …` never opens a window, so those
 * words are handed to the same executable as plain Node before Chromium starts, and work where there is no display.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isCommand } from './cli/names';

/**
 * What was given to the app: without the executable, and in development without the app's folder, which is the first word
 * that is no switch.
 */
function givenArguments(): string[] {
  const words = process.argv.slice(1);
  const rest = process.defaultApp ? words.slice(words.findIndex((word) => !word.startsWith('-')) + 1) : words;
  const command = rest.findIndex((word) => isCommand(word));
  // Chromium's switches may stand before a command; a file may not.
  return command > 0 && rest.slice(0, command).every((word) => word.startsWith('-')) ? rest.slice(command) : rest;
}

const given = givenArguments();
if (isCommand(given[0])) {
  const cli = join(import.meta.dirname, 'cli.js');
  const { status } = spawnSync(process.execPath, [cli, ...given], { stdio: 'inherit', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  process.exit(status ?? 1);
}
const { startApp } = await import('./app');
startApp(given);
