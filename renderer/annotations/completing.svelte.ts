/** Something that may be put in place of what is being typed. */
export interface Completion {
  /** Tells it from others. */
  id: string;
  label: string;
  /** What is put into the field. */
  text: string;
}

/** What a field offers while it is typed in; the field keeps the keyboard. */
export class Completing {
  #items = $state.raw<readonly Completion[]>([]);
  #active = $state.raw(0);
  /** Of several looked for in a row, the last counts. */
  #looking = 0;

  get items(): readonly Completion[] {
    return this.#items;
  }
  get active(): number {
    return this.#active;
  }
  get isOpen(): boolean {
    return this.#items.length > 0;
  }

  /** Offers what is found for what was typed. */
  async look(find: () => Promise<readonly Completion[]> | readonly Completion[]): Promise<void> {
    const looking = ++this.#looking;
    const items = await find();
    if (looking !== this.#looking) return;
    this.#items = items;
    this.#active = 0;
  }

  close(): void {
    this.#looking += 1;
    this.#items = [];
  }

  /** Takes a key that is meant for the list. @returns whether it was one */
  key(event: KeyboardEvent, take: (completion: Completion) => void): boolean {
    if (!this.isOpen || event.isComposing) return false;
    const last = this.#items.length - 1;
    const chosen = this.#items[this.#active];
    if (event.key === 'ArrowDown') this.#active = this.#active === last ? 0 : this.#active + 1;
    else if (event.key === 'ArrowUp') this.#active = this.#active === 0 ? last : this.#active - 1;
    else if (event.key === 'Escape') this.close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen && !event.ctrlKey && !event.metaKey) take(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
