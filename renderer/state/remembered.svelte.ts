/** A short list of what was used last, newest first; remembered on this computer, in the page's own storage. */
export class Remembered {
  #items = $state.raw<readonly string[]>([]);

  /**
   * @param key its name in the storage
   * @param most items kept
   */
  constructor(
    private readonly key: string,
    private readonly most = 10,
  ) {
    this.#items = this.#load();
  }

  get items(): readonly string[] {
    return this.#items;
  }

  add(item: string): void {
    this.#save([item, ...this.#items.filter((other) => other !== item)].slice(0, this.most));
  }

  clear(): void {
    this.#save([]);
  }

  #load(): string[] {
    try {
      const found: unknown = JSON.parse(localStorage.getItem(this.key) ?? '[]');
      if (Array.isArray(found)) return found.filter((item) => typeof item === 'string').slice(0, this.most);
    } catch {
      // A damaged list is as good as none.
    }
    return [];
  }

  #save(items: readonly string[]): void {
    this.#items = items;
    localStorage.setItem(this.key, JSON.stringify(items));
  }
}
