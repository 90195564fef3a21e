import type { Scope } from '../../core/contract';
import type { CountedCollection, SavedSearch } from '../../core/collection';
import type { LibraryOverview } from '../../core/library';
import { call } from '../api';

/** What the sidebar shows: counts, and the part of the library that was chosen. */
export class Library {
  #overview = $state.raw<LibraryOverview | null>(null);
  #collections = $state.raw<readonly CountedCollection[]>([]);
  #searches = $state.raw<readonly SavedSearch[]>([]);
  #scope = $state.raw<Scope>({ kind: 'all' });

  /** `null` until it was read for the first time. */
  get overview(): LibraryOverview | null {
    return this.#overview;
  }

  /** Siblings in their order. */
  get collections(): readonly CountedCollection[] {
    return this.#collections;
  }

  /** In their order. */
  get searches(): readonly SavedSearch[] {
    return this.#searches;
  }

  get scope(): Scope {
    return this.#scope;
  }

  choose(scope: Scope): void {
    this.#scope = scope;
  }

  /** Reads everything again. A tag, publication or collection that is gone is no longer chosen. */
  async load(): Promise<void> {
    const [overview, collections, searches] = await Promise.all([
      call('library.overview', {}),
      call('collections.list', {}),
      call('searches.saved.list', {}),
    ]);
    this.#overview = overview;
    this.#collections = collections;
    this.#searches = searches;
    if (!this.#isThere(this.#scope)) this.#scope = { kind: 'all' };
  }

  #isThere(scope: Scope): boolean {
    switch (scope.kind) {
      case 'tag':
        return this.#overview?.tags.some(({ name }) => name === scope.name) ?? false;
      case 'publication':
        return this.#overview?.publications.some(({ name }) => name === scope.name) ?? false;
      case 'collection':
        return this.#collections.some(({ uid }) => uid === scope.uid);
      default:
        return true;
    }
  }
}

/** Whether two scopes are the same part of the library. */
export function sameScope(a: Scope, b: Scope): boolean {
  return a.kind === b.kind && partOf(a) === partOf(b);
}

function partOf(scope: Scope): string {
  return 'name' in scope ? scope.name : 'uid' in scope ? scope.uid : '';
}
