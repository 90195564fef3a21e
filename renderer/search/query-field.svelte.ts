import { splitQuery } from '../../core/query-parts';

/** A chip: an operator that narrows the search. */
export interface Chip {
  /** As it is typed. */
  text: string;
  name: string;
  value: string;
  negated: boolean;
}

/** What was typed, and where its caret stands. */
interface Typed {
  text: string;
  caret: number;
}

/** Operators that a text holds whole, and the text without them. One that the caret is still in or behind stays text. */
function takeChips({ text, caret }: Typed): Typed & { chips: Chip[] } {
  const chips: Chip[] = [];
  let rest = '';
  let at = 0;
  let restCaret = caret;
  let isBehindChip = false;
  for (const part of splitQuery(text)) {
    const end = at + part.text.length;
    if (part.kind === 'operator' && !(caret > at && caret <= end)) {
      chips.push(part);
      isBehindChip = true;
      if (caret > at) restCaret -= part.text.length;
    } else {
      // The space that ended the operator goes with it.
      const kept: string = isBehindChip ? part.text.trimStart() : part.text;
      if (caret > at) restCaret -= Math.min(caret - at, part.text.length - kept.length);
      rest += kept;
      isBehindChip = false;
    }
    at = end;
  }
  return { chips, text: rest, caret: restCaret };
}

/** What is in the search field: operators as chips, then text. The query they make together is all that anybody else knows. */
export class QueryField {
  /** Whether a name is asked for, under which the search is kept. */
  isNaming = $state(false);
  #chips = $state.raw<readonly Chip[]>([]);
  #text = $state.raw('');
  #origin = $state.raw('');
  readonly #query = $derived([...this.#chips.map(({ text }) => text), this.#text].join(' '));

  get chips(): readonly Chip[] {
    return this.#chips;
  }
  /** What is text in the field. */
  get text(): string {
    return this.#text;
  }
  /** The whole query in plain text. */
  get query(): string {
    return this.#query;
  }

  /** The query that was put into the field last; what is in it now may have grown out of that. */
  get origin(): string {
    return this.#origin;
  }

  /** Puts a query into the field. */
  set query(query: string) {
    this.#origin = query;
    this.#fill(query);
  }

  /** Takes what was typed into the text. @returns where the caret stands then */
  type(text: string, caret: number): number {
    return this.#add({ text, caret });
  }

  /** Takes text as it is, as while an input method is at work. */
  keep(text: string): void {
    this.#text = text;
  }

  /** Makes chips of what is whole, wherever the caret was. */
  settle(): void {
    this.#add({ text: this.#text, caret: 0 });
  }

  /** Turns a chip into text again. @returns where its text stands */
  open(index: number): { start: number; end: number } {
    const chip = this.#chips[index];
    if (!chip) return { start: 0, end: 0 };
    this.remove(index);
    this.#text = this.#text === '' ? chip.text : `${chip.text} ${this.#text}`;
    return { start: 0, end: chip.text.length };
  }

  /** Turns every chip into text, so that the whole query can be selected and copied. */
  openAll(): void {
    this.#text = this.#query;
    this.#chips = [];
  }

  remove(index: number): void {
    this.#chips = this.#chips.filter((_, other) => other !== index);
  }

  has(operator: string): boolean {
    return this.#chips.some(({ text }) => text === operator);
  }

  /** Adds an operator, or takes it away where it is there. */
  toggle(operator: string): void {
    if (this.has(operator)) this.#chips = this.#chips.filter(({ text }) => text !== operator);
    else this.#fill([...this.#chips.map(({ text }) => text), operator, this.#text].join(' '));
  }

  #fill(query: string): void {
    this.#chips = [];
    this.#add({ text: query, caret: 0 });
  }

  #add(typed: Typed): number {
    const { chips, text, caret } = takeChips(typed);
    for (const chip of chips) if (!this.has(chip.text)) this.#chips = [...this.#chips, chip];
    this.#text = text;
    return caret;
  }
}
