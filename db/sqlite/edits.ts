import { MAX_EDITS, type Change, type EditEntry, type EditLabel } from '../../core/edit';
import type { ReadableDb, WritableDb } from './handle';

interface EditRow {
  id: number;
  at: string;
  label: string;
  undone: number;
}

const COLUMNS = 'id, at, label, undone';

function fromRow({ id, at, label, undone }: EditRow): EditEntry {
  return { id, at, label: JSON.parse(label) as EditLabel, undone: undone === 1 };
}

/** Newest first, without what they changed. */
export function listEdits(db: ReadableDb, limit: number): EditEntry[] {
  return db.prepare<[number], EditRow>(`SELECT ${COLUMNS} FROM edits ORDER BY id DESC LIMIT ?`).all(limit).map(fromRow);
}

/** Those that stand and touched a story or an annotation on it, newest first. An identifier is in no other words. */
export function editsOfArticle(db: ReadableDb, uid: string, limit: number): EditEntry[] {
  return db
    .prepare<{ uid: string; limit: number }, EditRow>(
      `SELECT ${COLUMNS} FROM edits
       WHERE undone = 0 AND (instr(changes, @uid) > 0 OR EXISTS (
         SELECT 1 FROM annotations JOIN articles ON articles.id = annotations.article_id
         WHERE articles.uid = @uid AND instr(edits.changes, annotations.uid) > 0))
       ORDER BY edits.id DESC LIMIT @limit`,
    )
    .all({ uid, limit })
    .map(fromRow);
}

/** The newest edit that stands, which undo would take back; or the oldest undone, which redo would do again. */
export function nextEdit(db: ReadableDb, direction: 'undo' | 'redo'): EditEntry | null {
  const row = db
    .prepare<[], EditRow>(
      direction === 'undo'
        ? `SELECT ${COLUMNS} FROM edits WHERE undone = 0 ORDER BY id DESC LIMIT 1`
        : `SELECT ${COLUMNS} FROM edits WHERE undone = 1 ORDER BY id LIMIT 1`,
    )
    .get();
  return row ? fromRow(row) : null;
}

export function changesOfEdit(db: ReadableDb, id: number): Change[] {
  const changes = db.prepare<[number], string>('SELECT changes FROM edits WHERE id = ?').pluck().get(id);
  return changes === undefined ? [] : (JSON.parse(changes) as Change[]);
}

/** Records an edit. What was undone before can no longer be done again, and the oldest edits give way. */
export function appendEdit(db: WritableDb, at: string, label: EditLabel, changes: readonly Change[]): void {
  db.prepare('DELETE FROM edits WHERE undone = 1').run();
  db.prepare('INSERT INTO edits (at, label, changes) VALUES (?, ?, ?)').run(at, JSON.stringify(label), JSON.stringify(changes));
  db.prepare('DELETE FROM edits WHERE id <= (SELECT id FROM edits ORDER BY id DESC LIMIT 1 OFFSET ?)').run(MAX_EDITS);
}

export function markEdit(db: WritableDb, id: number, undone: boolean): void {
  db.prepare('UPDATE edits SET undone = ? WHERE id = ?').run(undone ? 1 : 0, id);
}

/** Takes out of the history what it holds of things that are gone for good. An edit of nothing else goes as well. */
export function forgetChanges(db: WritableDb, isGone: (change: Change) => boolean): void {
  const ids = db.prepare<[], number>('SELECT id FROM edits').pluck().all();
  for (const id of ids) {
    const changes = changesOfEdit(db, id);
    const kept = changes.filter((change) => !isGone(change));
    if (kept.length === 0) db.prepare('DELETE FROM edits WHERE id = ?').run(id);
    else if (kept.length < changes.length) db.prepare('UPDATE edits SET changes = ? WHERE id = ?').run(JSON.stringify(kept), id);
  }
}
