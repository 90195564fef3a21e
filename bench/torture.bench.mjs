/**
 * Torture: work killed at random moments, full disks, damaged files, queries nobody would ask. Not how fast, but whether anything
 * is lost, unsound or silently wrong. Ends with 1 when something is.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './corpora.mjs';
import { count, machine, ms, optionsOf, printTable, remark, stop, temporaryHome } from './support.mjs';

/** Stories of the archive that is damaged. */
const DAMAGED_STORIES = 200;

const killed = (kind) => (torture, folder, rounds) => torture.crash(kind, folder, rounds);
const filled = (kind) => (torture, folder, rounds) => (torture.canMount ? torture.fillDisks(kind, folder, rounds) : null);

/** What is done, how often when nothing else is asked for, and what yields a round at a time, or `null` where it cannot be done. */
const PARTS = [
  { name: 'kill-import', what: 'an import killed', rounds: 200, start: killed('import') },
  { name: 'kill-edits', what: 'edits by hand killed', rounds: 200, start: killed('edits') },
  { name: 'kill-backup', what: 'a backup killed', rounds: 200, start: killed('backup') },
  { name: 'kill-reindex', what: 'a reindex killed', rounds: 200, start: killed('reindex') },
  { name: 'disk-import', what: 'a full disk in an import', rounds: 50, start: filled('import') },
  { name: 'disk-edit', what: 'a full disk in edits by hand', rounds: 50, start: filled('edit') },
  { name: 'disk-migration', what: 'a full disk in a migration', rounds: 50, start: filled('migration') },
  { name: 'disk-backup', what: 'a full disk in a backup', rounds: 50, start: filled('backup') },
  { name: 'disk-restore', what: 'a full disk in a restore', rounds: 50, start: filled('restore') },
  { name: 'damage', what: 'a file damaged', rounds: 500, start: damaged },
  { name: 'queries', what: 'strange queries', rounds: 100_000, start: asked },
];

async function* damaged(torture, folder, rounds) {
  const whole = join(folder, 'whole');
  await torture.aUsedArchiveFile(whole, DAMAGED_STORIES);
  yield* torture.damageArchives(whole, folder, rounds);
}

/** The longest that an answer to a typed query may take, in milliseconds, on the archive that is asked, of 3,000 stories. */
const BUDGET = 100;

/** Queries made up, so many, and every string of the hostile data where there is any. */
function asked(torture, folder, rounds) {
  const hostile = join(dataFolder() ?? '', 'hostile');
  const strings = existsSync(hostile) ? torture.hostileStrings(hostile).slice(0, rounds) : [];
  if (strings.length === 0) remark('There are no hostile strings beside the project; only made-up queries are asked.');
  return torture.askStrangely(folder, rounds, strings, { budget: BUDGET });
}

/** Faults told word for word of one part. */
const TOLD = 10;

/** Runs a part to its end. @returns its line of the table */
async function run(part, torture, home, times) {
  const wanted = times ?? part.rounds;
  const folder = join(home, part.name);
  mkdirSync(folder);
  const source = part.start(torture, folder, wanted);
  if (source === null) return [part.what, 0, 0, 'skipped: mounting a small disk takes root on Linux', 0];
  const notes = new Map();
  let [rounds, faults, slowest] = [0, 0, 0];
  const started = performance.now();
  const tell = (fault) => {
    faults += 1;
    if (faults <= TOLD) remark(`${part.what}, round ${rounds}: ${fault}`);
  };
  try {
    for await (const round of source) {
      rounds += 1;
      notes.set(round.note, (notes.get(round.note) ?? 0) + 1);
      slowest = Math.max(slowest, round.milliseconds ?? 0);
      round.faults.forEach(tell);
    }
  } catch (error) {
    // The other parts are of interest all the same.
    tell(error.stack);
  }
  rmSync(folder, { recursive: true, force: true });
  const seconds = Math.round((performance.now() - started) / 1000);
  const described = [...notes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([note, times]) => `${times} ${note}`);
  if (slowest > 0) described.push(`the slowest answer took ${ms(slowest)} ms`);
  return [part.what, rounds, faults, described.join(', '), seconds];
}

const options = optionsOf('work killed, full disks, damaged files, strange queries: is anything lost or wrong?', {
  rounds: { type: 'string', value: 'N', help: 'How often each is done.', default: 'as many as are said to be enough' },
  only: { type: 'string', value: 'NAME', help: `One of ${PARTS.map(({ name }) => name).join(', ')}.`, default: 'all' },
});
const times = /\s/.test(options.rounds) ? undefined : count(options.rounds, 'rounds');
const chosen = PARTS.filter(({ name }) => options.only === 'all' || options.only === name);
if (chosen.length === 0) stop(`There is no “${options.only}”; name one of ${PARTS.map(({ name }) => name).join(', ')}.`);
const torture = await import('../out/bench/torture.js');
const { home, dispose } = temporaryHome();
try {
  const lines = [];
  for (const part of chosen) {
    remark(`${part.what} …`);
    lines.push(await run(part, torture, home, times));
  }
  const day = new Date().toISOString().slice(0, 10);
  printTable(`Torture; ${machine()}, ${day}`, [['what', 'rounds', 'faults', 'notes', 'seconds'], ...lines]);
  if (lines.some(([, , faults]) => faults > 0)) process.exitCode = 1;
} finally {
  dispose();
}
