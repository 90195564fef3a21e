import type { TextNode } from '../../../core/query';
import { stemOf } from '../../../core/stem';
import { isUnspaced } from '../../../core/tokenize';
import { readBeginning } from '../index/beginnings';
import type { IndexView } from '../index/index-view';
import { BODY, PostingBuffer, readPostings, type Reading } from '../index/postings';
import type { Segment, TermEntry } from '../index/segment';
import { firstCharacters, LONGEST_PREFIX, PREFIX_MARK } from '../index/word-log';
import { DocSet } from './doc-set';
import { nearIn, phraseIn, type Occurrences, type Slot } from './places';

/** Documents that hold what was looked for, in no particular order, with how often (fields weighted). */
export interface Found {
  documents: Int32Array;
  weights: Float32Array;
}

export interface TextRequest {
  /** Index fields, as bits. */
  fields: number;
  weights: Float32Array;
  /** Documents in ascending order that alone matter, or `null`. */
  among: Int32Array | null;
}

/** Bytes of places read for one query; a megabyte takes some 15 ms. */
const PLACES_BUDGET = 3 * 2 ** 20;

/** Words that one beginning stands for inside a phrase; the commonest are taken unless the number has to be exact. */
const PHRASE_BEGINNINGS = 200;

/**
 * Words that a word is looked for inside of, times segments: each takes some 10 µs. Beyond them an answer says that there may
 * be more, as for two letters in a large archive, which stand inside of thousands.
 */
const MOST_LOOKUPS = 200;
/** Postings of such words, and of the word itself: one that stands in so many stories is not looked for inside of others. */
const MOST_INSIDE = 100_000;

/** One place in any wanted field counts the same where only the number of occurrences matters. */
const readingOf = ({ fields, weights, among }: TextRequest): Reading => ({ fields, weights, among });

/** What two ascending lists have in common. */
function common(a: Int32Array, b: Int32Array): Int32Array {
  let at = 0;
  return a.filter((document) => {
    while (at < b.length && (b[at] ?? 0) < document) at += 1;
    return b[at] === document;
  });
}

function joined<T extends Int32Array | Float32Array>(first: T, second: T): T {
  const both = new (first.constructor as new (length: number) => T)(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Looks up words, beginnings, phrases and nearness in one space of the index. */
export class TextSearch {
  private readonly buffer = new PostingBuffer();
  /** Bytes of places that may still be read for the query. */
  private budget = PLACES_BUDGET;
  /** Whether older stories, or rare words with a beginning inside a phrase, were left out. */
  incomplete = false;
  /** How often each document holds the words looked up, while several words are added up. All zero in between. */
  private sums = new Float32Array(0);

  constructor(
    private readonly view: IndexView,
    /** Languages whose stems may have been noted. */
    private readonly languages: () => readonly string[],
    /** Documents in languages written without spaces, ascending. */
    private readonly searchedInside: () => Int32Array,
  ) {}

  /** A new query begins. @param exact whatever it takes */
  begin(exact: boolean): void {
    this.budget = exact ? Infinity : PLACES_BUDGET;
    this.incomplete = false;
  }

  private get segments(): Uint32Array {
    return this.view.documents.segments;
  }

  /** How many documents a node may match, at most; cheap. */
  estimate(node: TextNode): number {
    if (node.prefix && node.terms.length === 1) return this.view.totals.count / 4;
    const counts = node.terms.map((term) => this.documentsWith(node.word === '' ? [term] : this.formsOf(node)));
    return Math.min(...counts);
  }

  /** Documents that hold one of the terms, those counted twice that hold two. */
  documentsWith(terms: readonly string[]): number {
    let count = 0;
    for (const segment of this.view.segments) for (const term of terms) count += segment.find(term)?.count ?? 0;
    return count;
  }

  text(node: TextNode, request: TextRequest): Found {
    if (node.terms.length > 1) {
      return this.places(
        (segment) => [this.slots(segment, node)],
        (segment, [slots = []], most) => phraseIn(segment, this.segments, slots, request, most),
      );
    }
    const [term = ''] = node.terms;
    if (node.prefix) return this.beginning(node, term, request);
    const found = this.anyOf(node.word === '' ? [term] : this.formsOf(node), request);
    return this.withInside(term, found, request);
  }

  /** Adds stories in languages without spaces that hold the word inside another one. */
  private withInside(term: string, found: Found, request: TextRequest): Found {
    if (found.documents.length > MOST_INSIDE && this.budget !== Infinity) {
      this.incomplete = true;
      return found;
    }
    const holding = this.view.termsHolding(term).filter((other) => other !== term);
    if (holding.length === 0) return found;
    const others = this.budget === Infinity ? holding : this.affordable(holding);
    this.incomplete ||= others.length < holding.length;
    const among = this.searchedInside();
    const inside = this.anyOf(others, { ...request, among: request.among === null ? among : common(among, request.among) });
    if (inside.documents.length === 0) return found;
    const known = new DocSet(this.view.documents.size).addAll(found.documents);
    const isNew = (_: number, index: number) => !known.has(inside.documents[index] ?? 0);
    return {
      documents: joined(found.documents, inside.documents.filter(isNew)),
      weights: joined(found.weights, inside.weights.filter(isNew)),
    };
  }

  /** As many of the words as can be looked up in time, the commonest left out. */
  private affordable(terms: readonly string[]): string[] {
    let left = MOST_INSIDE;
    return terms.slice(0, Math.ceil(MOST_LOOKUPS / this.view.segments.length)).filter((term) => {
      const count = this.documentsWith([term]);
      if (count > left) return false;
      left -= count;
      return true;
    });
  }

  near(left: TextNode, right: TextNode, distance: number, request: TextRequest): Found {
    return this.places(
      (segment) => [this.slots(segment, left), this.slots(segment, right)],
      (segment, [lefts = [], rights = []], most) => nearIn(segment, this.segments, lefts, rights, distance, request, most),
    );
  }

  /** The word itself and the other words of its stems. */
  formsOf({ terms, word }: Pick<TextNode, 'terms' | 'word'>): string[] {
    const [term = ''] = terms;
    const forms = new Set([term]);
    const stems = new Set(this.languages().flatMap((language) => [stemOf(word, language), stemOf(term, language)]));
    for (const stem of stems) if (stem !== null) for (const form of this.view.termsOfStem(stem)) forms.add(form);
    return [...forms];
  }

  /** Documents that hold any of the terms. */
  anyOf(terms: readonly string[], request: TextRequest): Found {
    return this.collect(request, (segment) => terms.map((term) => segment.find(term)).filter((entry) => entry !== null));
  }

  private beginning(node: TextNode, prefix: string, request: TextRequest): Found {
    // The lists of short beginnings do not tell fields apart.
    const anywhere = (request.fields & 1) !== 0 && request.fields !== 1;
    const short = anywhere && firstCharacters(prefix, isUnspaced(prefix) ? 1 : LONGEST_PREFIX) === prefix;
    const forms = node.word === '' ? [] : this.formsOf(node).filter((form) => !form.startsWith(prefix));
    return this.collect(request, (segment) => {
      const others = forms.map((term) => segment.find(term)).filter((entry) => entry !== null);
      if (!short) return [...segment.from(prefix, (term) => term.startsWith(prefix)), ...others];
      const list = segment.find(PREFIX_MARK + prefix);
      return list ? [list, ...others] : others;
    });
  }

  /** Adds up the postings of all the entries of every segment. */
  private collect(request: TextRequest, entriesOf: (segment: Segment) => TermEntry[]): Found {
    const { buffer, view } = this;
    const reading = readingOf(request);
    buffer.length = 0;
    let lists = 0;
    for (const segment of view.segments) {
      const entries = entriesOf(segment);
      const { segments } = view.documents;
      for (const { entry, bytes } of segment.documentsOfEach(entries)) {
        if (!entry.term.startsWith(PREFIX_MARK)) readPostings(bytes, entry.count, segments, segment.id, reading, buffer);
        else readBeginning(bytes, entry.count, segments, segment.id, request.among, request.weights[BODY] ?? 0, buffer);
      }
      lists = Math.max(lists, entries.length);
    }
    // A document is in one segment only, so that one list a segment holds no document twice.
    if (lists <= 1) return { documents: buffer.documents.slice(0, buffer.length), weights: buffer.weights.slice(0, buffer.length) };
    return this.addedUp(buffer);
  }

  private addedUp({ documents, weights, length }: PostingBuffer): Found {
    if (this.sums.length < this.view.documents.size) this.sums = new Float32Array(this.view.documents.size);
    const { sums } = this;
    const distinct = new Int32Array(length);
    let count = 0;
    for (let index = 0; index < length; index += 1) {
      const document = documents[index] ?? 0;
      const sum = sums[document] ?? 0;
      if (sum === 0) distinct[count++] = document;
      sums[document] = sum + (weights[index] ?? 0);
    }
    const total = new Float32Array(count);
    for (let index = 0; index < count; index += 1) {
      const document = distinct[index] ?? 0;
      total[index] = sums[document] ?? 0;
      sums[document] = 0;
    }
    return { documents: distinct.slice(0, count), weights: total };
  }

  /**
   * Runs a search by places in every segment, the newest stories first. A phrase of common words would take too long in a
   * large archive: once the budget is spent, older stories are left out and {@link incomplete} says so.
   */
  private places(slotsOf: (segment: Segment) => Slot[][], search: (segment: Segment, slots: Slot[][], most: number) => Occurrences): Found {
    const { buffer, view } = this;
    buffer.length = 0;
    for (const segment of view.segments.toReversed()) {
      if (this.budget <= 0) {
        this.incomplete = true;
        break;
      }
      const { found, bytes } = search(segment, slotsOf(segment), this.budget);
      this.incomplete ||= bytes > this.budget;
      this.budget -= bytes;
      for (const { document, weight } of found) buffer.add(document, weight);
    }
    return { documents: buffer.documents.slice(0, buffer.length), weights: buffer.weights.slice(0, buffer.length) };
  }

  /** The lists of a segment that each word of a phrase may be. */
  private slots(segment: Segment, { terms, prefix }: TextNode): Slot[] {
    return terms.map((term, index) => {
      if (!prefix || index < terms.length - 1) {
        const entry = segment.find(term);
        return entry ? [entry] : [];
      }
      const entries = [...segment.from(term, (other) => other.startsWith(term))];
      if (entries.length <= PHRASE_BEGINNINGS || this.budget === Infinity) return entries;
      this.incomplete = true;
      return entries.sort((a, b) => b.count - a.count).slice(0, PHRASE_BEGINNINGS);
    });
  }
}
