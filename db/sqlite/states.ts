import { UNTOUCHED, type StoryState } from '../../core/state';
import type { ReadableDb, WritableDb } from './handle';
import { indexingOf } from './search/indexing';
import { statement, valueOf } from './statement';

/** The row ids of stories in the trash, as a subquery for `IN`; answered from an index of those alone. */
export const TRASHED_IDS = `(SELECT article_id FROM article_state WHERE trashed_at <> '')`;

/** The condition, on `articles.id`, that a story is not in the trash. Whatever lists, finds or counts stories needs it. */
export const NOT_TRASHED = `articles.id NOT IN ${TRASHED_IDS}`;

interface StateRow {
  read_at: string | null;
  opened_at: string | null;
  starred_at: string | null;
  trashed_at: string | null;
  merged_into: string | null;
  position: number | null;
}

function fromRow(row: StateRow): StoryState {
  return {
    readAt: row.read_at ?? '',
    openedAt: row.opened_at ?? '',
    starredAt: row.starred_at ?? '',
    trashedAt: row.trashed_at ?? '',
    mergedInto: row.merged_into ?? '',
    position: row.position ?? 0,
  };
}

/** The state of a story, or `null` when there is no such story. */
export function getState(db: ReadableDb, uid: string): StoryState | null {
  const row = statement<[string], StateRow>(
    db,
    `SELECT read_at, opened_at, starred_at, trashed_at, merged_into, article_state.position
       FROM articles LEFT JOIN article_state ON article_id = articles.id WHERE uid = ?`,
  ).get(uid);
  return row ? fromRow(row) : null;
}

/** @returns whether there is such a story */
export function putState(db: WritableDb, uid: string, state: StoryState): boolean {
  const id = valueOf<[string], number>(db, 'SELECT id FROM articles WHERE uid = ?').get(uid);
  if (id === undefined) return false;
  if (Object.entries(UNTOUCHED).every(([name, value]) => state[name as keyof StoryState] === value)) {
    statement<[number]>(db, 'DELETE FROM article_state WHERE article_id = ?').run(id);
  } else {
    statement(
      db,
      `INSERT OR REPLACE INTO article_state (article_id, read_at, opened_at, starred_at, trashed_at, merged_into, position)
       VALUES (@id, @readAt, @openedAt, @starredAt, @trashedAt, @mergedInto, @position)`,
    ).run({ ...state, id });
  }
  indexingOf(db).valuesChanged(id);
  return true;
}

/** The rows of stories that were opened, the last one first. */
export function openedStories(db: ReadableDb): number[] {
  return valueOf<[], number>(
    db,
    `SELECT article_id FROM article_state WHERE opened_at <> '' ORDER BY opened_at DESC, article_id DESC`,
  ).all();
}

/** Stories that went to the trash before a time, the longest ago first. */
export function trashedBefore(db: ReadableDb, time: string, limit: number): string[] {
  return db
    .prepare<[string, number], string>(
      `SELECT uid FROM article_state JOIN articles ON articles.id = article_id
       WHERE trashed_at <> '' AND trashed_at < ? ORDER BY trashed_at, article_id LIMIT ?`,
    )
    .pluck()
    .all(time, limit);
}
