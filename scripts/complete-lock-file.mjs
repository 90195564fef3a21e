#!/usr/bin/env node
/**
 * Adds to package-lock.json the optional packages of other platforms that the registry in use did not offer when the lock file
 * was written. Without them `npm ci` refuses the lock file; with them it skips what is not for this platform.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { main, say } from './lib/run.mjs';

const FILE = join(ROOT, 'package-lock.json');

const SYSTEMS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win32: 'win32',
  windows: 'win32',
  sunos: 'sunos',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  aix: 'aix',
};
const PROCESSORS = {
  arm64: 'arm64',
  aarch64: 'arm64',
  x64: 'x64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  mips64el: 'mips64el',
  wasm32: 'wasm32',
};

/** The platform that a package's name tells, as package.json writes it. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.map((word) => SYSTEMS[word]).find(Boolean);
  const cpu = words.map((word) => PROCESSORS[word.replace(/^armv\d.*/, 'arm')]).find(Boolean);
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') && os === 'linux' ? 'glibc' : undefined;
  if (!os && !cpu) return null;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

function isLocked(packages, name) {
  return Object.keys(packages).some((path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));
}

await main(() => {
  if (process.argv.includes('--help')) {
    process.stdout.write(
      'Usage: node scripts/complete-lock-file.mjs\n\nRun after a dependency changed, when npm ci calls the lock file out of sync.\n',
    );
    return 0;
  }
  const lock = JSON.parse(readFileSync(FILE, 'utf8'));
  let added = 0;
  for (const entry of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const platform = platformOf(name);
      if (platform === null || isLocked(lock.packages, name)) continue;
      lock.packages[`node_modules/${name}`] = {
        version: version.replace(/^[~^]/, ''),
        ...platform,
        optional: true,
        ...(entry.dev && { dev: true }),
      };
      added += 1;
    }
  }
  const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
  say(`${added} packages added`);
  return 0;
});
