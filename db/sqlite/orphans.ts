import type { PassageSelector } from '../../core/annotation';
import { Placing } from '../../core/anchoring/place';
import type { ReadableDb, WritableDb } from './handle';
import { statement } from './statement';

interface Row extends PassageSelector {
  id: number;
  text: string;
  now: string;
  orphaned: number;
}

/** Annotations made against another text than their story's present one; of all others it is known that they are in place. */
const DOUBTFUL = `SELECT annotations.id, text, articles.text_hash AS now, exact, prefix, suffix, "start", "end", annotations.text_hash AS textHash, orphaned
  FROM annotations JOIN articles ON articles.id = article_id`;
const IS_DOUBTFUL = `annotations.text_hash <> articles.text_hash AND exact <> ''`;

const isOrphan = ({ text, now, ...selector }: Row, placing = new Placing({ text, textHash: now })) => placing.place(selector) === null;

/** Notes with an annotation whether it lost its passage, so that nobody has to read texts to know. Called when it was written. */
export function settleAnnotation(db: WritableDb, id: number): void {
  const row = statement<[number], Row>(db, `${DOUBTFUL} WHERE annotations.id = ? AND ${IS_DOUBTFUL}`).get(id);
  note(db, id, row !== undefined && isOrphan(row));
}

/**
 * As {@link settleAnnotation}, for all annotations of a story. Called when its text was written.
 * @returns those of which something else is noted now
 */
export function settleAnnotationsOf(db: WritableDb, articleId: number): number[] {
  const lost = new Set<number>();
  const doubtful = statement<[number], Row>(db, `${DOUBTFUL} WHERE article_id = ? AND ${IS_DOUBTFUL}`).all(articleId);
  const [first] = doubtful;
  const placing = first && new Placing({ text: first.text, textHash: first.now });
  for (const row of doubtful) if (isOrphan(row, placing)) lost.add(row.id);
  const noted = statement<[number], { id: number; orphaned: number }>(db, 'SELECT id, orphaned FROM annotations WHERE article_id = ?');
  const ids = noted.all(articleId).filter(({ id, orphaned }) => lost.has(id) !== (orphaned === 1));
  for (const { id } of ids) note(db, id, lost.has(id));
  return ids.map(({ id }) => id);
}

/** As {@link settleAnnotation}, for every annotation there is. */
export function settleAllAnnotations(db: WritableDb): void {
  const stories = db.prepare<[], number>('SELECT DISTINCT article_id FROM annotations').pluck().all();
  for (const story of stories) settleAnnotationsOf(db, story);
}

function note(db: WritableDb, id: number, isOrphaned: boolean): void {
  const orphaned = Number(isOrphaned);
  statement<[number, number, number]>(db, 'UPDATE annotations SET orphaned = ? WHERE id = ? AND orphaned <> ?').run(orphaned, id, orphaned);
}

/** How many annotations are noted as lost and are not, or the other way round. */
export function unsettledAnnotations(db: ReadableDb): number {
  let wrong = 0;
  for (const row of db.prepare<[], Row>(`${DOUBTFUL} WHERE ${IS_DOUBTFUL}`).iterate())
    if (isOrphan(row) !== (row.orphaned === 1)) wrong += 1;
  const lost = `SELECT count(*) FROM annotations JOIN articles ON articles.id = article_id WHERE orphaned <> 0 AND NOT (${IS_DOUBTFUL})`;
  return wrong + (db.prepare<[], number>(lost).pluck().get() ?? 0);
}
