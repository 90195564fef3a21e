/**
 * The app's first file. The installed app is also the command line: `broadsheet import …` never opens a window, so those
 * words are handed to the same executable as plain Node before Chromium starts, and work where there is no display.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isCommand } from './cli/names';

/** What was given to the app, without the executable and, in development, the app's folder and Chromium's switches. */
function givenArguments(): string[] {
  const rest = process.argv.slice(process.defaultApp ? 2 : 1);
  const first = rest.findIndex((argument) => isCommand(argument));
  const onlySwitchesBefore = rest.slice(0, Math.max(first, 0)).every((argument) => argument.startsWith('-'));
  return first >= 0 && onlySwitchesBefore ? rest.slice(first) : rest;
}

const given = givenArguments();
if (isCommand(given[0])) {
  const cli = join(import.meta.dirname, 'cli.js');
  const { status } = spawnSync(process.execPath, [cli, ...given], { stdio: 'inherit', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  process.exit(status ?? 1);
}
const { startApp } = await import('./app');
startApp(given);
