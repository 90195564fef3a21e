/** Finds an Electron to run: the person's, the real package's, or the stand-in. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeToUse } from './install.mjs';
import { ensureNativeModule } from './native.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { must, run, say, SetupError } from './run.mjs';
import { ensureStandIn } from './stand-in.mjs';
import { ensureLibraries } from './system.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
/** Remembers that the real Electron could not be downloaded, so that not every start waits for it. */
const FAILED = join(CACHE, 'electron-download-failed');
/** After this long the download is tried again, in milliseconds: a day. */
const RETRY_AFTER = 24 * 3_600_000;
/** A download that takes longer is given up, in milliseconds. */
const DOWNLOAD_LIMIT = 5 * 60_000;

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const EXECUTABLES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const EXECUTABLE = EXECUTABLES[process.platform] ?? 'electron';

/**
 * An Electron that starts on this system, with better-sqlite3 ready for it. Says in one line which it is.
 * @returns {Promise<{ path: string, version: string, source: string }>}
 */
export async function ensureElectron() {
  const found = (await overridden()) ?? (await real()) ?? (await standIn());
  await ensureLibraries(found.path);
  await ensureNativeModule(found.path);
  const version = (await versionOf(found.path)) ?? found.version;
  say(`Electron ${version} (${found.source})`);
  return { ...found, version };
}

async function versionOf(path) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const output = await must(path, ['-p', 'process.versions.electron'], `${path} does not start.`, { env });
  return output.trim().split('\n').at(-1);
}

async function overridden() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return null;
  const path = join(folder, EXECUTABLE);
  if (!existsSync(path)) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no ${EXECUTABLE}.`);
  return { path, version: '', source: 'from ELECTRON_OVERRIDE_DIST_PATH' };
}

async function real() {
  const path = join(PACKAGE, 'dist', EXECUTABLE);
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const found = { path, version, source: 'the electron package' };
  if (isComplete(version)) return found;
  const standInWorks = process.platform === 'linux' && process.arch === 'x64';
  if (standInWorks && existsSync(FAILED) && Date.now() - statSync(FAILED).mtimeMs < RETRY_AFTER) return null;
  say(`Downloading Electron ${version} …`);
  const { code, output } = await run(nodeToUse(), [join(PACKAGE, 'install.js')], { cwd: ROOT, quiet: true, timeout: DOWNLOAD_LIMIT });
  if (code === 0 && isComplete(version)) {
    rmSync(FAILED, { force: true });
    return found;
  }
  if (!standInWorks)
    throw new SetupError(
      `Electron ${version} could not be downloaded. Check the connection and run the command again.\n\n${output.trim()}`,
    );
  say('It cannot be reached from here; an older Electron stands in for it.');
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(FAILED, output);
  return null;
}

/** Whether the package's own installer came to its end; it writes `path.txt` last, after unpacking. */
function isComplete(version) {
  const [unpacked, pointer] = [join(PACKAGE, 'dist', 'version'), join(PACKAGE, 'path.txt')];
  if (!existsSync(unpacked) || !existsSync(pointer)) return false;
  return readFileSync(unpacked, 'utf8').replace(/^v/, '').trim() === version && existsSync(join(PACKAGE, 'dist', EXECUTABLE));
}

async function standIn() {
  const { folder, version } = await ensureStandIn();
  return { path: join(folder, 'electron'), version, source: 'stand-in for development, never shipped' };
}
