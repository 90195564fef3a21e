import type { WritableDb } from './handle';
import { MOST_WAITING } from './index/index-writer';
import { indexingOf } from './search/indexing';

/** Few may wait, since readers hold them in memory. @returns how many more than that are left */
export function takeInWaiting(db: WritableDb, limit: number): number {
  const indexing = indexingOf(db);
  if (indexing.waiting() > MOST_WAITING) indexing.takeIn(limit);
  return Math.max(0, indexing.waiting() - MOST_WAITING);
}

/**
 * Builds the search index anew, step by step: the first call marks everything, and every call takes in up to `limit` stories; the
 * last one highlights as well. What is not taken in yet waits in the archive, so that an interrupted work goes on, and is found
 * by what the index knew of it before.
 * @param after 0 for the first call
 * @returns a place that is not 0, and how many stories were taken in; fewer than `limit` at the end
 */
export function reindexArticles(db: WritableDb, after: number, limit: number): { after: number; done: number } {
  const indexing = indexingOf(db);
  if (after === 0) indexing.restart();
  const done = indexing.takeIn(limit);
  return { after: after + done + 1, done };
}
