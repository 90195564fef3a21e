import { searchesInsideWords, stemLanguage, stemOf } from '../../../core/stem';
import { hashTerm, isUnspaced, scan } from '../../../core/tokenize';
import { writeBeginning } from './beginnings';
import { BODY, FIELD_SPAN, FIRST_FIELD_APART, PostingsWriter } from './postings';
import { SegmentWriter, type SegmentSink } from './segment';
import { Vocabulary } from './vocabulary';

/** Beginnings of words that have a list of their own: one and two letters, which so many words begin with. */
export const PREFIX_MARK = '\u0001';
export const LONGEST_PREFIX = 2;

/** Stands before the endings of words among the stems. */
export const INSIDE = '~';
const FOREIGN = /^[a-z0-9]{3,}$/;
/** Longer ones are addresses and codes. */
const LONGEST_INSIDE = 24;

/** A document as the index takes it: its texts by number of field. */
export interface IndexDocument {
  id: number;
  /** BCP 47, or empty. */
  language: string;
  fields: readonly { field: number; text: string }[];
}

const FIRST_CAPACITY = 1 << 16;
/** Terms remembered from one segment to the next. */
const MOST_TERMS = 500_000;

/** Grows an array by half at least. */
function grown(array: Int32Array, needed: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(needed, Math.ceil(array.length * 1.6)));
  larger.set(array);
  return larger;
}

/**
 * The words of documents that are to become a segment, in the order they were read: one number for the term, one for the
 * place. Sorting them by term is all it takes to write the segment, and costs far less than a list a term.
 */
export class WordLog {
  private readonly vocabulary = new Vocabulary();
  private terms: Int32Array<ArrayBuffer> = new Int32Array(FIRST_CAPACITY);
  private places: Int32Array<ArrayBuffer> = new Int32Array(FIRST_CAPACITY);
  /** Documents in ascending order, and where the words of each begin. */
  private readonly documents: { id: number; from: number }[] = [];
  /** Stems of the words seen, with the words that have them. */
  readonly stems: { stem: string; term: string }[] = [];
  /** By number of term a bit for each language it was stemmed in. */
  private stemmed: Int32Array<ArrayBuffer> = new Int32Array(FIRST_CAPACITY);
  /** Words outside ASCII that were stemmed, as they are spelt, behind their language. */
  private readonly spelled = new Set<string>();
  private readonly languages: string[] = [];
  words = 0;

  /** Sorted by term; kept for the next segment. */
  private sortedDocuments: Int32Array<ArrayBuffer> = new Int32Array(0);
  private sortedPlaces: Int32Array<ArrayBuffer> = new Int32Array(0);

  /** Empties the log and keeps its memory, which is a hundred megabytes while stories come in by the thousand. */
  clear(): void {
    // The words of the next stories are mostly those of the last ones, and their stems are noted already.
    if (this.vocabulary.terms.length > MOST_TERMS) {
      this.vocabulary.clear();
      this.stemmed.fill(0);
      this.spelled.clear();
      this.languages.length = 0;
    }
    this.documents.length = 0;
    this.stems.length = 0;
    this.words = 0;
  }

  get documentCount(): number {
    return this.documents.length;
  }

  /**
   * Adds a document.
   * @param onBodyWord called with the hash of each word of its body
   * @returns its length: words in its body field
   */
  add({ id, language, fields }: IndexDocument, onBodyWord: ((hash: number) => void) | null = null): number {
    this.documents.push({ id, from: this.words });
    let bodyWords = 0;
    let field = 0;
    let word = 0;
    let source = '';
    const { vocabulary } = this;
    const stemming = stemLanguage(language);
    const insideWords = searchesInsideWords(language);
    const languageBit = insideWords ? this.languageBit(INSIDE) : stemming === '' ? 0 : this.languageBit(stemming);
    const note = (number: number, start: number, end: number, spelling = '') => {
      if (this.words === this.terms.length) {
        this.terms = grown(this.terms, this.words + 1);
        this.places = grown(this.places, this.words + 1);
      }
      if (languageBit !== 0 && spelling !== '' && !insideWords) {
        // Spellings of one word, accents and all, may have different stems.
        const spelled = `${stemming}:${spelling}`;
        if (!this.spelled.has(spelled)) {
          this.spelled.add(spelled);
          this.noteStem(spelling, vocabulary.terms[number] ?? '', stemming);
        }
      } else if (languageBit !== 0) {
        if (number >= this.stemmed.length) this.stemmed = grown(this.stemmed, number + 1);
        const done = this.stemmed[number] ?? 0;
        if ((done & languageBit) === 0) {
          this.stemmed[number] = done | languageBit;
          const term = vocabulary.terms[number] ?? '';
          if (insideWords) this.noteEndings(term);
          else this.noteStem(source.slice(start, end), term, stemming);
        }
      }
      this.terms[this.words] = number;
      this.places[this.words] = field * FIELD_SPAN + word;
      this.words += 1;
      word += 1;
    };
    const sink = (term: string, start: number, end: number) => {
      if (onBodyWord !== null && field === BODY) onBodyWord(hashTerm(term));
      note(vocabulary.numberOf(term), start, end, source.slice(start, end).toLowerCase());
    };
    const wordSink = (start: number, end: number, hash: number) => {
      if (onBodyWord !== null && field === BODY) onBodyWord(hash);
      note(vocabulary.numberOfWord(source, start, end, hash), start, end);
    };
    for (const { field: number, text } of fields) {
      field = number;
      word = 0;
      source = text;
      scan(text, sink, wordSink);
      if (number === BODY) bodyWords = word;
    }
    return bodyWords;
  }

  /** One of 31 languages a segment can tell apart; the words of further ones are found as they are written. */
  private languageBit(language: string): number {
    let index = this.languages.indexOf(language);
    if (index < 0) index = this.languages.push(language) - 1;
    return index < 31 ? 1 << index : 0;
  }

  /** Every ending of a foreign word, so that what stands inside of it is found as the beginning of one. */
  private noteEndings(term: string): void {
    if (term.length > LONGEST_INSIDE || !FOREIGN.test(term)) return;
    for (let from = 0; from < term.length - 1; from += 1) this.stems.push({ stem: INSIDE + term.slice(from), term });
  }

  /** A word that is its own stem needs no note: its stem leads to it. */
  private noteStem(word: string, term: string, language: string): void {
    const stem = stemOf(word, language);
    if (stem !== null && stem !== `${language}:${term}`) this.stems.push({ stem, term });
  }

  /** Numbers of the terms that occur, in ascending order of the terms. */
  private sortedNumbers({ starts }: SortedWords): number[] {
    const { terms } = this.vocabulary;
    const numbers: number[] = [];
    for (let number = 0; number < terms.length; number += 1) if (starts[number] !== starts[number + 1]) numbers.push(number);
    return numbers.sort((a, b) => byUnits(terms[a] ?? '', terms[b] ?? ''));
  }

  /** Writes everything as one segment and returns its header. */
  write(sink: SegmentSink): Uint8Array {
    const words = this.byTerm();
    const sorted = this.sortedNumbers(words);
    const writer = new SegmentWriter(sink);
    const postings = new PostingsWriter();
    this.writePrefixes(writer, sorted, words);
    for (const number of sorted) {
      postings.clear();
      this.writeTerm(postings, words, words.starts[number] ?? 0, words.starts[number + 1] ?? 0);
      const { documents, positions } = postings.finish();
      writer.add(this.vocabulary.terms[number] ?? '', postings.count, documents, positions);
    }
    return writer.finish();
  }

  /** The log sorted by term: a counting sort, which keeps documents and places ascending. */
  private byTerm(): SortedWords {
    const starts = new Int32Array(this.vocabulary.terms.length + 1);
    const { terms, places } = this;
    for (let index = 0; index < this.words; index += 1) {
      const after = (terms[index] ?? 0) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    for (let number = 1; number < starts.length; number += 1) starts[number] = (starts[number] ?? 0) + (starts[number - 1] ?? 0);
    const next = starts.slice();
    if (this.sortedDocuments.length < this.words) {
      this.sortedDocuments = new Int32Array(this.terms.length);
      this.sortedPlaces = new Int32Array(this.terms.length);
    }
    const { sortedDocuments: documents, sortedPlaces } = this;
    this.documents.forEach(({ from }, document) => {
      const to = this.documents[document + 1]?.from ?? this.words;
      for (let index = from; index < to; index += 1) {
        const number = terms[index] ?? 0;
        const at = next[number] ?? 0;
        documents[at] = document;
        sortedPlaces[at] = places[index] ?? 0;
        next[number] = at + 1;
      }
    });
    return { starts, documents, places: sortedPlaces };
  }

  private writeTerm(postings: PostingsWriter, { documents, places }: SortedWords, from: number, to: number): void {
    for (let begin = from; begin < to;) {
      const document = documents[begin] ?? 0;
      let end = begin + 1;
      while (end < to && documents[end] === document) end += 1;
      postings.add(this.documents[document]?.id ?? 0, places, begin, end);
      begin = end;
    }
  }

  /** For every beginning of one and two letters the documents that hold such a word in a field that is searched without being named. */
  private writePrefixes(writer: SegmentWriter, sorted: readonly number[], words: SortedWords): void {
    const seen = new Uint8Array(this.documents.length);
    const touched = new Int32Array(this.documents.length);
    const terms = sorted.map((number) => this.vocabulary.terms[number] ?? '');
    for (const { prefix, from, to } of prefixesOf(terms)) {
      let found = 0;
      for (let index = from; index < to; index += 1) {
        const number = sorted[index] ?? 0;
        const end = words.starts[number + 1] ?? 0;
        for (let at = words.starts[number] ?? 0; at < end; at += 1) {
          const document = words.documents[at] ?? 0;
          if (seen[document] === 1 || (words.places[at] ?? 0) >= FIRST_APART) continue;
          seen[document] = 1;
          touched[found++] = document;
        }
      }
      if (found === 0) continue;
      const documents = touched.subarray(0, found).sort();
      for (const document of documents) seen[document] = 0;
      const bytes = writeBeginning(documents.map((document) => this.documents[document]?.id ?? 0));
      writer.add(PREFIX_MARK + prefix, found, bytes, NOTHING);
    }
  }
}

/** Words sorted by term: where each term's begin, and for each its document (number in the log) and place. */
interface SortedWords {
  starts: Int32Array;
  documents: Int32Array;
  places: Int32Array;
}

const NOTHING = new Uint8Array();
const FIRST_APART = FIRST_FIELD_APART * FIELD_SPAN;

/** Ascending by UTF-16 units, the order of the index. */
function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The beginnings of one and two characters among sorted terms, ascending, with the terms that begin so. Two characters of an
 * unspaced script are a term already.
 */
function* prefixesOf(sorted: readonly string[]): Generator<{ prefix: string; from: number; to: number }> {
  for (let from = 0; from < sorted.length;) {
    const one = firstCharacters(sorted[from] ?? '', 1);
    const to = endOf(sorted, from, sorted.length, one);
    yield { prefix: one, from, to };
    for (let start = from; start < to;) {
      const two = firstCharacters(sorted[start] ?? '', LONGEST_PREFIX);
      const isLonger = two.length > one.length;
      const end = isLonger ? endOf(sorted, start, to, two) : start + 1;
      if (isLonger && !isUnspaced(two)) yield { prefix: two, from: start, to: end };
      start = end;
    }
    from = to;
  }
}

function endOf(sorted: readonly string[], from: number, to: number, prefix: string): number {
  let end = from;
  while (end < to && (sorted[end] ?? '').startsWith(prefix)) end += 1;
  return end;
}

/** The first characters of a term, not halves of them. */
export function firstCharacters(term: string, count: number): string {
  let end = 0;
  for (let index = 0; index < count && end < term.length; index += 1) end += (term.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return term.slice(0, end);
}
