import type { WritableDb } from './handle';
import { Documents, NO_SEGMENT } from './index/documents';
import { indexingOf } from './search/indexing';

/** Documents of the index without a story, as a fault may leave them. */
function leftovers(db: WritableDb): number[] {
  const documents = new Documents('articles');
  documents.refresh(db);
  const stories = new Set(db.prepare<[], number>('SELECT id FROM articles').pluck().all());
  const indexed = [...documents.segments.entries()].filter(([, segment]) => segment !== NO_SEGMENT);
  return indexed.map(([document]) => document).filter((document) => !stories.has(document));
}

/**
 * Has up to `limit` stories behind the row `after`, and their highlights, taken into the index anew. The first call also
 * drops what the index holds without a story.
 * @returns the last row done and how many there were; fewer than `limit` at the end
 */
export function reindexArticles(db: WritableDb, after: number, limit: number): { after: number; done: number } {
  const indexing = indexingOf(db);
  if (after === 0) for (const document of leftovers(db)) indexing.articleChanged(document);
  const ids = db.prepare<[number, number], number>('SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT ?').pluck().all(after, limit);
  const highlights = db.prepare<[number], number>('SELECT id FROM annotations WHERE article_id = ? AND removed_at IS NULL').pluck();
  for (const id of ids) {
    indexing.articleChanged(id);
    for (const highlight of highlights.all(id)) indexing.annotationChanged(highlight, id);
  }
  return { after: ids.at(-1) ?? after, done: ids.length };
}
