import type { Scope } from '../../core/contract';
import type { Facets, SearchAnswer } from '../../core/library';
import { parseQuery } from '../../core/query';
import type { Page, ReadStore } from '../../db/store';

export interface SearchRequest extends Page {
  query: string;
  /** The person is still typing the last word. */
  partial: boolean;
  scope: Scope;
}

/** Never fails on a query: what cannot be searched for is named in `ignored`. */
export async function search(store: ReadStore, { query, partial, scope, limit, offset }: SearchRequest): Promise<SearchAnswer> {
  const started = performance.now();
  const parsed = parseQuery(query, partial);
  const { hits, total } = await store.search.run(parsed, scope, { limit, offset });
  return { hits, total, milliseconds: performance.now() - started, ignored: parsed.ignored };
}

/** How the stories found fall into publications, tags, years and languages. */
export function facets(store: ReadStore, { query, partial, scope }: Pick<SearchRequest, 'query' | 'partial' | 'scope'>): Promise<Facets> {
  return store.search.facets(parseQuery(query, partial), scope);
}
