/** Queries as people type them, made of a corpus' own words, so that what is called rare or common is so. */
import { recordsOf } from './corpora.mjs';

/** Stories looked at for words, spread over the corpus. */
const SAMPLE = 4_000;
const WORD = /[\p{L}\p{N}]{2,30}/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4,}/gu;
const IS_UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed) {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

async function sampleOf({ file, stories }) {
  const step = Math.max(1, Math.floor(stories / SAMPLE));
  const sample = [];
  let number = 0;
  for await (const record of recordsOf(file)) if (number++ % step === 0) sample.push(record);
  return sample;
}

const wordsOf = (text) => (text.match(WORD) ?? []).filter((word) => !IS_UNSPACED.test(word)).map((word) => word.toLowerCase());

/** In how many stories of the sample each word stands, most frequent first. */
function frequencies(sample) {
  const counts = new Map();
  for (const { body } of sample) for (const word of new Set(wordsOf(body))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** Kinds that targets are set for by their share of the stories. */
export const KINDS = { third: 'word in 30 % of the stories', most: '“the”, or else the commonest word' };
const THIRD = 0.3;

const quoted = (text) => `"${text}"`;

/**
 * A mixed log, the same for the same corpus and seed: each query with its kind, whether the last word is still being typed, and
 * what asks bare FTS5 the same (`null` where it cannot be asked).
 * @returns {Promise<{ kind: string, query: string, partial: boolean, bare: string | null }[]>}
 */
export async function queryLog(corpus, seed = 1, each = 20) {
  const sample = await sampleOf(corpus);
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const ranked = frequencies(sample);
  const share = (least, most) => ranked.filter(([, df]) => df >= least * sample.length && df <= most * sample.length).map(([word]) => word);
  const common = ranked.slice(0, 40).map(([word]) => word);
  const medium = share(0.005, 0.05);
  const rare = ranked.slice(-Math.ceil(ranked.length / 2)).map(([word]) => word);
  const paragraphs = sample.flatMap(({ body }) => body.split('\n\n').map(wordsOf)).filter((words) => words.length >= 10);
  const runs = sample.flatMap(({ body }) => body.slice(0, 2_000).match(UNSPACED) ?? []);
  const values = (name) => sample.map((record) => record[name]).filter((value) => value !== '');
  const tags = sample.flatMap((record) => record.tags);

  const log = [];
  const add = (kind, possible, make, many = each) => {
    if (possible) for (let index = 0; index < many; index += 1) log.push({ kind, partial: false, bare: null, ...make() });
  };
  const word = (list) => {
    const one = pick(list);
    return { query: one, bare: quoted(one) };
  };
  /** Words of one paragraph, side by side or not. */
  const together = (many, isPhrase) => {
    const words = pick(paragraphs);
    const from = Math.floor(next() * (words.length - many));
    const chosen = isPhrase ? words.slice(from, from + many) : Array.from({ length: many }, () => pick(words));
    return isPhrase
      ? { query: quoted(chosen.join(' ')), bare: quoted(chosen.join(' ')) }
      : { query: chosen.join(' '), bare: chosen.map(quoted).join(' ') };
  };
  const field = (name, list) => () => ({ query: `${name}:${quoted(pick(list))}` });
  const day = () => pick(values('published')).slice(0, 10);

  const distance = ([, df]) => Math.abs(df / sample.length - THIRD);
  for (const [one] of ranked.toSorted((a, b) => distance(a) - distance(b)).slice(0, 5)) add(KINDS.third, true, () => word([one]), 1);
  add(KINDS.most, true, () => word([common.find((one) => one === 'the') ?? common[0]]), 1);
  add('common word', common.length > 0, () => word(common));
  add('medium word', medium.length > 0, () => word(medium));
  add('rare word', rare.length > 0, () => word(rare));
  add('two words', paragraphs.length > 0, () => together(2, false));
  add('three words', paragraphs.length > 0, () => together(3, false));
  add('phrase', paragraphs.length > 0, () => together(2 + Math.floor(next() * 3), true));
  add('prefix, typed', medium.length > 0, () => {
    const start = pick(medium).slice(0, 1 + Math.floor(next() * 4));
    return { query: start, partial: true, bare: `${quoted(start)} *` };
  });
  add('headline:', medium.length > 0, () => {
    const one = pick(medium);
    return { query: `headline:${one}`, bare: `headline : ${quoted(one)}` };
  });
  add('byline:', values('byline').length > 0, field('byline', values('byline')));
  add('publication:', values('publication').length > 0, field('publication', values('publication')));
  add('tag:', tags.length > 0, field('tag', tags));
  add('lang: and a word', medium.length > 0, () => ({ query: `lang:${pick(values('language'))} ${pick(medium)}` }));
  add('dates and a word', values('published').length > 0, () => ({
    query: `${pick(['before', 'after', 'on'])}:${day()} ${pick(common)}`,
  }));
  add('CJK, 1 to 4 characters', runs.length > 0, () => {
    const run = [...pick(runs)];
    const length = 1 + Math.floor(next() * 4);
    const from = Math.floor(next() * (run.length - length + 1));
    return { query: run.slice(from, from + length).join('') };
  });
  add('OR', medium.length > 0, () => {
    const [a, b] = [pick(medium), pick(common)];
    return { query: `${a} OR ${b}`, bare: `${quoted(a)} OR ${quoted(b)}` };
  });
  add('NOT', medium.length > 0, () => {
    const [a, b] = [pick(common), pick(medium)];
    return { query: `${a} -${b}`, bare: `${quoted(a)} NOT ${quoted(b)}` };
  });
  add('parentheses', medium.length > 0, () => {
    const [a, b, c] = [pick(medium), pick(medium), pick(common)];
    return { query: `(${a} OR ${b}) ${c}`, bare: `(${quoted(a)} OR ${quoted(b)}) AND ${quoted(c)}` };
  });
  return log;
}

/** Ten words as they are typed: every beginning of each. */
export async function typedWords(corpus, seed = 1) {
  const log = await queryLog(corpus, seed + 1, 10);
  return log
    .filter(({ kind }) => kind === 'medium word')
    .flatMap(({ query }) => [...query].map((_, index, letters) => letters.slice(0, index + 1).join('')));
}
