import type { Facets } from '../../core/library';
import { call } from '../api';
import type { ListRequest } from '../state/stories.svelte';

/** The panel that narrows the list, and what it counts. */
export class FacetPanel {
  isOpen = $state(false);
  #facets = $state.raw<Facets | null>(null);
  #asked = 0;

  /** `null` until they were counted. */
  get facets(): Facets | null {
    return this.#facets;
  }

  /** Counts for what the list shows. Of several asked for in a row, the last one counts. */
  async load({ query, scope }: ListRequest): Promise<void> {
    const asked = (this.#asked += 1);
    const facets = await call('search.facets', { query, scope, partial: true });
    if (asked === this.#asked) this.#facets = facets;
  }
}
