import type { Match } from '../../core/marking';
import { CURRENT_FOUND_HIGHLIGHT, FOUND_HIGHLIGHT, SPOKEN_HIGHLIGHT } from './highlight-styles';
import { OVER_ANNOTATIONS, paintAs } from './paint';
import type { TextMap } from './text-map';

/** So many are painted to each side of the one in hand: a single letter is found a hundred thousand times in a long story. */
const AROUND = 1_000;

/** Paints what was found in the story, over all else. */
export function paintFound(map: TextMap, matches: readonly Match[], index: number): void {
  const middle = Math.max(0, index);
  paintAs(FOUND_HIGHLIGHT, map, matches.slice(Math.max(0, middle - AROUND), middle + AROUND), OVER_ANNOTATIONS + 4);
  paintAs(CURRENT_FOUND_HIGHLIGHT, map, index < 0 ? [] : matches.slice(index, index + 1), OVER_ANNOTATIONS + 5);
}

/** Paints the sentence that is read aloud; `null` takes it away. */
export function paintSpoken(map: TextMap, sentence: Match | null): void {
  paintAs(SPOKEN_HIGHLIGHT, map, sentence ? [sentence] : [], OVER_ANNOTATIONS - 1);
}
