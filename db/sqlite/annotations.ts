import type { Annotation, PassageSelector } from '../../core/annotation';
import { DEFAULT_HIGHLIGHT_COLOR, HIGHLIGHT_COLOR_IDS, type HighlightColorId } from '../../core/highlight-colors';
import type { AnnotationRecord } from '../store';
import { articleId } from './articles';
import { sealRow } from './digests';
import type { ReadableDb, WritableDb } from './handle';
import { settleAnnotation } from './orphans';
import { indexingOf } from './search/indexing';
import { statement, valueOf } from './statement';
import { removeUnusedTags, setTags, tagsOf } from './tags';

interface AnnotationRow {
  id: number;
  uid: string;
  article_uid: string;
  color: string;
  note: string;
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
  text_hash: string;
  created_at: string;
  updated_at: string;
}

const SELECT = `SELECT annotations.id, annotations.uid, articles.uid AS article_uid, color, note, exact, prefix, suffix, "start", "end",
  annotations.text_hash, annotations.created_at, annotations.updated_at
  FROM annotations JOIN articles ON articles.id = annotations.article_id WHERE removed_at IS NULL`;

/** A colour of a palette this version does not know is shown in the default one; the row keeps its name. */
function colorOf(id: string): HighlightColorId {
  return HIGHLIGHT_COLOR_IDS.find((known) => known === id) ?? DEFAULT_HIGHLIGHT_COLOR;
}

/** How a note on a whole story is kept: no passage is without words. */
const NO_PASSAGE: PassageSelector = { exact: '', prefix: '', suffix: '', start: 0, end: 0, textHash: '' };

function fromRow(db: ReadableDb, row: AnnotationRow): Annotation {
  const { exact, prefix, suffix, start, end } = row;
  return {
    uid: row.uid,
    articleUid: row.article_uid,
    color: colorOf(row.color),
    note: row.note,
    tags: tagsOf(db, 'annotation', row.id),
    selector: exact === '' ? null : { exact, prefix, suffix, start, end, textHash: row.text_hash },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function getAnnotation(db: ReadableDb, uid: string): Annotation | null {
  const row = db.prepare<[string], AnnotationRow>(`${SELECT} AND annotations.uid = ?`).get(uid);
  return row ? fromRow(db, row) : null;
}

export function annotationsOf(db: ReadableDb, articleUid: string): Annotation[] {
  return db
    .prepare<[string], AnnotationRow>(`${SELECT} AND articles.uid = ? ORDER BY "start", "end", annotations.id`)
    .all(articleUid)
    .map((row) => fromRow(db, row));
}

function toValues(annotation: Annotation): Record<string, unknown> {
  const { uid, color, note, selector, createdAt, updatedAt } = annotation;
  return { uid, color, note, ...(selector ?? NO_PASSAGE), createdAt, updatedAt };
}

/** @param importRun the run it came with */
export function insertAnnotation(db: WritableDb, annotation: Annotation, importRun: string | null = null): void {
  const row = db
    .prepare<unknown[], ChangedRow>(
      `INSERT INTO annotations (uid, article_id, color, note, exact, prefix, suffix, "start", "end", text_hash, created_at, updated_at, import_run_id)
       VALUES (@uid, @articleId, @color, @note, @exact, @prefix, @suffix, @start, @end, @textHash, @createdAt, @updatedAt,
         (SELECT id FROM import_runs WHERE uid = @importRun)) RETURNING id, article_id`,
    )
    .get({ ...toValues(annotation), articleId: articleId(db, annotation.articleUid), importRun });
  if (!row) return;
  setTags(db, 'annotation', row.id, annotation.tags);
  changed(db, row);
}

export function updateAnnotation(db: WritableDb, annotation: Annotation): void {
  const row = db
    .prepare<unknown[], ChangedRow>(
      `UPDATE annotations SET color = @color, note = @note, exact = @exact, prefix = @prefix, suffix = @suffix, "start" = @start,
       "end" = @end, text_hash = @textHash, updated_at = @updatedAt, import_run_id = NULL WHERE uid = @uid RETURNING id, article_id`,
    )
    .get(toValues(annotation));
  if (!row) return;
  setTags(db, 'annotation', row.id, annotation.tags);
  changed(db, row);
}

interface ChangedRow {
  id: number;
  article_id: number;
}

/** What follows from a row that was written. */
function changed(db: WritableDb, { id, article_id }: ChangedRow): void {
  settleAnnotation(db, id);
  sealRow(db, 'annotations', id);
  indexingOf(db).annotationChanged(id, article_id);
}

/** Sets or clears the time of removal. Returns whether there was such an annotation. */
function setRemoved(db: WritableDb, sql: string, ...params: string[]): boolean {
  const row = db.prepare<string[], ChangedRow>(`${sql} RETURNING id, article_id`).get(...params);
  if (row) changed(db, row);
  return row !== undefined;
}

export function removeAnnotation(db: WritableDb, uid: string, at: string): boolean {
  return setRemoved(db, 'UPDATE annotations SET removed_at = ? WHERE uid = ? AND removed_at IS NULL', at, uid);
}

export function restoreAnnotation(db: WritableDb, uid: string): boolean {
  return setRemoved(db, 'UPDATE annotations SET removed_at = NULL WHERE uid = ? AND removed_at IS NOT NULL', uid);
}

/** As {@link getAnnotation}, without tags. */
export function getAnnotationRecord(db: ReadableDb, uid: string): AnnotationRecord | null {
  const found = getAnnotation(db, uid);
  if (!found) return null;
  const { articleUid, color, note, selector, createdAt, updatedAt } = found;
  return { articleUid, color, note, selector, createdAt, updatedAt };
}

/**
 * Adds an annotation or replaces everything of it, its story included, but its tags; brings a removed one back.
 * @returns whether its story is there
 */
export function putAnnotation(
  db: WritableDb,
  uid: string,
  { articleUid, color, note, selector, createdAt, updatedAt }: AnnotationRecord,
): boolean {
  const story = articleId(db, articleUid);
  if (story === null) return false;
  const before = db.prepare<[string], number>('SELECT article_id FROM annotations WHERE uid = ?').pluck().get(uid);
  const row = db
    .prepare<unknown[], ChangedRow>(
      `INSERT INTO annotations (uid, article_id, color, note, exact, prefix, suffix, "start", "end", text_hash, created_at, updated_at)
       VALUES (@uid, @story, @color, @note, @exact, @prefix, @suffix, @start, @end, @textHash, @createdAt, @updatedAt)
       ON CONFLICT (uid) DO UPDATE SET article_id = @story, color = @color, note = @note, exact = @exact, prefix = @prefix,
         suffix = @suffix, "start" = @start, "end" = @end, text_hash = @textHash, created_at = @createdAt, updated_at = @updatedAt,
         removed_at = NULL, import_run_id = NULL RETURNING id, article_id`,
    )
    .get({ uid, story, color, note, ...(selector ?? NO_PASSAGE), createdAt, updatedAt });
  if (row) changed(db, row);
  if (before !== undefined && before !== story) indexingOf(db).valuesChanged(before);
  return true;
}

/** Whether there is such an annotation, or was one that is removed now. */
export function hasAnnotation(db: ReadableDb, uid: string): boolean {
  return valueOf<[string], number>(db, 'SELECT 1 FROM annotations WHERE uid = ?').get(uid) !== undefined;
}

/** Drops an annotation for good. @returns whether there was one */
export function purgeAnnotation(db: WritableDb, uid: string): boolean {
  const row = statement<[string], ChangedRow>(db, 'SELECT id, article_id FROM annotations WHERE uid = ?').get(uid);
  if (!row) return false;
  const tags = tagsOf(db, 'annotation', row.id);
  statement<[number]>(db, 'DELETE FROM annotations WHERE id = ?').run(row.id);
  removeUnusedTags(db, tags);
  indexingOf(db).annotationChanged(row.id, row.article_id);
  return true;
}

/** Every annotation a story ever had, the removed ones included. */
export function annotationUids(db: ReadableDb, articleUid: string): string[] {
  return db
    .prepare<[string], string>('SELECT annotations.uid FROM annotations JOIN articles ON articles.id = article_id WHERE articles.uid = ?')
    .pluck()
    .all(articleUid);
}
