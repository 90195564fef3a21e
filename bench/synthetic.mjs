/**
 * Stories nobody wrote: invented words of several scripts with the frequencies of real text (Zipf), so that a benchmark can
 * have a million of them anywhere. The story of a seed and a number is always the same.
 */

/** Numbers from 0 to 1 (mulberry32): small, quick, and the same everywhere. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Part of the name under which stories are kept; changes whenever the stories do. */
export const EDITION = 2;

/**
 * Zipf's law as Mandelbrot has it, a share of 1 / (rank + 5) ** 1.25: the ten most frequent words make a quarter of a text, and
 * twenty thousand stories have some two hundred thousand words, as newspapers do. Its inverse needs multiplication alone.
 */
const SHIFT = 5;
const FIRST = SHIFT ** -0.25;
const spanOf = (size) => FIRST - (size + SHIFT) ** -0.25;

/** A rank from 0 to `size` - 1 for a number from 0 to 1. */
function zipf(chance, size, span = spanOf(size)) {
  const root = FIRST - chance * span;
  const square = root * root;
  return Math.min(size - 1, Math.floor(1 / (square * square) - SHIFT));
}

const pairs = (firsts, lasts) => [...firsts].flatMap((first) => [...lasts].map((last) => first + last));
const letters = (from, many, step = 1) => Array.from({ length: many }, (_, index) => String.fromCodePoint(from + index * step));

/** How each script makes words; ranks up to the number of syllables have one, then come words of two, of three, of four. */
const SCRIPTS = [
  { share: 0.8, languages: ['en', 'de', 'fr', 'es', 'pt'], words: 800_000, syllables: [...pairs('bcdfghklmnprstvw', 'aeiou'), 'an', 'er', 'st', 'ing', 'é', 'ün', 'al', 'ol', 'tra', 'ment'] },
  { share: 0.06, languages: ['ru', 'uk'], words: 80_000, syllables: pairs('бвгдзклмнпрст', 'аеиоуы') },
  { share: 0.02, languages: ['el'], words: 40_000, syllables: pairs('βγδκλμνπρστφ', 'αεηιοω') },
  { share: 0.03, languages: ['ar', 'fa'], words: 40_000, syllables: pairs('بتجحدرسشعفقكلمن', ['', 'ا', 'و', 'ي']) },
  { share: 0.02, languages: ['ko'], words: 40_000, syllables: letters(0xac00, 300, 37) },
  { share: 0.04, languages: ['ja'], words: 60_000, syllables: letters(0x4e00, 1_800, 11), particles: ['の', 'に', 'は', 'を', 'が', 'した', 'である', 'カメラ', 'から', 'と'] },
  { share: 0.03, languages: ['zh'], words: 60_000, syllables: letters(0x4e00, 1_800, 11) },
]; // prettier-ignore

/** The words of one script by rank, made when first asked for. */
class Vocabulary {
  #words = [];

  constructor({ words, syllables, particles }) {
    this.size = words;
    this.span = spanOf(words);
    this.syllables = syllables;
    this.particles = particles;
    this.unspaced = syllables[0] === '\u4e00';
  }

  word(rank) {
    return (this.#words[rank] ??= this.#make(rank));
  }

  #make(rank) {
    let length = 1;
    let below = 0;
    let tier = this.syllables.length;
    for (; rank >= below + tier; length += 1) {
      below += tier;
      tier *= this.syllables.length;
    }
    // Neighbours in rank are no neighbours in the alphabet.
    let code = ((rank - below) * 7_919 + 13) % tier;
    let word = '';
    for (let index = 0; index < length; index += 1) {
      word += this.syllables[code % this.syllables.length];
      code = Math.floor(code / this.syllables.length);
    }
    return word;
  }
}

const VOCABULARIES = SCRIPTS.map((script) => new Vocabulary(script));

const MEAN_WORDS = 500;
/** Spread of lengths, of the logarithm. */
const SPREAD = 0.6;
const PUBLICATIONS = 200;
const TAGS = 3_000;
const AUTHORS = 5_000;
const FIRST_DAY = Date.UTC(1995, 0, 1);
const DAYS = 30 * 365;

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

function scriptOf(next) {
  let left = next();
  const index = SCRIPTS.findIndex(({ share }) => (left -= share) < 0);
  return Math.max(0, index);
}

/** Words as they stand in a text: mostly by frequency, now and then one that this story is about. */
function wordOf(next, vocabulary, topics) {
  if (next() < 0.06) return topics[Math.floor(next() * topics.length)];
  return vocabulary.word(zipf(next(), vocabulary.size, vocabulary.span));
}

function sentence(next, vocabulary, topics, length) {
  if (!vocabulary.unspaced) {
    let text = capital(wordOf(next, vocabulary, topics));
    for (let index = 1; index < length; index += 1) text += (next() < 0.06 ? ', ' : ' ') + wordOf(next, vocabulary, topics);
    return `${text}. `;
  }
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text += wordOf(next, vocabulary, topics);
    if (vocabulary.particles) text += vocabulary.particles[zipf(next(), vocabulary.particles.length)];
    if (next() < 0.06) text += '、';
  }
  return `${text}。`;
}

function bodyOf(next, vocabulary, topics) {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  let left = Math.max(20, Math.round(Math.exp(Math.log(MEAN_WORDS) - SPREAD ** 2 / 2 + SPREAD * normal)));
  const paragraphs = [];
  while (left > 0) {
    let paragraph = '';
    for (let sentences = 2 + Math.floor(next() * 4); sentences > 0 && left > 0; sentences -= 1) {
      const length = Math.min(left, 6 + Math.floor(next() * 20));
      paragraph += sentence(next, vocabulary, topics, length);
      left -= length;
    }
    paragraphs.push(paragraph.trimEnd());
  }
  return paragraphs.join('\n\n');
}

const LATIN = VOCABULARIES[0];
/** A name of two words that has nothing to do with the most frequent ones. */
const name = (rank) => `${capital(LATIN.word(500 + rank))} ${capital(LATIN.word(9_000 + rank * 3))}`;
const tag = (rank) => (rank % 5 === 0 ? `${capital(LATIN.word(700 + (rank % 40)))}/${LATIN.word(2_000 + rank)}` : LATIN.word(2_000 + rank));

/**
 * One story as a record of the bulk format, always the same for the same seed and number.
 * @param {number} seed
 * @param {number} number
 * @returns {{ id: string, headline: string, byline: string, dateline: string, publication: string, published: string, url: string,
 *   language: string, tags: string[], body: string }}
 */
export function syntheticStory(seed, number) {
  const next = random(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const script = scriptOf(next);
  const vocabulary = VOCABULARIES[script];
  const { languages } = SCRIPTS[script];
  const topics = Array.from({ length: 6 }, () => vocabulary.word(Math.floor(200 * (vocabulary.size / 200) ** next())));
  const moment = new Date(FIRST_DAY + Math.floor(next() * DAYS * 86_400) * 1000).toISOString().replace('.000Z', 'Z');
  const tags = Array.from({ length: Math.floor(next() * 7) }, () => tag(zipf(next(), TAGS)));
  return {
    id: `synthetic-${seed}-${number}`,
    headline: sentence(next, vocabulary, topics, 5 + Math.floor(next() * 6)).replace(/[.。] ?$/, ''),
    byline: next() < 0.8 ? name(zipf(next(), AUTHORS)) : '',
    dateline: next() < 0.5 ? LATIN.word(300 + zipf(next(), 400)).toUpperCase() : '',
    publication: `The ${capital(LATIN.word(1_000 + zipf(next(), PUBLICATIONS)))}`,
    published: next() < 0.5 ? moment : moment.slice(0, 10),
    url: `https://example.org/${seed}/${number}`,
    language: languages[Math.floor(next() * languages.length)],
    tags: [...new Set(tags)],
    body: bodyOf(next, vocabulary, topics),
  };
}

/** The first `many` stories of a seed. */
export async function* syntheticStories(many, seed = 1) {
  for (let number = 0; number < many; number += 1) yield syntheticStory(seed, number);
}
