#!/usr/bin/env node
/**
 * `npm test`: static checks, unit and integration tests, build, and end-to-end tests in the real app. Everything runs to its
 * end, so that one run shows all that is wrong; the last line counts it all.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileMessages, ensureBuilt } from './lib/build.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { continueInPinnedNode, ensureInstalled, nodeToUse } from './lib/install.mjs';
import { ROOT } from './lib/paths.mjs';
import { describe, main, run, say } from './lib/run.mjs';
import { NEEDS_NO_SANDBOX, startVirtualDisplay } from './lib/system.mjs';

const STAGES = ['static', 'unit', 'e2e'];

const HELP = `Usage: npm test [-- --only ${STAGES.join('|')}]

Runs static checks (format, lint, types, dead code), unit and integration tests, the build, and end-to-end tests in the real
app. The last line is "N passed, N failed, N skipped" over everything.`;

const bin = (name, path) => join(ROOT, 'node_modules', name, path);
const tsc = (project) => [bin('typescript', 'bin/tsc'), '--noEmit', '-p', project];

/** Each counts as one test. */
const STATIC_CHECKS = {
  'format (prettier)': [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  'lint and import rules (eslint)': [bin('eslint', 'bin/eslint.js'), '.'],
  'types of core': tsc('core'),
  'types of db': tsc('db'),
  'types of electron': tsc('electron'),
  'types of the preload': tsc('electron/preload'),
  'types of the tests': tsc('tests'),
  'types of the scripts': tsc('scripts'),
  'types of the window (svelte-check)': [
    bin('svelte-check', 'bin/svelte-check'),
    '--tsconfig',
    'renderer/tsconfig.json',
    '--output',
    'human',
  ],
  'dead code (knip)': [bin('knip', 'bin/knip.js'), '--no-progress'],
};

const total = { passed: 0, failed: 0, skipped: 0 };

function count(name, passed, output = '') {
  total[passed ? 'passed' : 'failed'] += 1;
  say(`${passed ? '  ok  ' : 'FAILED'} ${name}`);
  if (!passed) say(output.trim());
}

/** Runs something that either works or counts as one failed test. */
async function attempt(name, work) {
  try {
    const value = await work();
    count(name, true);
    return value;
  } catch (error) {
    count(name, false, describe(error));
    return null;
  }
}

async function runStaticChecks() {
  say('\nStatic checks');
  for (const [name, words] of Object.entries(STATIC_CHECKS)) {
    const { code, output } = await run(nodeToUse(), words, { cwd: ROOT, quiet: true });
    count(name, code === 0, output);
  }
}

/** Runs one of vitest's projects and adds its counts; a run without a report, or without a test, is a failure. */
async function runVitest(project, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-report-'));
  const report = join(folder, 'report.json');
  const words = [
    bin('vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { code } = await run(nodeToUse(), words, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 2, 2] });
  const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  rmSync(folder, { recursive: true, force: true });
  if (!found || found.numTotalTests === 0) {
    count(`${project} tests`, false, 'No test ran.');
    return;
  }
  total.passed += found.numPassedTests;
  total.failed += found.numFailedTests;
  total.skipped += found.numPendingTests + found.numTodoTests;
  // A file that does not load, or an error outside a test, fails the run without failing a test.
  if (code !== 0 && found.numFailedTests === 0) count(`${project} tests`, false, 'vitest failed outside of a test; see above.');
}

async function runEndToEnd() {
  say('\nEnd-to-end tests');
  const electron = await attempt('an Electron to test with', ensureElectron);
  const built = await attempt('build', async () => {
    await ensureBuilt();
    return true;
  });
  if (!electron || !built) return;
  // Always a display of its own: windows that come and go would disturb whoever works on this one.
  const display =
    process.platform === 'linux' ? await attempt('a virtual display', startVirtualDisplay) : { DISPLAY: '', stop: () => Promise.resolve() };
  if (!display) return;
  say(`Testing on Electron ${electron.version} (${electron.source})`);
  await runVitest('e2e', {
    DISPLAY: display.DISPLAY,
    BROADSHEET_ELECTRON: electron.path,
    BROADSHEET_NO_SANDBOX: NEEDS_NO_SANDBOX ? '1' : '',
  });
  await display.stop();
}

await main(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  if (values.only !== undefined && !STAGES.includes(values.only)) {
    say(`There is no stage “${values.only}”. Known: ${STAGES.join(', ')}.`);
    return 2;
  }
  const wanted = (stage) => values.only === undefined || values.only === stage;
  await ensureInstalled();
  await continueInPinnedNode();
  await attempt('messages and fonts', async () => {
    await compileMessages();
    const { prepareResources } = await import('./prepare-resources.mjs');
    await prepareResources();
  });
  if (wanted('static')) await runStaticChecks();
  if (wanted('unit')) {
    say('\nUnit and integration tests');
    await runVitest('unit');
  }
  if (wanted('e2e')) await runEndToEnd();
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});
