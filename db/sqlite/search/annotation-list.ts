import { MOST_LISTED_TAGS, type AnnotationFilter, type ListedAnnotation } from '../../../core/annotation-list';
import { DEFAULT_HIGHLIGHT_COLOR, HIGHLIGHT_COLOR_IDS } from '../../../core/highlight-colors';
import type { CountedName } from '../../../core/library';
import type { ReadableDb } from '../handle';
import { tagsOf } from '../tags';
import { ANNOTATION_FLAGS } from './annotation-columns';
import type { AnnotationSpace } from './annotation-space';
import type { DocSet } from './doc-set';

/** Takes out of a set what a filter leaves out; colours are left to the caller, who counts them. */
export function narrow(set: DocSet, space: AnnotationSpace, { tags, from, to, kind }: AnnotationFilter): DocSet {
  for (const tag of tags) set.and(space.tagged(tag));
  if (from !== '' || to !== '') set.and(space.columns.madeBetween(space.size, from, to));
  if (kind === 'notes') set.and(space.flagged(ANNOTATION_FLAGS.note));
  if (kind === 'highlights') set.and(space.flagged(ANNOTATION_FLAGS.passage));
  if (kind === 'orphaned') set.and(space.flagged(ANNOTATION_FLAGS.orphaned));
  return set;
}

/** How many annotations there are of each colour. */
export function countColors(annotations: Int32Array, { columns }: AnnotationSpace): CountedName[] {
  const counts = HIGHLIGHT_COLOR_IDS.map(() => 0);
  for (const annotation of annotations) counts[columns.colors[annotation] ?? 0] = (counts[columns.colors[annotation] ?? 0] ?? 0) + 1;
  return HIGHLIGHT_COLOR_IDS.map((name, place) => ({ name, count: counts[place] ?? 0 }));
}

/** The commonest tags of the annotations in a set. */
export function countTags(db: ReadableDb, { columns }: AnnotationSpace, set: DocSet): CountedName[] {
  const counts = new Map<number, number>();
  for (const [tag, annotation] of columns.tags) if (set.has(annotation)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const first = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_LISTED_TAGS);
  const name = db.prepare<[number], string>('SELECT name FROM tags WHERE id = ?').pluck();
  return first.map(([tag, count]) => ({ name: name.get(tag) ?? '', count }));
}

/** Whether one annotation stands before another. */
export function orderBy(sort: AnnotationFilter['sort'], { columns }: AnnotationSpace, published: Int32Array) {
  const { ranks, colors, stories, starts } = columns;
  const newer = (a: number, b: number) => (ranks[a] ?? 0) > (ranks[b] ?? 0);
  switch (sort) {
    case 'newest':
      return newer;
    case 'oldest':
      return (a: number, b: number) => newer(b, a);
    case 'color':
      return (a: number, b: number) => {
        const difference = (colors[a] ?? 0) - (colors[b] ?? 0);
        return difference === 0 ? newer(a, b) : difference < 0;
      };
    case 'story':
      return (a: number, b: number) => {
        const [one, other] = [stories[a] ?? 0, stories[b] ?? 0];
        if (one === other) {
          const difference = (starts[a] ?? 0) - (starts[b] ?? 0);
          return difference === 0 ? newer(b, a) : difference < 0;
        }
        const difference = (published[one] ?? 0) - (published[other] ?? 0);
        return difference === 0 ? one > other : difference > 0;
      };
  }
}

interface Row extends Omit<ListedAnnotation, 'tags' | 'color' | 'orphaned'> {
  color: string;
  orphaned: number;
}

/** Reads what a list shows. */
export function readListed(db: ReadableDb, ids: Int32Array): ListedAnnotation[] {
  const read = db.prepare<[number], Row>(
    `SELECT annotations.uid, articles.uid AS articleUid, headline, publication, published, language, color, exact AS quote, note,
       created_at AS createdAt, annotations.updated_at AS updatedAt, orphaned
     FROM annotations JOIN articles ON articles.id = article_id WHERE annotations.id = ?`,
  );
  const items: ListedAnnotation[] = [];
  for (const id of ids) {
    const row = read.get(id);
    if (!row) continue;
    const color = HIGHLIGHT_COLOR_IDS.find((known) => known === row.color) ?? DEFAULT_HIGHLIGHT_COLOR;
    items.push({ ...row, color, tags: tagsOf(db, 'annotation', id), orphaned: row.orphaned === 1 });
  }
  return items;
}
