/* eslint-disable svelte/prefer-svelte-reactivity -- a choice is replaced as a whole: a hundred thousand stories are not watched one by one */

/**
 * Which stories of the list are chosen, besides the open one. Rows are known by their place where a stretch is chosen, and by their
 * story from then on, so that a choice outlives the list being read anew.
 */
export class Selection {
  #uids = $state.raw<ReadonlySet<string>>(new Set());
  /** Where a stretch begins. */
  #anchor = 0;
  /** Where the keyboard stands while a stretch is chosen; -1 when that is the open story. */
  #head = $state.raw(-1);

  /** Empty when only the open story is meant. */
  get uids(): ReadonlySet<string> {
    return this.#uids;
  }
  get head(): number {
    return this.#head;
  }
  get anchor(): number {
    return this.#anchor;
  }

  has(uid: string): boolean {
    return this.#uids.has(uid);
  }

  /** Chooses nothing but what is open, at this place. */
  clear(index = this.#anchor): void {
    if (this.#uids.size > 0) this.#uids = new Set();
    this.#anchor = index;
    this.#head = -1;
  }

  /** Adds a story or takes it out; the open one is the first to be added. */
  toggle(uid: string, index: number, open: string): void {
    const uids = new Set(this.#uids);
    if (uids.size === 0 && open !== '' && open !== uid) uids.add(open);
    if (!uids.delete(uid)) uids.add(uid);
    this.#uids = uids;
    this.#anchor = index;
    this.#head = index;
  }

  /** Chooses the stories from the anchor to a place, which are read by `between`. */
  async extend(index: number, between: (first: number, last: number) => Promise<readonly string[]>): Promise<void> {
    this.#head = index;
    const uids = await between(Math.min(this.#anchor, index), Math.max(this.#anchor, index));
    // Of several stretches asked for in a row, the last one counts.
    if (this.#head === index) this.#uids = new Set(uids);
  }

  all(uids: readonly string[]): void {
    this.#uids = new Set(uids);
  }
}
