import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATORS } from '../../core/query-language';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import type { ReadStore } from '../../db/store';
import { createAnnotation } from '../../electron/services/annotations';
import { facets, search, searchAnnotations, suggest, timeline } from '../../electron/services/search';
import { numbers } from './damage';
import { syntheticArchive } from './synthetic';
import { told, type Round } from './torture';

type Below = ReturnType<typeof numbers>;

const pick = <T>(from: readonly T[], below: Below): T => from[below(from.length)] as T;

/** What the language is made of, and what nobody would type. */
const SIGNS = ['(', ')', '((', '))', '"', '""', '“', '”', '-', '--', '*', '**', ':', '::', '/', "'", '%', '_', '^', '\\', ';', ',', '.'];
const JOINTS = ['OR', 'or', 'AND', 'NOT', 'NEAR', 'NEAR/', 'NEAR/0', 'NEAR/3', 'NEAR/99999999999999999999', 'NEAR/-1', '|', '&'];
const DATES = ['2018', '2018-09', '2018-09-23', '2018-02-31', '0000', '9999-12-31', '-1', '2018-13', 'today', 'last week', '18-9', '٢٠١٨'];
const ODD = [
  '😀',
  '👩‍👩‍👧‍👦',
  '🇳🇴',
  '\u{1f600}'.slice(0, 1),
  '\u{1f600}'.slice(1),
  '\ud800\ud800',
  '\u202e',
  '\u2066',
  '\u200f',
  '\u200b',
  '\ufeff',
  '\0',
  '\u0001',
  '\u007f',
  '\ufffe',
  'é\u0301\u0301\u0301',
  'İ',
  'ß',
  'ﬁ',
  '新聞',
  '東京都の',
  'した',
  '서울',
  'カメラ',
  'ｶﾒﾗ',
  '１２',
  '\u0e01\u0e33',
  'अ\u094dक',
  '__proto__',
  'constructor',
];
const SPACES = [' ', ' ', ' ', ' ', '', '\t', '\n', '\u3000', '\u00a0'];

/** A piece of a query, sensible or not. */
function atom(words: readonly string[], below: Below): string {
  const word = () => pick(words, below);
  switch (below(9)) {
    case 0:
      return pick(SIGNS, below);
    case 1:
      return pick(JOINTS, below);
    case 2:
      return pick(ODD, below);
    case 3:
      return `${pick(OPERATORS, below).name}:${pick([word(), pick(DATES, below), `"${word()} ${word()}"`, pick(ODD, below), ''], below)}`;
    case 4: {
      const { name, values } = pick(OPERATORS, below);
      return `${pick(['', '-'], below)}${name}:${values.length > 0 ? pick(values, below) : word()}`;
    }
    case 5:
      return `"${word()} ${word()}"`;
    case 6:
      return `${word().slice(0, 1 + below(3))}*`;
    default:
      return word();
  }
}

/** The longest query, in UTF-16 units: somebody pastes a book. */
const LONGEST = 100_000;

/** Of a thousand queries, two are as long as a book's chapter, and ten are a page long. */
function lengthOf(below: Below): { atoms: number; what: string } {
  const chance = below(1_000);
  if (chance < 2) return { atoms: LONGEST, what: 'as long as a chapter' };
  if (chance < 12) return { atoms: 100 + below(1_500), what: 'a page long' };
  return { atoms: 1 + below(10), what: 'of the language, mutated' };
}

/** A query as a grammar that has lost its mind would make it. */
function strangeQuery(words: readonly string[], below: Below): { query: string; what: string } {
  const { atoms, what } = lengthOf(below);
  const pieces: string[] = [];
  for (let length = 0; pieces.length < atoms && length < LONGEST;) {
    const piece = atom(words, below) + pick(SPACES, below);
    // The same piece over and over is what costs most.
    const times = below(100) === 0 ? 1 + below(60) : 1;
    pieces.push(piece.repeat(times));
    length += piece.length * times;
  }
  let query = pieces.join('').slice(0, LONGEST);
  for (let mutations = below(3); mutations > 0; mutations -= 1) {
    const [from, to] = [below(query.length + 1), below(query.length + 1)].sort((a, b) => a - b) as [number, number];
    const part = query.slice(from, to);
    // Left out, doubled, or turned round; characters of two units are cut in half like all others.
    query = query.slice(0, from) + pick(['', part + part, part.split('').reverse().join('')], below) + query.slice(to);
  }
  return { query: query.slice(0, LONGEST), what };
}

/** Every line of the files in a folder, such as lists of naughty strings. */
export function hostileStrings(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean));
}

const ALL = { kind: 'all' } as const;

/** Everything that can be asked with a query; did-you-mean is part of a search that finds nothing. */
const QUESTIONS: Readonly<Record<string, (store: ReadStore, query: string) => Promise<unknown>>> = {
  search: (store, query) => search(store, { query, scope: ALL, limit: 50, offset: 0 }),
  'search as one types': (store, query) => search(store, { query, partial: true, scope: ALL, limit: 50, offset: 0 }),
  'a question': (store, query) => search(store, { query, any: true, scope: ALL, limit: 50, offset: 0 }),
  facets: (store, query) => facets(store, { query, scope: ALL }),
  timeline: (store, query) => timeline(store, 'month', { query, scope: ALL }),
  annotations: (store, query) => searchAnnotations(store, { query, limit: 50, offset: 0 }),
  suggestions: suggest,
};

/** Tries that a slow answer has: the machine may have been busy with something else. */
const TRIES = 3;

export interface QueryRound extends Round {
  /** The slowest answer to this query. */
  milliseconds: number;
}

/** Longer ones, in UTF-16 units, nobody types; pasted text may take ten times as long. */
const TYPED = 200;

async function ask(store: ReadStore, query: string, what: string, typed: number): Promise<QueryRound> {
  const budget = query.length > TYPED ? typed * 10 : typed;
  const faults: string[] = [];
  let slowest = 0;
  for (const [name, question] of Object.entries(QUESTIONS)) {
    let least = Infinity;
    let tries = 0;
    do {
      const started = performance.now();
      try {
        await question(store, query);
      } catch (error) {
        faults.push(`${name} failed: ${told(error)} Asked was ${JSON.stringify(query.slice(0, 2_000))}.`);
      }
      least = Math.min(least, performance.now() - started);
      tries += 1;
    } while (least > budget && tries < TRIES);
    if (least > budget) faults.push(`${name} took ${Math.round(least)} ms. Asked was ${JSON.stringify(query.slice(0, 2_000))}.`);
    slowest = Math.max(slowest, least);
  }
  return { faults, note: what, milliseconds: slowest };
}

/**
 * Asks an archive of a few thousand stories with highlights strange queries, so many, and the strings given.
 * @param budget milliseconds for an answer to a query that could be typed; infinite where nobody measures
 */
export async function* askStrangely(
  folder: string,
  rounds: number,
  strings: readonly string[],
  { budget = Infinity, stories = 3_000, seed = 1 } = {},
): AsyncGenerator<QueryRound> {
  const file = await syntheticArchive(join(folder, 'archive.broadsheet'), stories);
  const writer = openArchive(file);
  const uids = await writer.read.articles.uids({ limit: 100, offset: 0 });
  for (const uid of uids)
    await createAnnotation(writer, uid, { start: 0, end: 40 }, { color: 'yellow', note: `Note ${uid}`, tags: ['Noted'] });
  await writer.close();
  const archive = openReadArchive(file);
  try {
    const { items } = await archive.read.articles.list(ALL, { limit: 300, offset: 0 });
    const words = items.flatMap(({ headline, tags }) => [...headline.split(' '), ...tags]);
    for (const query of strings) yield await ask(archive.read, query, 'hostile strings', budget);
    const below = numbers(seed);
    for (let round = 0; round < rounds; round += 1) {
      const { query, what } = strangeQuery(words, below);
      yield await ask(archive.read, query, what, budget);
    }
  } finally {
    await archive.close();
  }
}
