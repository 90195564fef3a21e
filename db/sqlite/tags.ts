import type { CountedTag } from '../../core/collection';
import type { Memberships } from '../store';
import type { ReadableDb, WritableDb } from './handle';
import { indexingOf } from './search/indexing';
import { statement, valueOf } from './statement';
import { TRASHED_IDS } from './states';

/** The id of a tag, made when there is none of that name. */
function tagId(db: WritableDb, name: string): number {
  const found = valueOf<[string], number>(db, 'SELECT id FROM tags WHERE name = ?').get(name);
  if (found !== undefined) return found;
  return Number(statement<[string]>(db, 'INSERT INTO tags (name) VALUES (?)').run(name).lastInsertRowid);
}

/** The two things that carry tags. */
type Tagged = 'article' | 'annotation';
const TAGGED: readonly Tagged[] = ['article', 'annotation'];

/** Replaces all tags of a story or annotation, keeping their order. Returns their rows. */
export function setTags(db: WritableDb, of: Tagged, id: number, names: readonly string[]): number[] {
  statement<[number]>(db, `DELETE FROM ${of}_tags WHERE ${of}_id = ?`).run(id);
  return addTags(db, of, id, names);
}

/** As {@link setTags}, for what has no tags yet. */
export function addTags(db: WritableDb, of: Tagged, id: number, names: readonly string[]): number[] {
  const insert = statement<[number, number, number]>(db, `INSERT OR IGNORE INTO ${of}_tags (${of}_id, tag_id, position) VALUES (?, ?, ?)`);
  const tags = [...new Set(names)].map((name) => tagId(db, name));
  tags.forEach((tag, position) => insert.run(id, tag, position));
  return tags;
}

/** Tags of a story or annotation, in the order they were given. */
export function tagsOf(db: ReadableDb, of: Tagged, id: number): string[] {
  return valueOf<[number], string>(
    db,
    `SELECT tags.name FROM ${of}_tags JOIN tags ON tags.id = tag_id WHERE ${of}_id = ? ORDER BY position, tags.name`,
  ).all(id);
}

/** That something carries the tag in `tags`: a story, in the trash or not, or a highlight that is not removed. */
const CARRIED = `(EXISTS (SELECT 1 FROM article_tags WHERE tag_id = tags.id)
  OR EXISTS (SELECT 1 FROM annotation_tags JOIN annotations ON annotations.id = annotation_id WHERE tag_id = tags.id AND removed_at IS NULL))`;

/** The names of a tag and of those nested below it that something carries. */
export function tagFamily(db: ReadableDb, name: string): string[] {
  return db
    .prepare<unknown[], string>(
      `SELECT name FROM tags WHERE (name = @name OR substr(name, 1, length(@name) + 1) = @name || '/') AND ${CARRIED} ORDER BY name`,
    )
    .pluck()
    .all({ name });
}

/** Every tag that something carries, by name. */
export function countedTags(db: ReadableDb): CountedTag[] {
  return db
    .prepare<[], CountedTag>(
      `SELECT tags.name,
         (SELECT count(*) FROM article_tags WHERE tag_id = tags.id AND article_id NOT IN ${TRASHED_IDS}) AS count,
         (SELECT count(*) FROM annotation_tags JOIN annotations ON annotations.id = annotation_id
          WHERE tag_id = tags.id AND removed_at IS NULL AND article_id NOT IN ${TRASHED_IDS}) AS annotations
       FROM tags WHERE ${CARRIED}
       ORDER BY tags.name`,
    )
    .all();
}

function toMap(rows: readonly { key: string; position: number }[]): Memberships {
  return Object.fromEntries(rows.map(({ key, position }) => [key, position]));
}

/** The tags of one carrier by name, each with its place. */
export function tagPlaces(db: ReadableDb, of: Tagged, uid: string): Memberships {
  return toMap(
    statement<[string], { key: string; position: number }>(
      db,
      `SELECT tags.name AS key, ${of}_tags.position FROM ${of}_tags JOIN tags ON tags.id = tag_id
         JOIN ${of}s ON ${of}s.id = ${of}_id WHERE ${of}s.uid = ? ORDER BY ${of}_tags.position, tags.name`,
    ).all(uid),
  );
}

/** What carries a tag: `article:UID` and `annotation:UID`, removed ones included, each with the tag's place there. */
export function tagMembers(db: ReadableDb, name: string): Memberships {
  return toMap(
    TAGGED.flatMap((of) =>
      db
        .prepare<[string], { key: string; position: number }>(
          `SELECT '${of}:' || ${of}s.uid AS key, ${of}_tags.position FROM tags JOIN ${of}_tags ON tag_id = tags.id
           JOIN ${of}s ON ${of}s.id = ${of}_id WHERE tags.name = ? ORDER BY ${of}_id`,
        )
        .all(name),
    ),
  );
}

/** Puts one tag on carriers or takes it off; carriers that are gone are passed over. */
export function putTagMembers(db: WritableDb, name: string, change: Memberships): void {
  const writer = membershipWriter(db);
  for (const [key, position] of Object.entries(change)) {
    const of: Tagged = key.startsWith('article:') ? 'article' : 'annotation';
    writer(of, key.slice(of.length + 1), name, position);
  }
  removeUnusedTags(db, [name]);
}

/** Puts tags on one carrier or takes them off. */
export function putTagPlaces(db: WritableDb, of: Tagged, uid: string, change: Memberships): void {
  const writer = membershipWriter(db);
  for (const [name, position] of Object.entries(change)) writer(of, uid, name, position);
  removeUnusedTags(db, Object.keys(change));
}

/** Writes one membership, `null` for none, by uid. */
function membershipWriter(db: WritableDb): (of: Tagged, uid: string, name: string, position: number | null) => void {
  const prepared = (of: Tagged) => ({
    id: valueOf<[string], number>(db, `SELECT id FROM ${of}s WHERE uid = ?`),
    put: statement(db, `INSERT OR REPLACE INTO ${of}_tags (${of}_id, tag_id, position) VALUES (?, ?, ?)`),
    take: statement(db, `DELETE FROM ${of}_tags WHERE ${of}_id = ? AND tag_id = (SELECT id FROM tags WHERE name = ?)`),
  });
  const storyOf = valueOf<[number], number>(db, 'SELECT article_id FROM annotations WHERE id = ?');
  const statements = { article: prepared('article'), annotation: prepared('annotation'), storyOf };
  return (of, uid, name, position) => {
    const id = statements[of].id.get(uid);
    if (id === undefined) return;
    if (position === null) statements[of].take.run(id, name);
    else statements[of].put.run(id, tagId(db, name), position);
    if (of === 'article') indexingOf(db).articleChanged(id);
    else indexingOf(db).annotationChanged(id, statements.storyOf.get(id) ?? 0);
  };
}

/** A tag that nothing carries is no tag. */
export function removeUnusedTags(db: WritableDb, names: readonly string[]): void {
  const remove = statement(
    db,
    `DELETE FROM tags WHERE name = ? AND NOT EXISTS (SELECT 1 FROM article_tags WHERE tag_id = tags.id)
     AND NOT EXISTS (SELECT 1 FROM annotation_tags WHERE tag_id = tags.id)`,
  );
  for (const name of names) remove.run(name);
}
