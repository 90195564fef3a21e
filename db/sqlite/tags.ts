import type { ReadableDb, WritableDb } from './handle';
import { statement, valueOf } from './statement';

/** The id of a tag, made when there is none of that name. */
function tagId(db: WritableDb, name: string): number {
  const found = valueOf<[string], number>(db, 'SELECT id FROM tags WHERE name = ?').get(name);
  if (found !== undefined) return found;
  return Number(statement<[string]>(db, 'INSERT INTO tags (name) VALUES (?)').run(name).lastInsertRowid);
}

/** The two things that carry tags. */
type Tagged = 'article' | 'annotation';

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
    `SELECT tags.name FROM ${of}_tags JOIN tags ON tags.id = tag_id WHERE ${of}_id = ? ORDER BY position`,
  ).all(id);
}
