import { Marker, type Wanted } from '../../../core/marking';
import { markMatches, snippetOf } from '../../../core/snippet';
import type { AnnotationHit } from '../../../core/library';
import type { ReadableDb } from '../handle';
import { tagsOf } from '../tags';

interface Row {
  uid: string;
  article_uid: string;
  headline: string;
  language: string;
  color: string;
  exact: string;
  note: string;
  updated_at: string;
}

/** Reads what a list of annotations found shows. */
export function readAnnotationHits(
  db: ReadableDb,
  ids: Int32Array,
  scoreOf: (id: number) => number,
  wanted: readonly Wanted[],
): AnnotationHit[] {
  const read = db.prepare<[number], Row>(
    `SELECT annotations.uid, articles.uid AS article_uid, headline, language, color, exact, note, annotations.updated_at
     FROM annotations JOIN articles ON articles.id = article_id WHERE annotations.id = ?`,
  );
  const hits: AnnotationHit[] = [];
  for (const id of ids) {
    const row = read.get(id);
    if (!row) continue;
    const marker = new Marker(wanted, row.language);
    hits.push({
      uid: row.uid,
      articleUid: row.article_uid,
      headline: row.headline,
      color: row.color,
      passage: snippetOf(row.exact, marker.firstMatches(row.exact)),
      note: markMatches(row.note, marker.matches(row.note)),
      tags: tagsOf(db, 'annotation', id),
      updatedAt: row.updated_at,
      score: scoreOf(id),
    });
  }
  return hits;
}
