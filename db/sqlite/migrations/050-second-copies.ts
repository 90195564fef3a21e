import type { Migration } from './migration';

/**
 * An index over all columns of every table that has no digests (040), but for what follows from others or is soon forgotten: each value stands in the file twice, in different pages, and
 * SQLite's own check compares both. A star, a place in a collection or a saved search that damage changed does not pass for what
 * was saved. `tags` and `languages` have such an index since their names are unique. What begins with the row's number grows at
 * its end.
 */
export const secondCopies: Migration = {
  to: 50,
  purpose: 'keep a second copy of what has no digest',
  up(db) {
    db.exec(`
      DROP INDEX article_tags_tag;
      CREATE INDEX article_tags_copy ON article_tags (tag_id, article_id, position);
      CREATE INDEX annotation_tags_copy ON annotation_tags (tag_id, annotation_id, position);
      DROP INDEX collection_items_article;
      CREATE INDEX collection_items_copy ON collection_items (article_id, collection_id, position);
      CREATE INDEX article_state_copy ON article_state (article_id, read_at, opened_at, starred_at, trashed_at, merged_into, position);
      CREATE INDEX publications_copy ON publications (id, name, url, note);
      CREATE INDEX collections_copy ON collections (id, uid, parent_id, position, name, created_at);
      CREATE INDEX saved_searches_copy ON saved_searches (id, uid, name, query, position, created_at);
      CREATE INDEX settings_copy ON settings (name, value);
      CREATE INDEX import_runs_copy ON import_runs
        (id, uid, state, sources, options, imported, duplicate, skipped, failed, started_at, finished_at);
      CREATE INDEX edits_copy ON edits (id, at, label, undone, changes);
    `);
  },
};
