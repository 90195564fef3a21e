/** A generator of chance: numbers from 0 to below 1, the same for the same seed (mulberry32). */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (chance: Chance, end: number) => Math.floor(chance() * end);
const pick = <T>(chance: Chance, from: readonly T[]): T => from[below(chance, from.length)] as T;

/** How a language is written: its words, by how they are made, and what stands between and behind them. */
interface Writing {
  common: readonly string[];
  parts: readonly string[];
  partsInWord: [least: number, most: number];
  space: string;
  stop: string;
  comma: string;
  quotes: [string, string];
  words: [least: number, most: number];
  capitals: boolean;
}

const split = (words: string) => words.split(' ');

export const WRITINGS = {
  english: {
    common: split(
      'the of and to a in that it was is he for on with as his at be by had not are but from or have they which her all said were',
    ),
    parts: split(
      'har bour fer ry coun cil bridge win ter mar ket light press town riv er sto ry fish port sail night mor ning vote tax re form',
    ),
    partsInWord: [1, 3],
    space: ' ',
    stop: '.',
    comma: ', ',
    quotes: ['“', '”'],
    words: [5, 24],
    capitals: true,
  },
  german: {
    common: split(
      'der die das und in zu den mit von für auf ist nicht ein eine dem sich des auch als an nach wie bei über würde größer straße können',
    ),
    parts: split(
      'Hafen stadt rat Fähr verbin dung schiff gesell schaft über nahme Brück en bau amt Steuer reform Abend zeitung Bürger meister wahl schützen',
    ),
    partsInWord: [1, 4],
    space: ' ',
    stop: '.',
    comma: ', ',
    quotes: ['„', '“'],
    words: [5, 20],
    capitals: true,
  },
  japanese: {
    common: split('は が を に の で と も から まで という した する である ます こと これ それ'),
    parts: [...'港町船夜市民議会橋川新聞記者電気税金改革大臣選挙地震台風人口漁業海風東京経済ガダグパビ'],
    partsInWord: [1, 3],
    space: '',
    stop: '。',
    comma: '、',
    quotes: ['「', '」'],
    words: [6, 20],
    capitals: false,
  },
  chinese: {
    common: split('的 了 在 是 和 他 有 这 我们 不 也 就 对 中'),
    parts: [...'港口渡轮市议会桥梁河流新闻记者电力税收改革部长选举地震台风人口渔业海洋东方经济'],
    partsInWord: [1, 3],
    space: '',
    stop: '。',
    comma: ',',
    quotes: ['“', '”'],
    words: [6, 20],
    capitals: false,
  },
  arabic: {
    common: split('في من على إلى أن هذا التي الذي كان لم قد عن مع بعد كل هو'),
    parts: split('ميناء مدينة عبّار مجلس جسر شتاء سوق ضوء صحيفة نهر قصة سمك إبحار ليل صباح تصويت ضريبة إصلاح'),
    partsInWord: [1, 2],
    space: ' ',
    stop: '.',
    comma: '، ',
    quotes: ['«', '»'],
    words: [5, 18],
    capitals: false,
  },
} as const satisfies Record<string, Writing>;
export type WritingName = keyof typeof WRITINGS;
export const WRITING_NAMES = Object.keys(WRITINGS) as WritingName[];

/** A piece of text that says something new, between sentences and within them. */
class Author {
  /** What may be said again. */
  private readonly said: string[] = [];
  /** Share of the words that are phrases said before. */
  phrases = 0.02;

  constructor(
    private readonly chance: Chance,
    private readonly writing: Writing,
  ) {}

  word(): string {
    const { common, parts, partsInWord } = this.writing;
    if (this.chance() < 0.4) return pick(this.chance, common);
    const [least, most] = partsInWord;
    return Array.from({ length: least + below(this.chance, most - least + 1) }, () => pick(this.chance, parts)).join('');
  }

  /** A sentence; now and then one that was said before, or a phrase of it. */
  sentence(): string {
    return this.said.length > 0 && this.chance() < 0.06 ? pick(this.chance, this.said) : this.freshSentence();
  }

  freshSentence(): string {
    const { space, stop, comma, quotes, words, capitals } = this.writing;
    const [least, most] = words;
    let text = '';
    for (let left = least + below(this.chance, most - least + 1); left > 0; left -= 1) {
      const repeated = this.said.length > 0 && this.chance() < this.phrases ? this.phraseOf(pick(this.chance, this.said)) : this.word();
      const quoted = this.chance() < 0.03 ? quotes[0] + repeated + quotes[1] : repeated;
      text += quoted + (left === 1 ? stop : this.chance() < 0.1 ? comma : space);
    }
    const sentence = capitals ? text.charAt(0).toUpperCase() + text.slice(1) : text;
    this.said.push(sentence);
    return sentence;
  }

  private phraseOf(sentence: string): string {
    const start = below(this.chance, sentence.length / 2);
    return sentence.slice(start, start + 10 + below(this.chance, 25)).trim() || sentence;
  }

  paragraph(): string {
    const count = 1 + below(this.chance, 6);
    return Array.from({ length: count }, () => this.sentence()).join(this.writing.space);
  }
}

/** A letter, and which one of the text it was made of: -1 for a new one. */
interface Letter {
  unit: string;
  origin: number;
}

/** A text of paragraphs under edits, which knows what became of every letter. */
export class EditedText {
  readonly original: string;
  private letters: Letter[];
  private readonly author: Author;

  constructor(
    private readonly chance: Chance,
    writing: WritingName,
    paragraphs: number,
  ) {
    this.author = new Author(chance, WRITINGS[writing]);
    this.original = Array.from({ length: paragraphs }, () => this.author.paragraph()).join('\n\n');
    // What is put in later says nothing again: a sentence cut here and put in there would have moved.
    this.author.phrases = 0;
    this.letters = [...this.original].map((unit) => ({ unit, origin: 0 }));
    let at = 0;
    for (const letter of this.letters) {
      letter.origin = at;
      at += letter.unit.length;
    }
  }

  get text(): string {
    return this.letters.map(({ unit }) => unit).join('');
  }

  /**
   * Where the letters of a passage stand now, from the first to the last that is left; `null` when none is. `kept` is the share of
   * them that are left, `foreign` how many others stand between them, as a share as well; `torn` when they no longer stand in their order.
   */
  trace(start: number, end: number): { start: number; end: number; kept: number; foreign: number; torn: boolean } | null {
    const isOwn = ({ origin }: Letter) => origin >= start && origin < end;
    const first = this.letters.findIndex(isOwn);
    if (first < 0) return null;
    const last = this.letters.findLastIndex(isOwn);
    const between = this.letters.slice(first, last + 1);
    const lengthOf = (letters: readonly Letter[]) => letters.reduce((sum, { unit }) => sum + unit.length, 0);
    const from = lengthOf(this.letters.slice(0, first));
    const left = new Set(between.filter(isOwn).map(({ origin }) => origin)).size;
    const count = [...this.original.slice(start, end)].length;
    const foreign = between.filter((letter) => !isOwn(letter)).length / count;
    const own = between.filter(isOwn);
    const torn = own.some(({ origin }, index) => index > 0 && origin < (own[index - 1]?.origin ?? 0));
    return { start: from, end: from + lengthOf(between), kept: left / count, foreign, torn };
  }

  /** Share of the letters outside a passage that are gone or new. */
  changedAround(start: number, end: number): number {
    const outside = this.letters.filter(({ origin }) => origin < start || origin >= end);
    const fresh = outside.filter(({ origin }) => origin < 0).length;
    const total = this.original.length - (end - start);
    return (fresh + total - (outside.length - fresh)) / Math.max(1, total);
  }

  /** Edits around a passage, until so much of what stands there is gone or new; the passage itself stays as it is. */
  editAround(start: number, end: number, share: number): void {
    for (let tries = 0; tries < 2_000 && this.changedAround(start, end) < share; tries += 1) {
      const from = below(this.chance, this.letters.length);
      const size = this.chance() < 0.8 ? 1 + below(this.chance, 14) : 1 + below(this.chance, 120);
      const touches = this.letters.slice(from, from + size).some(({ origin }) => origin >= start && origin < end);
      const inside =
        (this.letters[from - 1]?.origin ?? -1) >= start &&
        (this.letters[from]?.origin ?? end) < end &&
        (this.letters[from]?.origin ?? -1) > start;
      if (touches || inside) continue;
      const kind = below(this.chance, 3);
      const words = kind === 0 ? '' : size > 20 ? `${this.author.freshSentence()} ` : `${this.author.word()} `;
      this.splice(from, kind === 1 ? 0 : size, words);
    }
  }

  /** Changes some letters and words of a passage, at most this share of it. */
  editInside(start: number, end: number, share: number): void {
    let budget = Math.floor((end - start) * share);
    for (let tries = 0; budget > 0 && tries < 50; tries += 1) {
      const inside = this.letters
        .map(({ origin }, index) => (origin > start && origin < end - 1 ? index : -1))
        .filter((index) => index >= 0);
      if (inside.length < 4) return;
      const from = pick(this.chance, inside);
      const size = Math.min(budget, 1 + below(this.chance, 6));
      const run = this.letters.slice(from, from + size).every(({ origin }) => origin > start && origin < end - 1) ? size : 1;
      this.splice(from, this.chance() < 0.7 ? run : 0, this.chance() < 0.6 ? this.author.word().slice(0, run) : '');
      budget -= run;
    }
  }

  private splice(from: number, count: number, words: string): void {
    this.letters.splice(from, count, ...[...words].map((unit) => ({ unit, origin: -1 })));
  }

  /** Takes a passage out altogether. */
  remove(start: number, end: number): void {
    this.letters = this.letters.filter(({ origin }) => origin < start || origin >= end);
  }

  moveParagraph(): void {
    const paragraphs = this.paragraphs();
    if (paragraphs.length < 2) return;
    const [moved] = paragraphs.splice(below(this.chance, paragraphs.length), 1);
    if (moved) paragraphs.splice(below(this.chance, paragraphs.length + 1), 0, moved);
    this.letters = paragraphs.flatMap((paragraph, index) => (index === 0 ? paragraph : [...gap(), ...paragraph]));
  }

  private paragraphs(): Letter[][] {
    const found: Letter[][] = [[]];
    for (let at = 0; at < this.letters.length; at += 1) {
      const letter = this.letters[at] as Letter;
      if (letter.unit === '\n' && this.letters[at + 1]?.unit === '\n') {
        found.push([]);
        at += 1;
      } else found.at(-1)?.push(letter);
    }
    return found;
  }

  /** Other white space where there is some; in scripts without, line breaks now and then. */
  rewrap(): void {
    const spaces = ['\n', '  ', '\u00a0', '\u202f', ' \n ', '\t'];
    this.letters = this.letters.flatMap((letter) => {
      if (/^\s$/u.test(letter.unit))
        return this.chance() < 0.4 ? [...pick(this.chance, spaces)].map((unit) => ({ unit, origin: letter.origin })) : [letter];
      if (/\p{Script=Han}|\p{Script=Hiragana}/u.test(letter.unit) && this.chance() < 0.03)
        return [letter, { unit: '\n', origin: letter.origin }];
      return [letter];
    });
  }

  /** Other typography: plain quotation marks and dashes, entities in place of letters. */
  retype(): void {
    const forms: Readonly<Record<string, readonly string[]>> = {
      '“': ['"', '&quot;', '&ldquo;', '«'],
      '”': ['"', '&quot;', '&#8221;'],
      '„': ['"', '“'],
      '«': ['"', '“'],
      '»': ['"', '”'],
      '’': ["'", '&#39;', '&rsquo;'],
      '—': ['--', '–', '&mdash;'],
      '&': ['&amp;'],
      ' ': [' ', ' ', ' ', '&nbsp;'],
    };
    this.replace((unit) => (forms[unit] && this.chance() < 0.6 ? pick(this.chance, forms[unit]) : unit));
  }

  normalise(form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): void {
    this.replace((unit) => unit.normalize(form));
  }

  private replace(by: (unit: string) => string): void {
    this.letters = this.letters.flatMap(({ unit, origin }) => [...by(unit)].map((other) => ({ unit: other, origin })));
  }
}

const gap = (): Letter[] => [
  { unit: '\n', origin: -1 },
  { unit: '\n', origin: -1 },
];
