import { SORTS, type Sort } from '../../core/query-language';
import { store, stored } from '../state/stored';
import type { ListRequest } from '../state/stories.svelte';

/** Lists that are looked at in different orders. */
export type ListKind = 'search' | 'collection' | 'trashed' | 'list';

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** `own`: as such a list is ordered when nothing is said. */
export type Order = Sort | 'own';

export function kindOf({ query, scope }: Pick<ListRequest, 'query' | 'scope'>): ListKind {
  if (query.trim() !== '') return 'search';
  return scope.kind === 'collection' || scope.kind === 'trashed' ? scope.kind : 'list';
}

const KEY = 'broadsheet.library';

interface Saved {
  density: Density;
  orders: Partial<Record<ListKind, Order>>;
  timelineShown: boolean;
  /** Branches of the sidebar that are the other way than at first. */
  turned: readonly string[];
}

/** Whatever the storage holds, made whole. */
function load(): Saved {
  const found = stored(KEY);
  const orders = (found['orders'] ?? {}) as Partial<Record<ListKind, unknown>>;
  const order = (kind: ListKind): Order => SORTS.find((sort) => sort === orders[kind]) ?? 'own';
  const { turned } = found;
  return {
    density: found['density'] === 'compact' ? 'compact' : 'comfortable',
    orders: { search: order('search'), collection: order('collection'), trashed: order('trashed'), list: order('list') },
    timelineShown: found['timelineShown'] !== false,
    turned: Array.isArray(turned) ? turned.filter((name) => typeof name === 'string') : [],
  };
}

/** How the person likes the library to look; remembered on this computer. */
export class Habits {
  #saved = $state.raw(load());

  get density(): Density {
    return this.#saved.density;
  }
  set density(density: Density) {
    this.#save({ ...this.#saved, density });
  }

  get timelineShown(): boolean {
    return this.#saved.timelineShown;
  }
  set timelineShown(timelineShown: boolean) {
    this.#save({ ...this.#saved, timelineShown });
  }

  orderOf(kind: ListKind): Order {
    return this.#saved.orders[kind] ?? 'own';
  }
  setOrder(kind: ListKind, order: Order): void {
    this.#save({ ...this.#saved, orders: { ...this.#saved.orders, [kind]: order } });
  }

  /** Whether a branch was opened that begins closed, or closed that begins open. */
  isTurned(branch: string): boolean {
    return this.#saved.turned.includes(branch);
  }
  turn(branch: string): void {
    const { turned } = this.#saved;
    this.#save({ ...this.#saved, turned: this.isTurned(branch) ? turned.filter((one) => one !== branch) : [...turned, branch] });
  }

  #save(saved: Saved): void {
    this.#saved = saved;
    store(KEY, saved);
  }
}
