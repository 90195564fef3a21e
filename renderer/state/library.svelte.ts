import type { Scope } from '../../core/contract';
import type { LibraryOverview } from '../../core/library';
import { call } from '../api';

/** What the sidebar shows: counts, and the part of the library that was chosen. */
export class Library {
  #overview = $state.raw<LibraryOverview | null>(null);
  #scope = $state.raw<Scope>({ kind: 'all' });

  /** `null` until it was read for the first time. */
  get overview(): LibraryOverview | null {
    return this.#overview;
  }

  get scope(): Scope {
    return this.#scope;
  }

  choose(scope: Scope): void {
    this.#scope = scope;
  }

  /** Reads the counts again. A tag or publication that is gone is no longer chosen. */
  async load(): Promise<void> {
    this.#overview = await call('library.overview', {});
    const scope = this.#scope;
    const names = scope.kind === 'tag' ? this.#overview.tags : scope.kind === 'publication' ? this.#overview.publications : null;
    if (names && 'name' in scope && !names.some(({ name }) => name === scope.name)) this.#scope = { kind: 'all' };
  }
}

/** Whether two scopes are the same part of the library. */
export function sameScope(a: Scope, b: Scope): boolean {
  return a.kind === b.kind && partOf(a) === partOf(b);
}

function partOf(scope: Scope): string {
  return 'name' in scope ? scope.name : 'uid' in scope ? scope.uid : '';
}
