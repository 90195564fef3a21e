import type { PlacedAnnotation } from '../../../core/annotation';

/** Whether an annotation says more than its colour, and so gets a number, a footnote and an entry of its own. */
export function hasNote(annotation: PlacedAnnotation): boolean {
  return annotation.note.trim() !== '' || annotation.tags.length > 0;
}

/**
 * In the order in which a page calls for notes: by the end of the passage, because that is where the number stands, so that
 * overlapping passages still count upwards. Notes on the whole story come first and orphans last, the oldest first.
 */
export function inPageOrder(annotations: readonly PlacedAnnotation[]): PlacedAnnotation[] {
  const nowhere = ({ orphaned }: PlacedAnnotation) => (orphaned ? Infinity : -1);
  const end = (annotation: PlacedAnnotation) => annotation.place?.end ?? nowhere(annotation);
  const start = (annotation: PlacedAnnotation) => annotation.place?.start ?? nowhere(annotation);
  // Comparisons rather than differences: two orphans would give Infinity - Infinity.
  return [...annotations].sort(
    (a, b) => compare(end(a), end(b)) || compare(start(a), start(b)) || compare(a.createdAt, b.createdAt) || compare(a.uid, b.uid),
  );
}

/** Note numbers from 1 by annotation uid. A bare highlight has none; the story and the notes sheet print the same numbers. */
export function noteNumbers(annotations: readonly PlacedAnnotation[]): ReadonlyMap<string, number> {
  return new Map(
    inPageOrder(annotations)
      .filter(hasNote)
      .map((annotation, index) => [annotation.uid, index + 1]),
  );
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
