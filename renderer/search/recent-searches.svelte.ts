/** What was searched for last, newest first; remembered on this computer, in the page's own storage. */

const KEY = 'broadsheet.searches';
const MOST = 10;
/** Longer queries were pasted rather than typed. In UTF-16 units. */
const LONGEST = 300;

function load(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (Array.isArray(found)) return found.filter((query) => typeof query === 'string').slice(0, MOST);
  } catch {
    // Damaged ones are as good as none.
  }
  return [];
}

export class RecentSearches {
  #queries = $state.raw<readonly string[]>(load());

  get queries(): readonly string[] {
    return this.#queries;
  }

  remember(query: string): void {
    const trimmed = query.trim();
    if (trimmed === '' || trimmed.length > LONGEST) return;
    this.#save([trimmed, ...this.#queries.filter((other) => other !== trimmed)].slice(0, MOST));
  }

  clear(): void {
    this.#save([]);
  }

  #save(queries: readonly string[]): void {
    this.#queries = queries;
    localStorage.setItem(KEY, JSON.stringify(queries));
  }
}
