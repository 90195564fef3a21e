import type { Match } from '../../core/marking';
import { findAll, fold, nearest } from '../reading/find';

/** Looking for words in the open story, beside what was searched for in the archive. */
export class Finding {
  readonly #text: () => string;
  #shown = $state.raw(false);
  #query = $state.raw('');
  #index = $state.raw(-1);
  /** Grows each time the field is asked for. */
  #calls = $state.raw(0);
  readonly #folded = $derived.by(() => (this.#shown ? fold(this.#text()) : null));
  readonly #matches = $derived.by((): Match[] => (this.#folded ? findAll(this.#folded, this.#query) : []));

  /** @param text of the open story */
  constructor(text: () => string) {
    this.#text = text;
  }

  get shown(): boolean {
    return this.#shown;
  }
  get calls(): number {
    return this.#calls;
  }
  get query(): string {
    return this.#query;
  }
  get matches(): readonly Match[] {
    return this.#matches;
  }
  /** The match in hand, or -1. */
  get index(): number {
    return this.#index;
  }
  get current(): Match | undefined {
    return this.#matches[this.#index];
  }

  /** Opens the field, with words to start from. */
  open(words = ''): void {
    this.#shown = true;
    this.#calls += 1;
    if (words !== '') this.#query = words;
  }

  close(): void {
    this.#shown = false;
    this.#index = -1;
  }

  /** Looks for other words, from an offset of the text on. */
  seek(query: string, from: number): void {
    this.#query = query;
    this.#index = nearest(this.#matches, from);
  }

  /** Another story stands there: nothing of it is in hand. */
  leave(): void {
    this.#index = -1;
  }

  /** Goes to the next or the previous match, round the ends; the first of them from where one reads. */
  step(by: 1 | -1, from = 0): void {
    if (!this.#shown) this.open();
    const count = this.#matches.length;
    if (count === 0) return;
    if (this.#index >= 0) this.#index = (this.#index + by + count) % count;
    else this.#index = by > 0 ? nearest(this.#matches, from) : count - 1;
  }
}
