import type { Collection, CountedCollection } from '../../core/collection';
import type { Memberships } from '../store';
import type { ReadableDb, WritableDb } from './handle';
import { statement } from './statement';
import { TRASHED_IDS } from './states';

const SELECT = `SELECT collections.uid, parents.uid AS parentUid, collections.position, collections.name, collections.created_at AS createdAt`;
const FROM = 'FROM collections LEFT JOIN collections AS parents ON parents.id = collections.parent_id';

/** All collections; siblings in their order. */
export function listCollections(db: ReadableDb): CountedCollection[] {
  return db
    .prepare<[], CountedCollection>(
      `${SELECT}, (SELECT count(*) FROM collection_items WHERE collection_id = collections.id AND article_id NOT IN ${TRASHED_IDS}) AS count
       ${FROM} ORDER BY collections.position, collections.id`,
    )
    .all();
}

export function getCollection(db: ReadableDb, uid: string): Collection | null {
  return db.prepare<[string], Collection>(`${SELECT} ${FROM} WHERE collections.uid = ?`).get(uid) ?? null;
}

/**
 * Adds or replaces a collection; its stories stay.
 * @param importRun the run it came with
 */
export function putCollection(db: WritableDb, collection: Collection, importRun: string | null = null): void {
  db.prepare(
    `INSERT INTO collections (uid, parent_id, position, name, created_at, import_run_id)
     VALUES (@uid, (SELECT id FROM collections WHERE uid = @parentUid), @position, @name, @createdAt,
       (SELECT id FROM import_runs WHERE uid = @importRun))
     ON CONFLICT (uid) DO UPDATE SET parent_id = excluded.parent_id, position = excluded.position, name = excluded.name,
       created_at = excluded.created_at, import_run_id = excluded.import_run_id`,
  ).run({ ...collection, importRun });
}

/** With everything below it; the stories themselves stay in the archive. */
export function deleteCollection(db: WritableDb, uid: string): void {
  db.prepare('DELETE FROM collections WHERE uid = ?').run(uid);
}

/** The stories of a collection by uid, each with its place, in order; those in the trash included. */
export function collectionItems(db: ReadableDb, uid: string): Memberships {
  const rows = db
    .prepare<[string], { key: string; position: number }>(
      `SELECT articles.uid AS key, collection_items.position FROM collection_items
       JOIN collections ON collections.id = collection_id JOIN articles ON articles.id = article_id
       WHERE collections.uid = ? ORDER BY collection_items.position, article_id`,
    )
    .all(uid);
  return Object.fromEntries(rows.map(({ key, position }) => [key, position]));
}

/** Puts stories into a collection, moves them in it or takes them out; stories that are gone are passed over. */
export function putCollectionItems(db: WritableDb, uid: string, change: Memberships): void {
  const put = db.prepare(
    `INSERT OR REPLACE INTO collection_items (collection_id, article_id, position)
     SELECT collections.id, articles.id, @position FROM collections JOIN articles WHERE collections.uid = @uid AND articles.uid = @story`,
  );
  const take = db.prepare(
    `DELETE FROM collection_items WHERE collection_id = (SELECT id FROM collections WHERE uid = @uid)
     AND article_id = (SELECT id FROM articles WHERE uid = @story)`,
  );
  for (const [story, position] of Object.entries(change)) {
    if (position === null) take.run({ uid, story });
    else put.run({ uid, story, position });
  }
}

/** The collections that hold a story. */
export function collectionsOf(db: ReadableDb, articleUid: string): string[] {
  return db
    .prepare<[string], string>(
      `SELECT collections.uid FROM collection_items JOIN collections ON collections.id = collection_id
       JOIN articles ON articles.id = article_id WHERE articles.uid = ? ORDER BY collections.id`,
    )
    .pluck()
    .all(articleUid);
}

/** A story's places in collections. */
export function collectionPlaces(db: ReadableDb, articleUid: string): Record<string, number> {
  const rows = statement<[string], { uid: string; position: number }>(
    db,
    `SELECT collections.uid, collection_items.position FROM articles JOIN collection_items ON article_id = articles.id
     JOIN collections ON collections.id = collection_id WHERE articles.uid = ? ORDER BY collections.uid`,
  ).all(articleUid);
  return Object.fromEntries(rows.map(({ uid, position }) => [uid, position]));
}

/** The row ids of a collection's stories, those in the trash included. */
export function collectionStories(db: ReadableDb, uid: string): number[] {
  return db
    .prepare<[string], number>(
      'SELECT article_id FROM collection_items JOIN collections ON collections.id = collection_id WHERE collections.uid = ?',
    )
    .pluck()
    .all(uid);
}
