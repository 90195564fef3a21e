import type { PlacedAnnotation } from '../../core/annotation';
import { HIGHLIGHT_COLORS } from '../../core/highlight-colors';
import type { Match } from '../../core/marking';
import { ACTIVE_HIGHLIGHT, annotationHighlight, CARET_HIGHLIGHT, CURRENT_HIT_HIGHLIGHT, HIT_HIGHLIGHT } from './highlight-styles';
import type { TextMap } from './text-map';

/** What is to be seen on the story. */
export interface Painting {
  annotations: readonly PlacedAnnotation[];
  activeUid: string;
  hits: readonly Match[];
  /** Index of the hit the person stepped to, or -1. */
  currentHit: number;
}

/** Above all annotations, however many colours there are. */
export const OVER_ANNOTATIONS = 100;

/** Paints passages with one `Highlight` per name; no element of the story is touched. Empty names are taken away. */
export function paintAs(name: string, map: TextMap, passages: readonly Match[], priority: number): void {
  const ranges = passages.map(({ start, end }) => map.range(start, end)).filter((range) => range !== null);
  if (ranges.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  // Ranges that the engine need not keep up to date: the story's text does not change while it stands there.
  const highlight = new Highlight(...ranges.map((range) => new StaticRange(range)));
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

const placesOf = (annotations: readonly PlacedAnnotation[]) => annotations.map(({ place }) => place).filter((place) => place !== null);

/** Paints annotations by colour, the one in hand, and what was searched for. Where they overlap, the later of these is on top. */
export function paint(map: TextMap, { annotations, activeUid, hits, currentHit }: Painting): void {
  HIGHLIGHT_COLORS.forEach(({ id }, index) => {
    const own = annotations.filter((annotation) => annotation.color === id);
    paintAs(annotationHighlight(id), map, placesOf(own), index);
  });
  const active = annotations.filter(({ uid }) => uid === activeUid);
  paintAs(ACTIVE_HIGHLIGHT, map, placesOf(active), OVER_ANNOTATIONS);
  paintAs(HIT_HIGHLIGHT, map, hits, OVER_ANNOTATIONS + 1);
  paintAs(CURRENT_HIT_HIGHLIGHT, map, hits.slice(currentHit, currentHit + 1), OVER_ANNOTATIONS + 2);
}

/** Shows where the keyboard stands in the story; `null` takes it away. */
export function paintCaret(map: TextMap, offset: number | null): void {
  paintAs(CARET_HIGHLIGHT, map, offset === null ? [] : [{ start: offset, end: offset + 1 }], OVER_ANNOTATIONS + 3);
}

/** Takes all paint away. */
export function clearPaint(): void {
  CSS.highlights.clear();
}
