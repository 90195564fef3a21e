/** The app with its window, on a computer of its own. */
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { ROOT } from './support.mjs';

const SWITCHES = process.env.BROADSHEET_NO_SANDBOX === '1' ? ['--no-sandbox'] : [];

/** The environment of a person whose home is `home`. */
export function environment(home) {
  return {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
  };
}

/** Starts the built app. */
export async function startApp(home) {
  const app = await _electron.launch({
    executablePath: process.env.BROADSHEET_ELECTRON,
    args: [...SWITCHES, ROOT],
    env: environment(home),
  });
  return { app, page: await app.firstWindow() };
}
