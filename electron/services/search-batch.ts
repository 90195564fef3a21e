import type { BareHit } from '../../core/library';
import type { ReadStore } from '../../db/store';
import { linesOf } from '../importers/parts/lines';
import { searchBare, type SearchRequest } from './search';

/** Hits where nobody says how many. */
export const DEFAULT_LIMIT = 50;
const SCOPE = { kind: 'all' } as const;

/** One question of a batch. What is odd in it takes the default; one bad line must not end the others. */
function questionOf(line: string): { id: string; request: SearchRequest | null } {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    given = null;
  }
  const { id, query, any, limit } = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  const name = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
  if (typeof query !== 'string') return { id: name, request: null };
  const request = {
    query,
    any: any === true,
    partial: false,
    scope: SCOPE,
    limit: typeof limit === 'number' && Number.isInteger(limit) && limit > 0 ? limit : DEFAULT_LIMIT,
    offset: 0,
  };
  return { id: name, request };
}

export interface BatchAnswer {
  id: string;
  total: number;
  milliseconds: number;
  hits: BareHit[];
  /** Why nothing was asked. */
  error?: string;
}

/** Answers questions that come as JSON, one a line; only a line feed ends a line. */
export async function* answerBatch(store: ReadStore, chunks: AsyncIterable<Uint8Array>): AsyncIterable<BatchAnswer> {
  for await (const { text } of linesOf(chunks)) {
    if (text === null || text.trim() === '') continue;
    const { id, request } = questionOf(text);
    if (!request) yield { id, total: 0, milliseconds: 0, hits: [], error: 'This line asks nothing: it is no JSON object with a “query”.' };
    else {
      const { hits, total, milliseconds } = await searchBare(store, request);
      yield { id, total, milliseconds, hits };
    }
  }
}
