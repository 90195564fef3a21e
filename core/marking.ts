import type { QueryNode } from './query';
import { searchesInsideWords, stemLanguage, stemOf } from './stem';
import { isUnspaced, scan } from './tokenize';

/** Finding in a text what a query looks for, to mark it. */

/** Terms side by side to be marked. */
export interface Wanted {
  terms: string[];
  /** The last term is a beginning. */
  prefix: boolean;
  /** The word as typed whose other forms are marked as well, or empty. */
  word: string;
}

/** A passage of a text that a query's words stand in. */
export interface Match {
  start: number;
  end: number;
}

/** Fields whose words are not among what a list of stories shows, and of annotations. */
const UNSEEN_IN_STORIES: ReadonlySet<string> = new Set(['url', 'section', 'note']);
export const UNSEEN_IN_ANNOTATIONS: ReadonlySet<string> = new Set(['url', 'section']);

/** The texts a query looks for, without the excluded ones. */
export function wantedTexts(node: QueryNode | null, unseen: ReadonlySet<string> = UNSEEN_IN_STORIES): Wanted[] {
  switch (node?.kind) {
    case 'text':
      return node.field !== null && unseen.has(node.field) ? [] : [{ terms: node.terms, prefix: node.prefix, word: node.word }];
    case 'near':
      return [...wantedTexts(node.left, unseen), ...wantedTexts(node.right, unseen)];
    case 'all':
    case 'any':
      return node.nodes.flatMap((inner) => wantedTexts(inner, unseen));
    default:
      return [];
  }
}

/** A wanted text made ready for one language. */
interface Prepared extends Wanted {
  first: string;
  stems: Set<string>;
}

/** Units that words of one stem begin with alike. Shorter stems are compared whole. */
const SAME_BEGINNING = 2;

/** Characters read around the first place found. */
const WINDOW = 800;

const WORD_START = '(?<![\\p{L}\\p{N}])';
const BETWEEN_WORDS = '[^\\p{L}\\p{N}]{1,10}';

/** Overlapping pairs as the run they came from; what follows in another script is left to the closer look. */
function unspaced(terms: readonly string[]): string {
  let run = terms[0] ?? '';
  for (const term of terms.slice(1)) {
    if (!isUnspaced(term)) break;
    run += [...term].slice(1).join('');
  }
  return run;
}

/** Finds words as they are typed, or what all their forms begin with. Terms hold letters, digits and marks only. */
function quickLook(prepared: readonly Prepared[]): RegExp {
  const beginnings = prepared.map(({ first, terms, stems }) => {
    // A phrase is looked for as a whole; its first word alone may stand anywhere.
    if (terms.length > 1) return isUnspaced(first) ? unspaced(terms) : `${WORD_START}${terms.join(BETWEEN_WORDS)}`;
    const shortest = [...stems].map((stem) => stem.slice(stem.indexOf(':') + 1)).filter((stem) => first.startsWith(stem));
    const word = shortest.sort((a, b) => a.length - b.length)[0] ?? first;
    return isUnspaced(first) ? word : `${WORD_START}${word}`;
  });
  return new RegExp(beginnings.join('|'), 'iu');
}

function wordStart(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return space < 0 || at - space > 40 ? at : space + 1;
}

/** Tells where a text of one language holds what is wanted. */
export class Marker {
  private readonly prepared: Prepared[];
  private readonly language: string;
  private readonly inside: boolean;
  private readonly known = new Map<string, string | null>();

  /** @param language of the texts, BCP 47 */
  constructor(wanted: readonly Wanted[], language: string) {
    this.language = stemLanguage(language);
    this.inside = searchesInsideWords(language);
    this.prepared = wanted.map((one) => ({ ...one, first: one.terms[0] ?? '', stems: this.stemsOf(one) }));
  }

  /** Where a text holds what is wanted, in order and without overlaps. */
  matches(text: string, from = 0, to = text.length): Match[] {
    const { prepared } = this;
    if (prepared.length === 0) return [];
    const terms: string[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    const piece = from === 0 && to === text.length ? text : text.slice(from, to);
    scan(piece, (term, start, end) => {
      terms.push(term);
      starts.push(start + from);
      ends.push(end + from);
    });
    const found: Match[] = [];
    for (let index = 0; index < terms.length; index += 1) {
      const term = terms[index] ?? '';
      for (const wanted of prepared) {
        const length = this.matchLength(terms, index, wanted, text, starts, ends);
        if (length === 0) continue;
        const last = index + length - 1;
        const start = starts[index] ?? 0;
        // A single character found through a pair is marked alone.
        const end = wanted.prefix && length === 1 && isUnspaced(term) ? start + wanted.first.length : (ends[last] ?? 0);
        found.push({ start, end });
      }
    }
    return merge(found);
  }

  /**
   * The first places of a text and what stands around them, without reading through all of it: enough for a snippet. A
   * quick look for the words as they are typed tells where to read; where that finds nothing, the whole text is read.
   */
  firstMatches(text: string): Match[] {
    const { prepared } = this;
    if (prepared.length === 0) return [];
    if (text.length <= WINDOW) return this.matches(text);
    this.quick ??= quickLook(prepared);
    const at = text.search(this.quick);
    if (at < 0) return this.matches(text);
    const from = wordStart(text, Math.max(0, at - WINDOW / 8));
    const found = this.matches(text, from, Math.min(text.length, from + WINDOW));
    // The quick look may have stopped inside another word.
    return found.length > 0 ? found : this.matches(text);
  }

  private quick: RegExp | null = null;

  /** How many tokens match from `index` on; 0 for none. */
  private matchLength(terms: string[], index: number, wanted: Prepared, text: string, starts: number[], ends: number[]): number {
    const term = terms[index] ?? '';
    const count = wanted.terms.length;
    if (count === 1) {
      if (wanted.prefix ? term.startsWith(wanted.first) : term === wanted.first) return 1;
      if (this.inside && !isUnspaced(wanted.first) && term.includes(wanted.first)) return 1;
      if (wanted.stems.size === 0 || term.slice(0, SAME_BEGINNING) !== wanted.first.slice(0, SAME_BEGINNING)) return 0;
      const stem = this.stem(text.slice(starts[index], ends[index]));
      return stem !== null && wanted.stems.has(stem) ? 1 : 0;
    }
    if (term !== wanted.first) return 0;
    for (let step = 1; step < count; step += 1) {
      const here = terms[index + step];
      const there = wanted.terms[step] ?? '';
      if (here === undefined || !(wanted.prefix && step === count - 1 ? here.startsWith(there) : here === there)) return 0;
    }
    return count;
  }

  private stemsOf({ terms, word }: Wanted): Set<string> {
    if (word === '' || this.language === '') return new Set();
    const stems = [word, terms[0] ?? ''].map((form) => stemOf(form, this.language)).filter((stem) => stem !== null);
    return new Set(stems);
  }

  private stem(word: string): string | null {
    let stem = this.known.get(word);
    if (stem === undefined) {
      stem = stemOf(word, this.language);
      this.known.set(word, stem);
    }
    return stem;
  }
}

/** Where a text holds what a query looks for. */
export function matchesIn(text: string, wanted: readonly Wanted[], language = ''): Match[] {
  return new Marker(wanted, language).matches(text);
}

function merge(matches: Match[]): Match[] {
  const merged: Match[] = [];
  for (const match of matches.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && match.start < last.end) last.end = Math.max(last.end, match.end);
    else merged.push({ ...match });
  }
  return merged;
}
