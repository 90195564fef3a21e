import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeToUse } from './install.mjs';
import { ROOT } from './paths.mjs';
import { must, say } from './run.mjs';

const STAMP = join(ROOT, 'out', '.broadsheet-built');
const INPUTS = [
  'core',
  'db',
  'electron',
  'renderer',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'svelte.config.js',
];
/** Generated from the inputs, so no input themselves. */
const GENERATED = new Set([join('core', 'messages'), join('resources', 'fonts'), join('resources', 'messages', 'project.inlang')]);

/** @returns {Iterable<string>} */
function* filesIn(path) {
  if (GENERATED.has(path)) return;
  if (statSync(join(ROOT, path)).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(join(ROOT, path)).toSorted()) yield* filesIn(join(path, name));
}

/**
 * Names, sizes and times of everything a build is made from: cheap to tell, and any change shows.
 * @param {string[]} inputs
 */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of filesIn(input)) {
      const { size, mtimeMs } = statSync(join(ROOT, file));
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Generates the typed messages, which everything else imports. */
export async function compileMessages() {
  const cli = join(ROOT, 'node_modules', '@inlang', 'paraglide-js', 'bin', 'run.js');
  const words = ['compile', '--project', './resources/messages/project.inlang', '--outdir', './core/messages'];
  await must(
    nodeToUse(),
    [cli, ...words, '--strategy', 'globalVariable', 'baseLocale', '--emit-ts-declarations'],
    'The messages could not be compiled.',
    { cwd: ROOT },
  );
}

/** Builds the app into `out/` when something it is made from changed. */
export async function ensureBuilt() {
  const wanted = fingerprint(INPUTS);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  say('Building …');
  // A build that fails half-way must not pass for the one before it.
  rmSync(STAMP, { force: true });
  const { prepareResources } = await import('../prepare-resources.mjs');
  await prepareResources();
  await compileMessages();
  await must(
    nodeToUse(),
    [join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    'The app could not be built.',
    { cwd: ROOT },
  );
  writeFileSync(STAMP, wanted);
}

const ENGINE = join(ROOT, 'out', 'bench');
const ENGINE_STAMP = join(ENGINE, '.built');

/** One bundle each: what is measured loads nothing of what tests alone need. */
const ENGINES = [join('bench', 'engine.ts'), join('bench', 'torture.ts')];

/** Builds what benchmarks measure without a window into `out/bench/`, bundled as the app is. */
export async function ensureBenchEngine() {
  const own = [...ENGINES, join('bench', 'synthetic.mjs'), join('tests', 'support')];
  const wanted = fingerprint(['core', 'db', 'electron', ...own, 'package.json', 'package-lock.json']);
  if (existsSync(ENGINE_STAMP) && readFileSync(ENGINE_STAMP, 'utf8') === wanted) return;
  say('Building what is measured …');
  await compileMessages();
  rmSync(ENGINE, { recursive: true, force: true });
  for (const entry of ENGINES) {
    await must(
      nodeToUse(),
      [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--ssr', entry, '--outDir', ENGINE, '--emptyOutDir', 'false'],
      'What is measured could not be built.',
      { cwd: ROOT },
    );
  }
  writeFileSync(ENGINE_STAMP, wanted);
}
