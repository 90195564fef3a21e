/** Where stories for benchmarks come from: real ones beside the project where there are any, else invented ones. */
import { createReadStream, createWriteStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { cacheFolder, count, remark, ROOT, skip, stop } from './support.mjs';
import { EDITION, random as randomOf, syntheticStories } from './synthetic.mjs';

/** Options of benchmarks that need stories. */
export const CORPUS_OPTIONS = {
  stories: { type: 'string', value: 'N', help: 'How many stories.', default: '20000' },
  corpus: {
    type: 'string',
    value: 'NAME',
    help: 'real, english, synthetic, or a file in the bulk format.',
    default: 'the first of these that has so many',
  },
  data: { type: 'string', value: 'FOLDER', help: 'The folder with corpora/ and search/.', default: '$BROADSHEET_DATA or ../shared/data' },
  seed: { type: 'string', value: 'N', help: 'The seed of synthetic stories and of the query log.', default: '1' },
};

/** Lines of the real corpora, taken in turn in proportion to their sizes. */
const REAL = [
  { name: 'reuters21578', stories: 21_577, turn: 3 },
  { name: 'livedoor', stories: 7_367, turn: 1 },
];
const REAL_STORIES = REAL.reduce((sum, { stories }) => sum + stories, 0);

/** The folder with real data, or `null`; `null` after a remark when nothing is there. */
export function dataFolder({ data } = {}) {
  const named = data?.startsWith('$') ? undefined : data;
  const folder = resolve(named ?? process.env.BROADSHEET_DATA ?? join(ROOT, '..', 'shared', 'data'));
  if (existsSync(folder)) return folder;
  if (named) remark(`There is no folder ${folder}.`);
  return null;
}

/** The lines of a file, gzip or not; only a line feed ends one. */
export async function* linesOf(file) {
  const bytes = createReadStream(file, { highWaterMark: 1_048_576 });
  let rest = '';
  const text = (file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes).setEncoding('utf8');
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** The records of a file in the bulk format. */
export async function* recordsOf(file) {
  for await (const line of linesOf(file)) if (line.trim() !== '') yield JSON.parse(line);
}

async function* realStories(folder) {
  const sources = REAL.map(({ name, turn }) => ({ turn, records: recordsOf(join(folder, 'corpora', `${name}.jsonl.gz`)) }));
  while (sources.length > 0) {
    for (const source of [...sources]) {
      for (let taken = 0; taken < source.turn; taken += 1) {
        const { value, done } = await source.records.next();
        if (done) sources.splice(sources.indexOf(source), 1);
        if (done) break;
        yield value;
      }
    }
  }
}

/** Beyond so many, English stories made of real ones repeat themselves too much. */
const MOST_ENGLISH = 100_000;
/** Reuters' stories are short; so many of them on average make one of a newspaper's length. */
const JOINED = 3.4;

/** English stories of about 3.1 kB, as many as are asked for: each joins others of the real ones, drawn by a seed. */
async function* englishStories(folder, seed) {
  const real = [];
  for await (const record of recordsOf(join(folder, 'corpora', 'reuters21578.jsonl.gz'))) if (record.body.length > 200) real.push(record);
  const random = randomOf(seed);
  for (let number = 1; ; number += 1) {
    const parts = Array.from({ length: Math.floor(JOINED + random()) }, () => real[Math.floor(random() * real.length)]);
    const body = parts.map((part) => part.body).join('\n\n');
    yield { ...parts[0], id: `english-${number}`, tags: parts[0].tags.slice(0, 4), body };
  }
}

/**
 * A corpus as a file in the bulk format, made once and kept: its name, path, number of stories, and bytes of text (UTF-8 of
 * headline and body).
 */
export async function corpusOf(options) {
  const stories = count(options.stories, 'stories');
  const seed = count(options.seed, 'seed');
  const folder = dataFolder(options);
  const hasReal = folder !== null && existsSync(join(folder, 'corpora', 'livedoor.jsonl.gz'));
  const fitting = !hasReal || stories > MOST_ENGLISH ? 'synthetic' : stories <= REAL_STORIES ? 'real' : 'english';
  const wanted = options.corpus.includes(' ') ? fitting : options.corpus;
  if (['real', 'english'].includes(wanted) && !hasReal) skip();
  if (wanted === 'synthetic') return written(`synthetic${EDITION}-${seed}-${stories}`, syntheticStories(stories, seed), stories);
  if (wanted === 'english') return written(`english-${seed}-${stories}`, englishStories(folder, seed), stories);
  if (wanted === 'real') return written(`real-${stories}`, realStories(folder), stories);
  if (!existsSync(wanted)) stop(`There is no corpus ${wanted}: name “real”, “english”, “synthetic” or a file.`);
  return written(`${wanted.replace(/\W+/g, '-')}-${stories}`, recordsOf(wanted), stories);
}

/** Writes at most so many records; a file that is there already is taken as it is. */
async function written(name, records, most) {
  const file = join(cacheFolder(), `${name}.jsonl`);
  const facts = join(cacheFolder(), `${name}.facts.json`);
  if (existsSync(file) && existsSync(facts)) return { name, file, ...JSON.parse(readFileSync(facts, 'utf8')) };
  remark(`Writing ${most} stories to ${file} …`);
  const partial = `${file}.${process.pid}.part`;
  const out = createWriteStream(partial, { highWaterMark: 4_194_304 });
  let stories = 0;
  let textBytes = 0;
  let pending = [];
  for await (const record of records) {
    if (stories === most) break;
    stories += 1;
    textBytes += Buffer.byteLength(record.headline) + Buffer.byteLength(record.body);
    pending.push(JSON.stringify(record), '\n');
    if (pending.length < 400) continue;
    if (!out.write(pending.join(''))) await once(out, 'drain');
    pending = [];
  }
  out.end(pending.join(''));
  await once(out, 'finish');
  renameSync(partial, file);
  writeFileSync(facts, JSON.stringify({ stories, textBytes }));
  return { name, file, stories, textBytes };
}

/** How a corpus is named above a table. */
export const described = ({ name, stories, textBytes }) =>
  `${stories.toLocaleString('en')} stories (${name}), ${(textBytes / 1e6).toFixed(0)} MB of text, ${(textBytes / stories / 1000).toFixed(1)} kB each`;
