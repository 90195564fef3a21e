import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PINNED_NODE, ROOT } from './paths.mjs';
import { handOver, npm, run, say, SetupError } from './run.mjs';

const STAMP = join(ROOT, 'node_modules', '.broadsheet-installed');
/** better-sqlite3's prebuilt binary needs this Node-API; an older Node crashes without a message. */
const NODE_API = 10;

/** What the installed packages follow from. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) hash.update(readFileSync(join(ROOT, file)));
  return `${hash.digest('hex')} ${process.platform}-${process.arch}`;
}

/** Installs the packages of the lock file when they are not there, or are those of another one. */
export async function ensureInstalled() {
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  say('Installing packages (npm ci) …');
  const { program, words, shell } = npm();
  const { code, output } = await run(program, [...words, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    quiet: true,
    shell,
  });
  if (code !== 0) {
    throw new SetupError(
      `npm could not install the packages. Check the connection to the package registry and run the command again.\n\n${output.trim()}`,
    );
  }
  writeFileSync(STAMP, wanted);
}

/** The Node to run everything with: the pinned one where there is one. */
export function nodeToUse() {
  return existsSync(PINNED_NODE) ? PINNED_NODE : process.execPath;
}

/**
 * Continues in the pinned Node when this one is too old, and ends this process with its exit code.
 * @throws SetupError when there is no newer one
 */
export async function continueInPinnedNode() {
  if (Number(process.versions.napi) >= NODE_API) return;
  if (!existsSync(PINNED_NODE)) {
    throw new SetupError(
      `Broadsheet is built and run with Node 22.14 or newer; this is ${process.version}. Install a newer Node and run the command again.`,
    );
  }
  process.exit(await handOver(PINNED_NODE, process.argv.slice(1)));
}
