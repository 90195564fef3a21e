import type { PlacedAnnotation } from '../../core/annotation';
import type { TextMap } from './text-map';

/**
 * The annotation under a point of the window, or `undefined`; of several, the shortest, and when that is in hand already, the next
 * longer one, so that none is out of reach below another. Chromium below 140 has no `highlightsFromPoint`, and the caret it gives for a point beside a line is on
 * that line, so the point must also lie in one of the passage's boxes.
 */
export function annotationAt(
  x: number,
  y: number,
  map: TextMap,
  annotations: readonly PlacedAnnotation[],
  activeUid = '',
): PlacedAnnotation | undefined {
  const caret = document.caretPositionFromPoint(x, y);
  const offset = caret && map.offsetAt({ node: caret.offsetNode, offset: caret.offset }, 'start');
  if (offset === null) return undefined;
  const under = annotations
    .filter(({ place }) => place && place.start <= offset && offset <= place.end && isInside(x, y, map.range(place.start, place.end)))
    .toSorted((a, b) => length(a) - length(b));
  return under[(under.findIndex(({ uid }) => uid === activeUid) + 1) % Math.max(1, under.length)];
}

function isInside(x: number, y: number, range: Range | null): boolean {
  if (!range) return false;
  return [...range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
}

function length({ place }: PlacedAnnotation): number {
  return place ? place.end - place.start : 0;
}
