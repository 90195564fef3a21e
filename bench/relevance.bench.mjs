/**
 * Relevance: questions in plain language over judged collections (nDCG@10), beside the best figures published for them; then
 * Japanese queries of one to a few characters, which must find every document that holds the string and no other.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillArchive } from './archives.mjs';
import { CORPUS_OPTIONS, dataFolder, recordsOf } from './corpora.mjs';
import { judgements, meanNdcg } from './scores.mjs';
import { cacheFolder, optionsOf, printTable, remark, skip, summary, temporaryHome } from './support.mjs';

/** Collections, and the nDCG@10 to beat on each. */
const SETS = [
  { name: 'time', toBeat: 0.682 },
  { name: 'lisa', toBeat: 0.375 },
  { name: 'npl', toBeat: 0.438 },
];
/** More than any collection holds. */
const EVERY = 1_000_000;

/** The ways of asking the archive in `file`, until `close`. */
async function asking(file) {
  const { openReadArchive, search, searchBare } = await import('../out/bench/engine.js');
  const archive = openReadArchive(file);
  const question = { scope: { kind: 'all' }, partial: false, offset: 0 };
  return {
    /** A page of hits with snippets, as the window shows it. */
    find: (query, limit) => search(archive.read, { ...question, query, limit }),
    /** Identifiers alone; of any of a question's words, or of all. */
    findBare: (query, limit, any) => searchBare(archive.read, { ...question, query, limit, any }),
    close: () => archive.close(),
  };
}

async function scoreSet(folder, home, { name, toBeat }) {
  const file = join(home, `${name}.broadsheet`);
  await fillArchive(file, join(folder, `${name}.jsonl.gz`));
  const { findBare, close } = await asking(file);
  const run = {};
  const times = [];
  for await (const { id, text } of recordsOf(join(folder, `${name}.queries.jsonl`))) {
    const { hits, milliseconds } = await findBare(text, 100, true);
    run[id] = hits.map(({ sourceId }) => sourceId);
    times.push(milliseconds);
  }
  await close();
  const path = join(cacheFolder(), 'runs', `${name}.json`);
  mkdirSync(join(cacheFolder(), 'runs'), { recursive: true });
  writeFileSync(path, JSON.stringify(run));
  const score = meanNdcg(run, judgements(readFileSync(join(folder, `${name}.qrels`), 'utf8')));
  const { median, max } = summary(times);
  remark(`${name}: the run is in ${path}`);
  return [name, Object.keys(run).length, score, toBeat, score > toBeat ? 'yes' : 'no', median, max];
}

/**
 * The queries with every document that holds them, whatever the width and case of letters. The file lists the first 500 and
 * the number of all; the others are looked for here, and must be as many.
 */
async function substringQueries(folder) {
  const texts = [];
  for await (const { id, headline, body } of recordsOf(join(folder, 'corpora', 'livedoor.jsonl.gz'))) {
    texts.push({ id, text: `${headline}\n${body}`.normalize('NFKC').toLowerCase() });
  }
  const queries = [];
  for await (const { query, df, ids } of recordsOf(join(folder, 'search', 'substring-ja.jsonl.gz'))) {
    const holders = new Set(texts.filter(({ text }) => text.includes(query)).map(({ id }) => id));
    if (holders.size !== df || !ids.every((id) => holders.has(id)))
      throw new Error(`The documents that hold “${query}” are not those listed.`);
    queries.push({ query, holders });
  }
  return queries;
}

async function scoreSubstrings(folder, home) {
  const file = join(home, 'livedoor.broadsheet');
  await fillArchive(file, join(folder, 'corpora', 'livedoor.jsonl.gz'));
  const { find, findBare, close } = await asking(file);
  const queries = await substringQueries(folder);
  const rows = [];
  for (const [way, wording] of Object.entries({ plain: (query) => query, 'in quotation marks': (query) => `"${query}"` })) {
    let [exact, missing, extra] = [0, 0, 0];
    const times = [];
    for (const { query, holders } of queries) {
      times.push((await find(wording(query), 50)).milliseconds);
      const { hits } = await findBare(wording(query), EVERY, false);
      const found = new Set(hits.map(({ sourceId }) => sourceId));
      const lost = holders.difference(found).size;
      const wrong = found.difference(holders).size;
      if (lost + wrong > 0) remark(`${wording(query)}: ${lost} of ${holders.size} missing, ${wrong} too many`);
      else exact += 1;
      missing += lost;
      extra += wrong;
    }
    const { median, max } = summary(times);
    rows.push([way, queries.length, exact, missing, extra, median, max]);
  }
  await close();
  return rows;
}

const options = optionsOf('nDCG@10 on judged collections, and exactness of Japanese substring search.', { data: CORPUS_OPTIONS.data });
const folder = dataFolder(options);
if (folder === null || !existsSync(join(folder, 'search', 'npl.qrels'))) skip();
const { home, dispose } = temporaryHome();
const scores = [];
for (const set of SETS) scores.push(await scoreSet(join(folder, 'search'), home, set));
printTable('Relevance, any of a question’s words', [
  ['collection', 'queries', 'nDCG@10', 'to beat', 'beaten', 'median ms, 100 hits', 'max'],
  ...scores,
]);
printTable('Japanese substrings in 7,367 stories', [
  ['asked', 'queries', 'exact', 'missing', 'too many', 'median ms, 50 hits', 'max'],
  ...(await scoreSubstrings(folder, home)),
]);
dispose();
