/**
 * Anchoring: a story of 200,000 words with 1,000 highlights whose words were changed in between. How many are found again, how
 * many are taken for other passages, and how long it takes, on average and in all.
 */
import { random, syntheticStory } from './synthetic.mjs';
import { count, optionsOf, printTable } from './support.mjs';

const options = optionsOf('highlights found again in a long story whose text has changed.', {
  words: { type: 'string', value: 'N', default: '200000', help: 'Words of the story.' },
  highlights: { type: 'string', value: 'N', default: '1000', help: 'Highlights in it.' },
  changed: { type: 'string', value: 'PERCENT', default: '20', help: 'Words around them that are deleted, replaced or put in.' },
});

/** Words in paragraphs, as the stories of the synthetic corpus have them. */
function wordsOf(many) {
  const words = [];
  for (let number = 0; words.length < many; number += 1) {
    const { body, language } = syntheticStory(1, number);
    if (['en', 'de', 'fr', 'es', 'pt'].includes(language)) words.push(...body.split(/(?<=\s)(?=\S)/u), '\n\n');
  }
  return words.slice(0, many);
}

/** Highlights of one to some sixty words, none within another. */
function choose(words, many, chance) {
  const room = Math.floor(words.length / many);
  return Array.from({ length: many }, (_, index) => {
    const length = 1 + Math.floor(Math.min(room - 2, 60) * chance() ** 2);
    const first = index * room + Math.floor(chance() * (room - length));
    return { first, last: first + length - 1 };
  });
}

/** Where every word begins when they are joined. */
function beginnings(words) {
  let at = 0;
  return words.map((word) => (at += word.length) - word.length);
}

/** Changes words outside the highlights. @returns the words as they are then, each with its old number, or -1 */
function edited(words, highlights, share, chance) {
  const kept = new Set(highlights.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index)));
  const other = () => words[Math.floor(chance() * words.length)];
  return words.flatMap((word, number) => {
    if (kept.has(number) || chance() >= share) return [{ word, number }];
    const kind = Math.floor(chance() * 3);
    const fresh = { word: other(), number: -1 };
    return kind === 0 ? [] : kind === 1 ? [fresh] : [{ word, number }, fresh];
  });
}

const { Anchors, CONFIDENT, describePassage } = await import('../out/bench/engine.js');
const chance = random(7);
const words = wordsOf(count(options.words, 'words'));
const text = words.join('');
const starts = beginnings(words);
const highlights = choose(words, count(options.highlights, 'highlights'), chance).filter(
  ({ first, last }) => /^\S/u.test(words[first]) && words[last].trim() !== '',
);
const selectors = highlights.map(({ first, last }) => {
  const end = starts[last] + words[last].trimEnd().length;
  return describePassage(text, 'old', starts[first], Math.max(end, starts[first] + 1));
});

const rows = [['words changed', 'found %', 'wrong', 'orphans', 'of', 'ms in all', 'ms a highlight']];
for (const share of [0, 0.05, 0.1, count(options.changed, 'changed') / 100]) {
  const now = edited(words, highlights, share, random(3));
  const nowStarts = beginnings(now.map(({ word }) => word));
  const places = new Map(now.map(({ number }, index) => [number, nowStarts[index]]));
  const nowText = now.map(({ word }) => word).join('');
  const began = performance.now();
  const anchors = new Anchors(nowText);
  const found = selectors.map((selector) => anchors.nearest(selector));
  const milliseconds = performance.now() - began;
  const isPlaced = (anchor) => anchor !== null && anchor.confidence >= CONFIDENT;
  const right = found.filter((anchor, index) => isPlaced(anchor) && Math.abs(anchor.start - places.get(highlights[index].first)) <= 1);
  const wrong = found.filter(isPlaced).length - right.length;
  rows.push([
    `${Math.round(share * 100)} %`,
    (right.length / found.length) * 100,
    wrong,
    found.length - right.length - wrong,
    found.length,
    milliseconds,
    milliseconds / found.length,
  ]);
}
printTable(
  `Anchoring ${highlights.length} highlights in ${words.length} words, ${(text.length / 1e6).toFixed(1)} million characters`,
  rows,
);
