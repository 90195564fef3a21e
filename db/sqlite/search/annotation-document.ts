import type { ReadableDb } from '../handle';
import type { IndexDocument } from '../index/word-log';
import { ANNOTATION_FIELDS as F } from './fields';

/** Annotations as they are now, for the index; removed ones are left out. */
export function* loadAnnotationDocuments(db: ReadableDb, ids: readonly number[]): Generator<IndexDocument> {
  const read = db.prepare<[number], { note: string; exact: string; language: string }>(
    'SELECT note, exact, language FROM annotations JOIN articles ON articles.id = article_id WHERE annotations.id = ? AND removed_at IS NULL',
  );
  const tags = db
    .prepare<[number], string>('SELECT name FROM annotation_tags JOIN tags ON tags.id = tag_id WHERE annotation_id = ? ORDER BY position')
    .pluck();
  for (const id of ids) {
    const annotation = read.get(id);
    if (!annotation) continue;
    const fields = [
      { field: F.highlight, text: annotation.exact },
      { field: F.note, text: annotation.note },
      { field: F.tags, text: tags.all(id).join('\n') },
    ];
    yield { id, language: annotation.language, fields };
  }
}
