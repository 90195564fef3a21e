import type { PassageSelector } from '../../../core/annotation';
import type { ReadableDb } from '../handle';

/** An annotation made against another text than its story's present one. */
export interface DoubtfulAnnotation {
  id: number;
  articleId: number;
  text: string;
  textHash: string;
  selector: PassageSelector;
}

interface Row extends PassageSelector {
  id: number;
  article_id: number;
  text: string;
  now: string;
}

/** Annotations whose passage may be lost; all others are known to be in place. */
export function* doubtfulAnnotations(db: ReadableDb): Generator<DoubtfulAnnotation> {
  const rows = db
    .prepare<[], Row>(
      `SELECT annotations.id, article_id, text, articles.text_hash AS now, exact, prefix, suffix, "start", "end", annotations.text_hash AS textHash
       FROM annotations JOIN articles ON articles.id = article_id WHERE removed_at IS NULL AND annotations.text_hash <> articles.text_hash AND exact <> ''`,
    )
    .iterate();
  for (const { id, article_id, text, now, ...selector } of rows) yield { id, articleId: article_id, text, textHash: now, selector };
}
