import type { Suggestion } from '../../core/library';
import { wordBeingTyped } from '../../core/query-parts';
import { call } from '../api';
import type { Remembered } from '../state/remembered.svelte';

/** Longer words are nobody's typing. In UTF-16 units. */
const LONGEST_WORD = 100;
/** A single letter begins too much. */
const SHORTEST_WORD = 2;

/**
 * What may be typed next, under the search field. `values` of an operator that was typed and `recent` searches of an empty field are what the
 * arrow keys are for; an `offer` beside ordinary words stands back, so that who just types goes on into the list.
 */
export type SuggestionKind = 'none' | 'offer' | 'values' | 'recent';

const byWord = ({ kind }: Suggestion) => kind === 'word';
/** A recent search as something to be taken. */
const recent = (text: string): Suggestion => ({ kind: 'word', text, count: 0, help: '' });

export class Suggesting {
  #kind = $state.raw<SuggestionKind>('none');
  #items = $state.raw<readonly Suggestion[]>([]);
  #active = $state.raw(-1);
  /** The newest question; answers to older ones are left aside. */
  #asked = 0;

  constructor(private readonly searches: Remembered) {}

  get kind(): SuggestionKind {
    return this.#kind;
  }
  get items(): readonly Suggestion[] {
    return this.#items;
  }
  /** Where the keyboard stands among them, or -1. */
  get active(): number {
    return this.#active;
  }
  get chosen(): Suggestion | undefined {
    return this.#items[this.#active];
  }

  close(): void {
    this.#asked += 1;
    this.#show('none', []);
  }

  /** Offers what was searched for last. */
  offerRecent(): void {
    this.#asked += 1;
    this.#show('recent', this.searches.items.map(recent));
  }

  /** Asks what may follow. What is shown stays until the answer is here. */
  async look(upToCaret: string): Promise<void> {
    const word = wordBeingTyped(upToCaret)?.text ?? '';
    const isOperator = word.includes(':');
    if (word.length > LONGEST_WORD || (!isOperator && word.length < SHORTEST_WORD)) {
      this.close();
      return;
    }
    const asked = (this.#asked += 1);
    const found = (await call('search.suggest', { query: word })).filter((item) => !byWord(item));
    if (asked !== this.#asked) return;
    const isDone = found.length === 1 && found[0]?.text === word;
    this.#show(isOperator ? 'values' : 'offer', isDone ? [] : found);
  }

  /** Moves the keyboard's place; above the first, it is in the field again. */
  move(by: 1 | -1): void {
    const count = this.#items.length + 1;
    this.#active = ((this.#active + 1 + by + count) % count) - 1;
  }

  #show(kind: SuggestionKind, items: readonly Suggestion[]): void {
    this.#kind = items.length === 0 ? 'none' : kind;
    const held = this.chosen?.text;
    this.#items = items;
    // Where the keyboard stands is not taken from it by an answer that comes late.
    this.#active = held === undefined ? -1 : items.findIndex(({ text }) => text === held);
  }
}

/** A text in which a suggestion has taken the place of the word before the caret, and where the caret stands then. */
export function complete(text: string, caret: number, { kind, text: taken }: Suggestion): { text: string; caret: number } {
  const start = wordBeingTyped(text.slice(0, caret))?.start ?? caret;
  const inserted = kind === 'operator' ? taken : `${taken} `;
  return { text: text.slice(0, start) + inserted + text.slice(caret).trimStart(), caret: start + inserted.length };
}
