/**
 * Search: a mixed log of queries through the search service, 50 hits with snippets each, beside bare FTS5 in the same run; then
 * facets, search as one types, opening and memory. Archive and bare table are asked in a process of their own each.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { archiveOf, bareOf } from './archives.mjs';
import { openBare } from './bare.mjs';
import { CORPUS_OPTIONS, corpusOf, described } from './corpora.mjs';
import { queryLog, typedWords } from './query-log.mjs';
import { count, machine, optionsOf, percentile, printTable, summary } from './support.mjs';

const PASSES = 3;
const ALL = { kind: 'all' };

/** Runs every piece of work several times over; the middle time of each in milliseconds. */
async function timed(items, work) {
  const times = items.map(() => []);
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const [index, item] of items.entries()) {
      const started = performance.now();
      await work(item);
      times[index].push(performance.now() - started);
    }
  }
  return times.map((each) => percentile(each, 0.5));
}

/** In a process of its own, which does nothing but open the archive and search. */
async function askArchive({ file, log, typed }) {
  const { facets, openReadArchive, search, timeline } = await import('../out/bench/engine.js');
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const archive = openReadArchive(file);
  const page = { scope: ALL, limit: 50, offset: 0 };
  await search(archive.read, { query: 'opening', partial: false, ...page });
  const opening = performance.now() - started;
  const totals = [];
  for (const { query, partial } of log) totals.push((await search(archive.read, { query, partial, ...page })).total);
  const searching = await timed(log, ({ query, partial }) => search(archive.read, { query, partial, ...page }));
  const growth = process.memoryUsage.rss() - before;
  const counting = await timed(log, ({ query, partial }) => facets(archive.read, { query, partial, scope: ALL }));
  const dating = await timed(log, ({ query, partial }) => timeline(archive.read, 'month', { query, partial, scope: ALL }));
  const typing = await timed(typed, (query) => search(archive.read, { query, partial: true, ...page }));
  await archive.close();
  return { opening, totals, searching, counting, dating, typing, growth };
}

async function askBare({ file, log }) {
  const bare = openBare(file);
  const asked = log.filter((entry) => entry.bare !== null);
  const times = await timed(asked, (entry) => bare.find(entry.bare));
  const result = { totals: asked.map((entry) => bare.total(entry.bare)), searching: times };
  bare.close();
  return result;
}

function inProcess(work, input) {
  const words = ['--expose-gc', fileURLToPath(import.meta.url), 'ask', work];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    input: JSON.stringify(input),
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`The ${work} could not be asked.\n${stderr}`);
  return JSON.parse(stdout);
}

async function main() {
  const options = optionsOf('milliseconds for a mixed log of queries, facets, search as one types; beside bare FTS5.', {
    ...CORPUS_OPTIONS,
    each: { type: 'string', value: 'N', help: 'Queries of each kind.', default: '20' },
    log: { type: 'boolean', help: 'Print every query with its figures.' },
  });
  const corpus = await corpusOf(options);
  const seed = Number(options.seed);
  const log = await queryLog(corpus, seed, count(options.each, 'each'));
  const [file, bareFile] = [await archiveOf(corpus), await bareOf(corpus)];
  const ours = inProcess('archive', { file, log, typed: await typedWords(corpus, seed) });
  const theirs = inProcess('bare', { file: bareFile, log });
  let asked = 0;
  const rows = log.map((entry, index) => {
    const at = entry.bare === null ? -1 : asked++;
    return { ...entry, ms: ours.searching[index], total: ours.totals[index], facets: ours.counting[index], bareMs: theirs.searching[at], bareTotal: theirs.totals[at] };
  }); // prettier-ignore
  if (options.log) printLog(rows);
  const kinds = [...new Set(log.map(({ kind }) => kind))];
  const line = (name, list) => {
    const { median, p95, max } = summary(list.map((row) => row.ms));
    const both = list.filter((row) => row.bareMs !== undefined);
    const bare = both.length > 0 ? percentile(both.map((row) => row.bareMs), 0.5) : undefined; // prettier-ignore
    const hits = both.length > 0 ? `${sum(both, 'total')} / ${sum(both, 'bareTotal')}` : undefined;
    return [name, list.length, median, p95, max, bare, bare && percentile(both.map((row) => row.ms), 0.5) / bare, hits]; // prettier-ignore
  };
  const head = ['queries', 'median ms', 'p95', 'max', 'bare median ms', 'times bare FTS5', 'hits, ours / bare'];
  printTable(`Search, 50 hits with snippets; ${described(corpus)}; ${machine()}`, [
    ['', ...head],
    ...kinds.map((kind) => line(kind, rows.filter((row) => row.kind === kind))), // prettier-ignore
    line('all of the log', rows),
  ]);
  const figures = (name, list) => [name, list.length, ...Object.values(summary(list)).toSpliced(2, 1)];
  printTable('Beside it', [
    ['', 'count', 'median ms', 'p95', 'max'],
    figures('facets of the log', ours.counting),
    figures('timeline of the log, by month', ours.dating),
    figures('search as one types, every letter of ten words', ours.typing),
    figures('opening in a new process, first search included', [ours.opening]),
  ]);
  printTable('Memory', [['', 'MB'], ['growth of a process that opens and searches', ours.growth / 1e6]]); // prettier-ignore
}

const sum = (rows, name) => rows.reduce((total, row) => total + row[name], 0);

function printLog(rows) {
  const head = ['kind', 'query', 'hits', 'ms', 'facets ms', 'bare hits', 'bare ms'];
  printTable('The log', [head, ...rows.map((row) => [row.kind, row.query, row.total, row.ms, row.facets, row.bareTotal, row.bareMs])]);
}

async function ask(work) {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const input = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  process.stdout.write(JSON.stringify(await (work === 'archive' ? askArchive(input) : askBare(input))));
}

await (process.argv[2] === 'ask' ? ask(process.argv[3]) : main());
