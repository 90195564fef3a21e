import { spawn, spawnSync } from 'node:child_process';
import { isInstalled, must, run, say, SetupError } from './run.mjs';

/** Debian's packages for the shared libraries an Electron needs and a bare machine lacks. */
const LIBRARIES = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libXss.so.1': 'libxss1',
  'libcups.so.2': 'libcups2',
  'libdrm.so.2': 'libdrm2',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libcairo.so.2': 'libcairo2',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libxcb.so.1': 'libxcb1',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libexpat.so.1': 'libexpat1',
  'libudev.so.1': 'libudev1',
};

const isRoot = process.getuid?.() === 0;

/** Chromium refuses its sandbox to root, and only to root. */
export const NEEDS_NO_SANDBOX = isRoot;

/**
 * Installs Debian packages, after saying so; whoever may not is told the one command.
 * @param {string[]} packages
 * @param {string} purpose such as `to compile better-sqlite3`
 */
export async function installPackages(packages, purpose) {
  const names = [...new Set(packages)].toSorted();
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (!isRoot || !isInstalled('apt-get')) {
    throw new SetupError(
      `These system packages are missing ${purpose}: ${names.join(' ')}.\nInstall them and run the command again, for example:\n\n  sudo ${command}`,
    );
  }
  say(`Installing system packages ${purpose}: ${names.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Lists may be out of date or missing; a repository that cannot be reached does not matter when the others have the packages.
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  await must('apt-get', command.split(' ').slice(1), `The system packages could not be installed: ${command}`, { env });
}

/** Installs the shared libraries that an executable lacks on this system. */
export async function ensureLibraries(executable) {
  if (process.platform !== 'linux' || !isInstalled('ldd')) return;
  const missing = missingLibraries(executable);
  if (missing.length === 0) return;
  const unknown = missing.filter((library) => !(library in LIBRARIES));
  if (unknown.length > 0) throw new SetupError(`Electron needs libraries that this system lacks: ${unknown.join(', ')}.`);
  await installPackages(
    missing.map((library) => LIBRARIES[library]),
    'for Electron',
  );
}

function missingLibraries(executable) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return [...new Set([...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]))];
}

/** Whether a window can be shown to somebody. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Starts a virtual display that ends with this process. It has a number of its own: a display that is just ending would take
 * a new one's socket of the same number with it.
 * @returns {Promise<{ DISPLAY: string, stop: () => Promise<void> }>}
 */
export async function startVirtualDisplay() {
  if (!isInstalled('Xvfb')) await installPackages(['xvfb', 'xauth'], 'for a virtual display');
  const name = `:${100 + (process.pid % 30_000)}`;
  const words = [name, '-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-ac'];
  const server = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => server.once('close', () => resolve(undefined)));
  await new Promise((resolve, reject) => {
    server.stdio[3]?.once('data', resolve);
    server.once('error', reject);
    server.once('exit', (code) => reject(new SetupError(`The virtual display did not start (Xvfb ended with ${code}).`)));
  });
  process.once('exit', () => server.kill());
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return {
    DISPLAY: name,
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}
