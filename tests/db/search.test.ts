import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../core/query';
import { UNTOUCHED } from '../../core/state';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import type { Archive, NewArticle } from '../../db/store';
import { newUid } from '../../electron/services/parts/identity';
import { anArchive } from '../support/archive';
import { anArticle, sha256 } from '../support/articles';
import { temporaryFolder } from '../support/folder';
import { NaiveSearch } from '../support/naive-search';

/** Few words, so that random queries find something; the first ones far more often than the last. */
const WORDS = 'the a of ferry strike ferries and sea Photoshop season striking sealed photos shop 2018 19 COVID Ox ferrying strikes';
const LATIN = [...WORDS.split(' '), 'Größe', 'naïve', 'ferry-boat', "sea's", 'été', 'x'];
const CJK = [...'東京都疫情台風カメラのに', 'ー', '가', '나', 'ｶ', '𠮷'];
const MARKS = ['.', ', ', ' — ', '\n\n', '、', '🙂'];
const LANGUAGES = ['en', 'en-GB', 'de', 'ja', 'zh', '', 'fr'];
const TAGS = ['Sea', 'Sea/Ferries', 'Labour', '台風', 'Season'];
const PUBLICATIONS = ['The Tide', 'Sea Times', '', '港新聞'];
const DATES = ['', '2018', '2018-09', '2018-09-23', '2018-09-23T23:59:00+09:00', '2019-01-01', '2024-02-29T00:00:00Z'];

const common = <T>(list: readonly T[]) =>
  fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }).map((chance) => list[Math.floor(chance ** 2 * list.length)] as T);

const run = fc.array(common(CJK), { minLength: 1, maxLength: 6 }).map((characters) => characters.join(''));
const piece = fc.oneof(
  { weight: 8, arbitrary: common(LATIN).map((word) => `${word} `) },
  { weight: 3, arbitrary: run },
  { weight: 1, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 1, arbitrary: common(LATIN) },
);
const textOf = (most: number) => fc.array(piece, { maxLength: most }).map((pieces) => pieces.join(''));

const story: fc.Arbitrary<NewArticle> = fc
  .record({
    text: textOf(30),
    headline: textOf(5),
    deck: textOf(3),
    kicker: textOf(1),
    byline: textOf(2),
    dateline: textOf(1),
    section: textOf(1),
    url: fc.constantFrom('', 'https://example.org/sea/ferry', 'https://the.example/2018'),
    tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
    publication: fc.constantFrom(...PUBLICATIONS),
    language: fc.constantFrom(...LANGUAGES),
    published: fc.constantFrom(...DATES),
  })
  .map(({ text, ...fields }) => anArticle({ ...fields, text, textHash: sha256(text) }));

/** A stretch of what a story may say, as a phrase: of one of its own words up to several. */
const quoted = fc.oneof(textOf(3), run, common(LATIN)).map((text) => `"${text.replaceAll('"', '')}"`);
const word = fc.oneof(
  common(LATIN),
  run,
  fc.tuple(common(LATIN), run).map((parts) => parts.join('')),
);
const beginning = fc.tuple(common(LATIN), fc.nat(4)).map(([from, length]) => `${from.slice(0, length + 1)}*`);
const field = fc.constantFrom('headline', 'deck', 'byline', 'place', 'body', 'section', 'url');
const leaf = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 3, arbitrary: quoted },
  { weight: 2, arbitrary: beginning },
  { weight: 3, arbitrary: fc.tuple(field, fc.oneof(word, quoted, beginning)).map(([name, text]) => `${name}:${text}`) },
  { weight: 1, arbitrary: fc.constantFrom(...TAGS, 'sea').map((tag) => `tag:"${tag}"`) },
  { weight: 1, arbitrary: fc.constantFrom('en', 'de', 'ja', 'fr-CA').map((language) => `lang:${language}`) },
  { weight: 1, arbitrary: fc.constantFrom('tide', 'Sea', '港').map((name) => `publication:${name}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('before', 'after', 'on'), fc.constantFrom('2018', '2018-09', '2018-09-23', '2019', '2024-02-29'))
      .map((parts) => parts.join(':')),
  },
);
const near = fc
  .tuple(fc.oneof(word, quoted, beginning), fc.nat(6), fc.oneof(word, quoted))
  .map(([left, distance, right]) => `${left} NEAR/${distance} ${right}`);
const { query } = fc.letrec<{ query: string; group: string }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: near },
    { weight: 2, arbitrary: fc.tuple(tie('query'), tie('query')).map((parts) => parts.join(' ')) },
    { weight: 2, arbitrary: tie('group') },
  ),
  group: fc.oneof(
    fc.tuple(tie('query'), tie('query')).map((parts) => `(${parts.join(' OR ')})`),
    tie('query').map((inner) => `-(${inner})`),
    leaf.map((inner) => `-${inner}`),
  ),
}));

/** What happens to an archive: stories come, change, go to the trash and go for good, a few or many at a time. */
type Step =
  | { kind: 'insert'; stories: NewArticle[] }
  | { kind: 'copy'; times: number }
  | { kind: 'update'; at: number; story: NewArticle }
  | { kind: 'trash' | 'purge'; at: number }
  | { kind: 'reindex' }
  | { kind: 'tidy'; steps: number; budget: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('insert'), stories: fc.array(story, { minLength: 1, maxLength: 25 }) }) },
  // Copies fill segments and lists long enough to have blocks.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('copy'), times: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('update'), at: fc.nat(), story }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('trash', 'purge'), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reindex' } as const) },
  // Of most of the merges only a part is done when the next step comes.
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('tidy'), steps: fc.integer({ min: 1, max: 40 }), budget: fc.constantFrom(0, 0, 1, 100) }),
  },
);

/** Copies stop here: reading every story for every query takes its time. */
const MOST_STORIES = 600;

/** Takes a step in the archive, and in the stories as they should be. Stories in the trash leave the list. */
async function take(archive: Archive, stories: NewArticle[], next: Step): Promise<void> {
  const at = 'at' in next ? next.at % Math.max(1, stories.length) : 0;
  const chosen = stories[at];
  if (next.kind === 'tidy') {
    for (let left = next.steps; left > 0 && (await archive.write((store) => store.maintenance.tidy(next.budget))); left -= 1);
    return;
  }
  await archive.write(async (store) => {
    const insert = async (all: readonly NewArticle[]) => {
      for (const one of all) await store.articles.insert(one);
      stories.push(...all);
    };
    if (next.kind === 'insert') return insert(next.stories);
    if (next.kind === 'copy') {
      for (let time = 0; time < next.times && stories.length < MOST_STORIES; time += 1) {
        await insert(stories.slice(0, 60).map((one) => ({ ...one, uid: newUid() })));
      }
    }
    if (next.kind === 'reindex') await store.maintenance.reindex(0, 10_000);
    if (!chosen) return;
    if (next.kind === 'update') {
      const { text, textHash, headline, deck, kicker, byline, dateline, section, url, tags, publication, language, published } = next.story;
      const fields = { headline, deck, kicker, byline, dateline, section, url, publication, language, published };
      await store.articles.update(chosen.uid, { ...fields, text, textHash, tags, html: '' });
      stories[at] = { ...next.story, uid: chosen.uid };
    } else if (next.kind === 'trash' || next.kind === 'purge') {
      if (next.kind === 'purge') await store.articles.purge(chosen.uid);
      else await store.states.put(chosen.uid, { ...UNTOUCHED, trashedAt: '2024-06-01T00:00:00Z' });
      stories.splice(at, 1);
    }
  });
}

const ALL = { kind: 'all' } as const;
const EVERY = { limit: 10_000, offset: 0 };

describe('what a query finds', () => {
  it('is what reading every story finds, however the archive came about', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.array(fc.record({ text: query, partial: fc.boolean() }), { minLength: 30, maxLength: 30 }),
        async (steps, queries) => {
          const file = join(temporaryFolder(), 'archive.broadsheet');
          const archive = openArchive(file);
          const reader = openReadArchive(file);
          const stories: NewArticle[] = [];
          try {
            for (const [index, next] of steps.entries()) {
              await take(archive, stories, next);
              const naive = new NaiveSearch(stories);
              const now = index === steps.length - 1 ? queries : queries.slice(0, 3);
              for (const { text, partial } of now) {
                const parsed = parseQuery(text, { partial });
                const { hits, total, atLeast } = await reader.read.search.bare(parsed, ALL, EVERY);
                const found = { text, root: parsed.root, total, atLeast, uids: hits.map(({ uid }) => uid).sort() };
                const uids = naive.find(parsed.root);
                expect(found).toEqual({ text, root: parsed.root, total: uids.length, atLeast: false, uids });
              }
            }
            expect((await archive.check()).problems).toEqual([]);
          } finally {
            await reader.close();
            await archive.close();
          }
        },
      ),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    );
  });

  it('is every story that holds a string of a script without spaces, and no other', async () => {
    const character = common([...'東京都疫情台風カメラのに가나한ไท𠮷一二三ー']);
    const text = fc
      .array(fc.oneof({ weight: 12, arbitrary: character }, fc.constantFrom('、', '\n\n', ' ', ' ferry ', '2018')), {
        minLength: 1,
        maxLength: 40,
      })
      .map((parts) => parts.join(''));
    const asked = fc.array(character, { minLength: 1, maxLength: 4 }).map((characters) => characters.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 200 }),
        fc.array(asked, { minLength: 40, maxLength: 40 }),
        async (texts, queries) => {
          const { archive } = await anArchive(
            ...texts.map((one, index) =>
              anArticle({ sourceId: String(index), headline: '', text: one, textHash: sha256(one), language: 'ja' }),
            ),
          );
          for (const query of [...queries, ...queries.map((one) => `"${one}"`)]) {
            const { hits } = await archive.read.search.bare(parseQuery(query), ALL, EVERY);
            const holding = texts.flatMap((one, index) => (one.includes(query.replaceAll('"', '')) ? [index] : []));
            expect({ query, found: hits.map(({ sourceId }) => Number(sourceId)).sort((a, b) => a - b) }).toEqual({ query, found: holding });
          }
        },
      ),
      { numRuns: 25, interruptAfterTimeLimit: 30_000 },
    );
  });
});
