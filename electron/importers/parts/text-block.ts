import { escapeHtml, READING } from '../../../core/story';
import { attribute, wellFormed } from './story-attributes';
import type { InlineName, TextBlockName } from './story-vocabulary';

/** An inline element around a run of text. */
export interface Inline {
  name: InlineName;
  /** Ready to follow the name. */
  attributes: string;
  /** The source's name of the place in the story that a link leads to. */
  leadsTo?: string;
}

interface Piece {
  text: string;
  inlines: readonly Inline[];
  /** How its characters are read, where the source says so above them. */
  reading?: string;
}

/** Whether a text shows anything at all: more than white space and invisible marks. */
export function isBlank(text: string): boolean {
  // Most texts begin with a letter, and need no second look.
  return !/^[\p{L}\p{N}]/u.test(text) && !/[^\s\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069]/u.test(wellFormed(text));
}

/**
 * One text block being filled. White space is collapsed while it comes in: single spaces, none at the edges of lines; in
 * `pre` it stays, but for blank lines at the edges, which page parsers treat each in their own way.
 */
export class TextBlock {
  #pieces: Piece[] = [];
  /** The source's names of places in this block. */
  readonly names = new Set<string>();
  /** Its own name as a place that links lead to, or an empty string. */
  place = '';

  constructor(
    readonly name: TextBlockName,
    /** Ready to follow the name. */
    readonly attributes: string,
  ) {}

  get text(): string {
    return this.#pieces.map(({ text }) => text).join('');
  }

  /** The source's names of the places that its links lead to. */
  get linked(): string[] {
    return this.#pieces.flatMap(({ inlines }) => inlines.flatMap(({ leadsTo }) => leadsTo ?? []));
  }

  /** Turns its links within the story into links to places, or into what stands in them where there is no such place. */
  link(places: ReadonlyMap<string, string>): void {
    for (const piece of this.#pieces) piece.inlines = piece.inlines.flatMap((inline) => linked(inline, places));
  }

  get endsLine(): boolean {
    return this.#pieces.at(-1)?.text.endsWith('\n') === true;
  }

  append(text: string, inlines: readonly Inline[]): void {
    let fitting = wellFormed(text);
    if (this.name === 'pre') fitting = fitting.replace(/\r\n?|[\u2028\u2029\u0085\f\v]/g, '\n');
    else {
      fitting = fitting.replace(/[ \t\n\r\f\v\u2028\u2029\u0085]+/g, ' ');
      const last = this.#pieces.at(-1)?.text.at(-1);
      if (last === undefined || last === '\n') fitting = fitting.trimStart();
      else if (last === ' ') fitting = fitting.replace(/^ /, '');
    }
    if (fitting !== '') this.#pieces.push({ text: fitting, inlines });
  }

  /** Notes how the characters that came last are read; outside of a `ruby`, nothing is. */
  read(reading: string): void {
    const last = this.#pieces.at(-1);
    const fitting = wellFormed(reading).replace(/\s+/gu, ' ').trim();
    if (last && rubyIn(last.inlines) >= 0 && !isBlank(fitting)) last.reading = (last.reading ?? '') + fitting;
  }

  /** Breaks the line; at the beginning, or twice in a row, only in `pre`. */
  breakLine(): void {
    if (this.name !== 'pre') {
      this.#trimEnd();
      if (this.#pieces.length === 0 || this.endsLine) return;
    }
    this.#pieces.push({ text: '\n', inlines: [] });
  }

  /** Takes white space off the end, and in `pre` blank lines off the beginning. */
  close(): void {
    this.#trimEnd();
    while (this.#pieces.at(-1)?.text === '\n') {
      this.#pieces.pop();
      this.#trimEnd();
    }
    if (this.name === 'pre') this.#dropStart(/^(?:\s*\n)?/.exec(this.text)?.[0].length ?? 0);
  }

  #trimEnd(): void {
    for (let last = this.#pieces.at(-1); last; last = this.#pieces.at(-1)) {
      if (last.text === '\n' && this.name !== 'pre') return;
      last.text = last.text.trimEnd();
      if (last.text !== '') return;
      this.#pieces.pop();
    }
  }

  #dropStart(length: number): void {
    let left = length;
    while (left > 0 && this.#pieces[0]) {
      const piece = this.#pieces[0];
      const taken = Math.min(left, piece.text.length);
      piece.text = piece.text.slice(taken);
      left -= taken;
      if (piece.text === '') this.#pieces.shift();
    }
  }

  /** HTML with as few elements as give every character its inlines. */
  html(): string {
    let html = '';
    let open: readonly Inline[] = [];
    for (const [index, { text, inlines, reading }] of this.#pieces.entries()) {
      const isBreak = text === '\n' && this.name !== 'pre';
      const wanted = isBreak ? (this.#pieces[index + 1]?.inlines ?? []) : inlines;
      const shared = sharedLength(open, wanted);
      html += closing(open.slice(shared));
      if (isBreak) {
        html += '<br>';
        open = open.slice(0, shared);
        continue;
      }
      html += wanted
        .slice(shared)
        .map(({ name, attributes }) => `<${name}${attributes}>`)
        .join('');
      html += escapeHtml(text);
      open = wanted;
      if (reading === undefined) continue;
      const outer = wanted.slice(0, rubyIn(wanted) + 1);
      html += `${closing(open.slice(outer.length))}<${READING}>${escapeHtml(reading)}</${READING}>`;
      open = outer;
    }
    const id = this.place === '' ? '' : attribute('id', this.place);
    return `<${this.name}${id}${this.attributes}>${html}${closing(open)}</${this.name}>`;
  }
}

function linked({ leadsTo, ...inline }: Inline, places: ReadonlyMap<string, string>): Inline[] {
  if (leadsTo === undefined) return [inline];
  const place = places.get(leadsTo);
  if (place !== undefined) return [{ ...inline, attributes: attribute('href', `#${place}`) + inline.attributes }];
  return inline.attributes === '' ? [] : [{ ...inline, name: 'span' }];
}

function rubyIn(inlines: readonly Inline[]): number {
  return inlines.findIndex(({ name }) => name === 'ruby');
}

function sharedLength(a: readonly Inline[], b: readonly Inline[]): number {
  let length = 0;
  while (length < a.length && a[length]?.name === b[length]?.name && a[length]?.attributes === b[length]?.attributes) length += 1;
  return length;
}

function closing(inlines: readonly Inline[]): string {
  return inlines
    .map(({ name }) => `</${name}>`)
    .reverse()
    .join('');
}
