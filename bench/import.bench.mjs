/**
 * Import: stories a second with everything included (reading, parsing, story, checksum, duplicates, tags, index), beside a bare
 * FTS5 table filled from the same file in the same run; each in a process of its own, whose peak memory is told. Putting the index in
 * order, which the app does when nothing else is to be done, is told beside it.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillArchive } from './archives.mjs';
import { fillBare } from './bare.mjs';
import { CORPUS_OPTIONS, corpusOf, described } from './corpora.mjs';
import { count, machine, optionsOf, printTable, summary, temporaryHome } from './support.mjs';

const KINDS = { archive: fillArchive, bare: async (file, source) => ({ seconds: await fillBare(file, { file: source }) }) };

/** In a process of its own: fills one database and tells how it went. */
async function fill([kind, file, source]) {
  const result = await KINDS[kind](file, source);
  // In KiB on every system Node runs on.
  const peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ ...result, peak }));
}

function measured(kind, home, source) {
  const words = [fileURLToPath(import.meta.url), 'fill', kind, join(home, `${kind}.db`), source];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The ${kind} could not be filled.\n${stderr}`);
  return JSON.parse(stdout);
}

async function main() {
  const options = optionsOf('stories imported a second, everything included, beside bare FTS5.', {
    ...CORPUS_OPTIONS,
    rounds: { type: 'string', value: 'N', help: 'How often; the middle is told.', default: '3' },
  });
  const corpus = await corpusOf(options);
  const runs = { archive: [], bare: [] };
  for (let round = 0; round < count(options.rounds, 'rounds'); round += 1) {
    for (const kind of Object.keys(runs)) {
      const { home, dispose } = temporaryHome();
      runs[kind].push(measured(kind, home, corpus.file));
      dispose();
    }
  }
  const [first] = runs.archive;
  if (first.failed > 0 || first.imported + first.duplicate !== corpus.stories) throw new Error(`Not all came in: ${JSON.stringify(first)}`);
  const seconds = (kind) => summary(runs[kind].map((run) => run.seconds)).median;
  const row = (name, kind) => {
    const time = seconds(kind);
    const peak = Math.max(...runs[kind].map((run) => run.peak));
    const { tidySeconds: tidying } = runs[kind].at(-1);
    return [name, Math.round(corpus.stories / time), corpus.textBytes / 1e6 / time, time, Math.round(peak / 1e6), seconds('bare') / time, tidying]; // prettier-ignore
  };
  printTable(`Import of ${described(corpus)}; ${machine()}`, [
    ['', 'stories a second', 'MB of text a second', 'seconds', 'peak memory MB', 'times bare FTS5', 'then putting the index in order, seconds'], // prettier-ignore
    row('archive, everything included', 'archive'),
    row('bare FTS5', 'bare'),
  ]);
}

await (process.argv[2] === 'fill' ? fill(process.argv.slice(3)) : main());
