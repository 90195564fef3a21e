/**
 * Search: a mixed log of queries through the search service, 50 hits with snippets each, beside bare FTS5 in the same run; then
 * facets, search as one types, opening and memory. Archive and bare table are asked in a process of their own each.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { archiveOf, bareOf } from './archives.mjs';
import { openBare } from './bare.mjs';
import { CORPUS_OPTIONS, corpusOf, described } from './corpora.mjs';
import { KINDS, queryLog, typedWords } from './query-log.mjs';
import { count, machine, optionsOf, percentile, printTable, summary } from './support.mjs';

const PASSES = 3;
const ALL = { kind: 'all' };

/** Milliseconds of the processor since an earlier look, all threads of this process together. */
function processor(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Runs every piece of work several times over, each time after `before`.
 * @returns the middle time of each in milliseconds, and the middle of what the processor took: on a machine that others use, the former counts their work as well
 */
async function measured(items, work, { before = () => undefined, passes = PASSES } = {}) {
  const times = items.map(() => []);
  const busy = items.map(() => []);
  for (let pass = 0; pass < passes; pass += 1) {
    for (const [index, item] of items.entries()) {
      await before(item);
      const usage = process.cpuUsage();
      const started = performance.now();
      await work(item);
      times[index].push(performance.now() - started);
      busy[index].push(processor(usage));
    }
  }
  const middle = (lists) => lists.map((each) => percentile(each, 0.5));
  return { times: middle(times), busy: middle(busy) };
}

const timed = async (...words) => (await measured(...words)).times;

/** How far the memory of this process grows from now on, in bytes. */
function growth() {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = 0;
  return { look: () => (most = Math.max(most, process.memoryUsage.rss() - before)) };
}

/** In a thread of a process of its own, which does nothing but open the archive and search. */
async function askArchive({ file, log, typed }) {
  const { facets, openReadArchive, search, timeline } = await import('../out/bench/engine.js');
  const memory = growth();
  const usage = process.cpuUsage();
  const started = performance.now();
  const archive = openReadArchive(file);
  const find = ({ query, partial }) => search(archive.read, { query, partial, scope: ALL, limit: 50, offset: 0 });
  await find({ query: 'opening', partial: false });
  const opening = performance.now() - started;
  const openingBusy = processor(usage);
  const totals = [];
  for (const entry of log) totals.push((await find(entry)).total);
  const { times: searching, busy: searchingBusy } = await measured(log, find);
  memory.look();
  // People see facets and timeline beside what they searched for: what these take more.
  const counting = await timed(log, ({ query, partial }) => facets(archive.read, { query, partial, scope: ALL }), { before: find });
  memory.look();
  const dating = await timed(log, ({ query, partial }) => timeline(archive.read, 'month', { query, partial, scope: ALL }), {
    before: find,
  });
  const { times: typing, busy: typingBusy } = await measured(typed, (query) => find({ query, partial: true }));
  const most = memory.look();
  await archive.close();
  return { opening, openingBusy, totals, searching, searchingBusy, counting, dating, typing, typingBusy, growth: most };
}

async function askBare({ file, log, typed }) {
  const memory = growth();
  const started = performance.now();
  const bare = openBare(file);
  bare.find('"opening"');
  const opening = performance.now() - started;
  const asked = log.filter((entry) => entry.bare !== null);
  // Counting reads the same pages, so that none is read from the disk when time is taken; once, since it takes seconds.
  const totals = asked.map((entry) => bare.total(entry.bare));
  const searching = await timed(asked, (entry) => bare.find(entry.bare), { passes: 1 });
  const typing = await timed(typed, (query) => bare.find(`"${query}" *`), { passes: 1 });
  const most = memory.look();
  bare.close();
  return { opening, totals, searching, typing, growth: most };
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

/** Milliseconds that queries of a kind may take in the middle, in 66,384 English stories of 205 MB. */
const TARGETS = { [KINDS.third]: 3, [KINDS.most]: 5, phrase: 5, 'prefix, typed': 5, 'three words': 5 };
/** Up to so many stories those targets hold. */
const TARGETS_UP_TO = 70_000;
/** What holds up to a million stories: milliseconds for a search, the percentage within them, and what none may take. */
const SOON = 25;
const SHARE_SOON = 95;
const LATEST = 100;
/** Milliseconds for what stands beside a search, and for opening; megabytes. */
const BESIDE = 100;
const OPENING = 300;
const MEMORY = 300;

async function main() {
  const options = optionsOf('milliseconds for a mixed log of queries, facets, search as one types; beside bare FTS5.', {
    ...CORPUS_OPTIONS,
    each: { type: 'string', value: 'N', help: 'Queries of each kind.', default: '20' },
    log: { type: 'boolean', help: 'Print every query with its figures.' },
  });
  const corpus = await corpusOf(options);
  const seed = Number(options.seed);
  const log = await queryLog(corpus, seed, count(options.each, 'each'));
  const typed = await typedWords(corpus, seed);
  const [file, bareFile] = [await archiveOf(corpus), await bareOf(corpus)];
  const ours = inProcess('archive', { file, log, typed });
  const theirs = inProcess('bare', { file: bareFile, log, typed });
  let asked = 0;
  const rows = log.map((entry, index) => {
    const at = entry.bare === null ? -1 : asked++;
    return { ...entry, ms: ours.searching[index], total: ours.totals[index], facets: ours.counting[index], timeline: ours.dating[index], bareMs: theirs.searching[at], bareTotal: theirs.totals[at] };
  }); // prettier-ignore
  if (options.log) printLog(rows);
  printKinds(corpus, rows);
  const times = rows.map(({ ms }) => ms);
  const within = share(times, SOON);
  const late = times.filter((time) => time > LATEST).length;
  const most = (list) => Math.max(...list);
  const versus = (name, unit, figure, target, bare) => [name, unit, figure, target, figure <= target ? 'yes' : 'no', bare, bare && figure / bare]; // prettier-ignore
  printTable('Targets up to a million stories', [
    ['', '', 'figure', 'target', 'met', 'bare FTS5', 'times bare FTS5'],
    [`queries within ${SOON} ms`, '%', within, SHARE_SOON, within >= SHARE_SOON ? 'yes' : 'no', share(theirs.searching, SOON)],
    [`queries within ${SOON} ms of the processor`, '%', share(ours.searchingBusy, SOON)],
    versus(`queries over ${LATEST} ms`, '', late, 0, theirs.searching.filter((time) => time > LATEST).length || undefined),
    versus('slowest query', 'ms', most(times), LATEST, most(theirs.searching)),
    versus('facets beside a search, slowest', 'ms', most(ours.counting), BESIDE),
    versus('timeline by month beside a search, slowest', 'ms', most(ours.dating), BESIDE),
    versus('search as one types, 95 % of the letters of ten words', 'ms', percentile(ours.typing, 0.95), SOON, percentile(theirs.typing, 0.95)), // prettier-ignore
    ['the same, milliseconds of the processor', 'ms', percentile(ours.typingBusy, 0.95)],
    versus('search as one types, slowest letter', 'ms', most(ours.typing), SOON, most(theirs.typing)),
    versus('opening in a new process, first search included', 'ms', ours.opening, OPENING, theirs.opening),
    ['the same, milliseconds of the processor', 'ms', ours.openingBusy],
    versus('memory that opening and searching takes', 'MB', ours.growth / 1e6, MEMORY, theirs.growth / 1e6),
  ]);
}

const share = (times, limit) => (times.filter((time) => time <= limit).length / times.length) * 100;

/** Every kind of query, beside its target where the corpus is of the size that targets are set for. */
function printKinds(corpus, rows) {
  const targets = corpus.stories <= TARGETS_UP_TO ? TARGETS : {};
  const line = (name, list) => {
    const { median, p95, max } = summary(list.map((row) => row.ms));
    const both = list.filter((row) => row.bareMs !== undefined);
    const bare = both.length > 0 ? percentile(both.map((row) => row.bareMs), 0.5) : undefined; // prettier-ignore
    const hits = both.length > 0 ? `${sum(both, 'total')} / ${sum(both, 'bareTotal')}` : undefined;
    return [name, list.length, median, targets[name], p95, max, bare, bare && percentile(both.map((row) => row.ms), 0.5) / bare, hits]; // prettier-ignore
  };
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  printTable(`Search, 50 hits with snippets; ${described(corpus)}; ${machine()}`, [
    ['', 'queries', 'median ms', 'target', 'p95', 'max', 'bare median ms', 'times bare FTS5', 'hits, ours / bare'],
    ...kinds.map((kind) => line(kind, rows.filter((row) => row.kind === kind))), // prettier-ignore
    line('all of the log', rows),
  ]);
}

const sum = (rows, name) => rows.reduce((total, row) => total + row[name], 0);

function printLog(rows) {
  const head = ['kind', 'query', 'hits', 'ms', 'facets ms', 'timeline ms', 'bare hits', 'bare ms'];
  printTable('The log', [
    head,
    ...rows.map((row) => [row.kind, row.query, row.total, row.ms, row.facets, row.timeline, row.bareTotal, row.bareMs]),
  ]);
}

async function ask(work) {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const input = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  process.stdout.write(JSON.stringify(await (work === 'archive' ? inThread(input) : askBare(input))));
}

/** Asks the archive in a thread as the app has them. */
async function inThread(input) {
  const { READER_LIMITS } = await import('../out/bench/engine.js');
  const thread = new Worker(fileURLToPath(import.meta.url), { workerData: input, resourceLimits: READER_LIMITS });
  const [answer] = await once(thread, 'message');
  return answer;
}

if (!isMainThread) parentPort.postMessage(await askArchive(workerData));
else await (process.argv[2] === 'ask' ? ask(process.argv[3]) : main());
