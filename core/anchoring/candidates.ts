import type { Passage } from '../annotation';
import { align, beyondChance, keptBeside } from './likeness';
import { whole, type Needle } from './needle';
import type { Seeds } from './seeds';

/** A place that may be the passage, in comparable form. */
export interface Candidate extends Passage {
  /** How much speaks for it, from 0 to 1. */
  score: number;
}

/** Places looked at for one quotation: where it stands to the letter, and where its seeds tell. */
const MOST_EXACT = 64;
const MOST_SEEDED = 4;

/** Share of a quotation's letters that may differ where its context still tells the place. */
const MAX_ERROR_RATE = 0.45;

/** What the words themselves count; the rest of 1 is what stands around them. */
const WEIGHT_OF_QUOTE = 0.55;
/** So many letters count in full; of fewer, the surroundings have to tell the place. A Chinese character counts as three. */
const FULL_LENGTH = 20;
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** Texts that have nothing to do with each other share so much of their letters all the same; of thousands of characters, less. */
const BY_CHANCE = { letters: 0.4, ideographs: 0.15 };
/** So much more where the words stood elsewhere as well, in surroundings that begin alike. */
const IF_REPEATED = 0.3;

/** A place that has less of the words than this is none, whatever stands around it; as {@link scoreOf} counts them. */
const FEWEST_WORDS = 0.4;
/** Of the two sides, what the better one counts: a passage at the edge of a paragraph that moved keeps one. */
const WEIGHT_OF_BETTER_SIDE = 0.65;
/** As {@link WEIGHT_OF_BETTER_SIDE} where the words stood elsewhere as well: then one side may be another place's. */
const WEIGHT_IF_REPEATED = 0.25;
/** A side shorter than this, in UTF-16 units, tells less: the passage stands near the edge of the text. */
const FULL_SIDE = 16;
/** Of a longer context so much must be like it by itself, or a passage a little further on would do as well. */
const NEAR = 32;
/** What stands right beside a short quotation. */
const BESIDE = 8;

/** Words that stood nowhere else are told by so many letters right beside them; what their surroundings count at least then. */
const TOUCHING = 12;
const IF_TOUCHING = 0.45;
/** Letters at either end of a quotation that must be there as well: where they are not, it may be another that begins or ends like it. */
const EDGE = 12;

/** Every place in a text that may be the passage, the likest first; none within another. */
export function candidates(seeds: Seeds, needle: Needle): Candidate[] {
  const { prefix, quote } = needle;
  const exact = seeds.occurrences(quote, MOST_EXACT).map((start) => ({ start, end: start + quote.length, likeness: 1 }));
  const slack = Math.ceil(quote.length * 0.3) + 12;
  const seeded = seeds
    .beginnings(whole(needle), Math.min(slack, Math.ceil(quote.length / 2)), MOST_SEEDED)
    .map((beginning) => beginning + prefix.length)
    .filter((expected) => !exact.some(({ start }) => Math.abs(start - expected) <= 2))
    .map((expected) => {
      const between = { start: expected - slack, end: expected + quote.length + slack };
      return align(seeds.text, quote, between, expected, MAX_ERROR_RATE);
    })
    .filter((alignment) => alignment !== null);
  const scored = [...exact, ...seeded].map(({ start, end, likeness }) => ({
    start,
    end,
    score: scoreOf(seeds.text, needle, { start, end }, likeness),
  }));
  return apart(scored.sort((a, b) => b.score - a.score));
}

function scoreOf(text: string, { prefix, quote, suffix, repeated }: Needle, { start, end }: Passage, likeness: number): number {
  const ideographs = quote.match(IDEOGRAPHS)?.length ?? 0;
  const fullness = Math.min(1, (quote.length + 2 * ideographs) / FULL_LENGTH);
  const chance = ideographs * 2 > quote.length ? BY_CHANCE.ideographs : BY_CHANCE.letters;
  const edges = [keptBeside(text, start, quote.slice(0, EDGE), 1), keptBeside(text, end, quote.slice(-EDGE), -1)];
  const words = likeness === 1 ? 1 : beyondChance(likeness, chance) * (0.7 + 0.3 * beyondChance(Math.min(...edges), chance));
  const ofChance = chance + (repeated ? IF_REPEATED : 0);
  const sides: Side[] = [
    { likeness: beyondChance(keptOnSide(text, start, prefix, -1, fullness), ofChance), length: prefix.length },
    { likeness: beyondChance(keptOnSide(text, end, suffix, 1, fullness), ofChance), length: suffix.length },
  ];
  const surroundings = around(sides, words, repeated ? WEIGHT_IF_REPEATED : WEIGHT_OF_BETTER_SIDE);
  const isCertain = !repeated && likeness === 1 && fullness === 1 && touches(text, { start, end }, prefix, suffix);
  const context = isCertain ? Math.max(surroundings, IF_TOUCHING) : surroundings;
  const ofQuote = WEIGHT_OF_QUOTE * fullness;
  const ofContext = 1 - WEIGHT_OF_QUOTE;
  // Where the words are not, their surroundings do not make up for them.
  return ((ofQuote * words + ofContext * context) / (ofQuote + ofContext)) * Math.min(1, words / FEWEST_WORDS);
}

/** Whether what stood right beside a passage, on either side, stands there to the letter. */
function touches(text: string, { start, end }: Passage, prefix: string, suffix: string): boolean {
  const before = prefix.length >= TOUCHING && text.startsWith(prefix.slice(-TOUCHING), start - TOUCHING);
  return before || (suffix.length >= TOUCHING && text.startsWith(suffix.slice(0, TOUCHING), end));
}

interface Side {
  likeness: number;
  /** Of the context, in UTF-16 units; 0 where nothing stood there that could be like it. */
  length: number;
}

/** The share of the context on one side of a place that is still there. */
function keptOnSide(text: string, at: number, context: string, direction: -1 | 1, fullness: number): number {
  const first = (length: number) => (direction === 1 ? context.slice(0, length) : context.slice(-length));
  const all = keptBeside(text, at, context, direction);
  const near = context.length <= NEAR ? all : Math.min(all, keptBeside(text, at, first(NEAR), direction));
  const beside = keptBeside(text, at, first(BESIDE), direction);
  const ofBeside = (1 - fullness) / 2;
  return near * (1 - ofBeside) + beside * ofBeside;
}

function around(both: readonly Side[], words: number, weightOfBetter: number): number {
  const sides = both.filter(({ length }) => length > 0);
  // Nothing is known of what stood around it: the words are all there is to go by.
  if (sides.length === 0) return words;
  // All of a little is all there was.
  if (sides.every(({ likeness }) => likeness === 1)) return 1;
  const scaled = sides.map(({ likeness, length }) => likeness * Math.min(1, length / FULL_SIDE));
  return weightOfBetter * Math.max(...scaled) + (1 - weightOfBetter) * Math.min(...scaled);
}

/** Leaves out what overlaps something better: it is the same place. */
function apart(ordered: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of ordered) {
    if (!kept.some(({ start, end }) => candidate.start < end && start < candidate.end)) kept.push(candidate);
  }
  return kept;
}
