import type { PlacedAnnotation } from '../../../core/annotation';
import { BLOCK_SEPARATOR, type Run } from '../../../core/story';
import { highlightStretches, type Stretch } from './highlight-edges';

/** Text with one set of inline properties, as the parser finds it. */
export type PlainRun = Pick<Run, 'text' | 'marks' | 'href' | 'to' | 'lang' | 'dir' | 'reading'>;

/**
 * Cuts the runs of text blocks at the edges of highlights. It must be given the blocks in document order: it keeps its place
 * in the text, so that the whole story is walked once.
 */
export class RunCutter {
  /** Where each text block given so far starts in the story's text. */
  readonly starts: number[] = [];

  readonly #stretches: readonly Stretch[];
  readonly #ends: readonly { end: number; number: number }[];
  readonly #begins: readonly { start: number; uid: string }[];
  #offset = 0;
  #stretch = 0;
  #note = 0;
  #beginning = 0;

  /** `numbers` are the note numbers by annotation uid; annotations without one are highlights only. */
  constructor(annotations: readonly PlacedAnnotation[], numbers: ReadonlyMap<string, number>, length: number) {
    this.#stretches = highlightStretches(annotations, length);
    this.#ends = annotations
      .flatMap(({ uid, place }) => {
        const number = numbers.get(uid);
        return place && number !== undefined ? [{ end: place.end, number }] : [];
      })
      .sort((a, b) => a.end - b.end || a.number - b.number);
    this.#begins = annotations
      .flatMap(({ uid, place }) => (place ? [{ start: place.start, uid }] : []))
      .sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : 1));
  }

  /** The runs of the next text block. */
  cut(runs: readonly PlainRun[]): Run[] {
    if (this.starts.length > 0) this.#offset += BLOCK_SEPARATOR.length;
    this.starts.push(this.#offset);
    const pieces = runs.flatMap((run) => this.#pieces(run));
    // A passage that ends in the blank line after the block ends with the block.
    pieces.at(-1)?.notes.push(...this.#notesUpTo(this.#offset + BLOCK_SEPARATOR.length));
    return pieces;
  }

  #pieces({ text, marks, href, to, lang, dir, reading }: PlainRun): Run[] {
    const pieces: Run[] = [];
    const end = this.#offset + text.length;
    for (let from = 0; from < text.length;) {
      while ((this.#stretches[this.#stretch]?.end ?? Infinity) <= this.#offset) this.#stretch += 1;
      const stretch = this.#stretches[this.#stretch];
      const edge = Math.min(end, stretch?.end ?? end);
      const size = wholeCharacters(text, from + edge - this.#offset) - from;
      const until = this.#offset + size;
      this.#offset = until;
      const begins = this.#begunBefore(until);
      pieces.push({
        text: text.slice(from, from + size),
        marks: [...marks],
        href,
        ...(to !== undefined && { to }),
        highlight: stretch?.color ?? '',
        notes: this.#notesUpTo(until),
        ...(begins.length > 0 && { begins }),
        ...(lang !== undefined && { lang }),
        ...(dir !== undefined && { dir }),
        // What is read in one go stands above the last of its pieces.
        ...(reading !== undefined && until === end && { reading }),
      });
      from += size;
    }
    return pieces;
  }

  #begunBefore(offset: number): string[] {
    const begins: string[] = [];
    for (let next = this.#begins[this.#beginning]; next && next.start < offset; next = this.#begins[this.#beginning]) {
      begins.push(next.uid);
      this.#beginning += 1;
    }
    return begins;
  }

  #notesUpTo(offset: number): number[] {
    const notes: number[] = [];
    for (let next = this.#ends[this.#note]; next && next.end <= offset; next = this.#ends[this.#note]) {
      notes.push(next.number);
      this.#note += 1;
    }
    return notes;
  }
}

/** The place itself, or the next one where it would cut a character in halves. */
function wholeCharacters(text: string, place: number): number {
  const isInside = /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(place - 1, place + 1));
  return isInside ? place + 1 : place;
}
