import type { HighlightColorId } from './highlight-colors';
import type { CountedName } from './library';

export const ANNOTATION_KINDS = ['all', 'notes', 'highlights', 'orphaned'] as const;
export const ANNOTATION_SORTS = ['newest', 'oldest', 'story', 'color'] as const;

/** Which of all annotations a list holds, besides what a query finds; empty entries narrow nothing. */
export interface AnnotationFilter {
  /** Any of these. */
  colors: readonly HighlightColorId[];
  /** Each of these, or one below it, on the annotation itself. */
  tags: readonly string[];
  /** The story's, by its whole name. */
  publication: string;
  /**
   * When the annotation was made, `to` excluded: ISO 8601, UTC; a date alone is its first moment. When the story was published
   * is a matter of the query (`after:2018`).
   */
  from: string;
  to: string;
  /** `notes` have words of the person, `highlights` a passage; one with both is in both. */
  kind: (typeof ANNOTATION_KINDS)[number];
  /**
   * By when they were made; `story`: the newest stories first, each in the order of its text; `color`: in the order of the
   * palette, the newest first.
   */
  sort: (typeof ANNOTATION_SORTS)[number];
}

/** Narrows nothing, the newest first. */
export const EVERY_ANNOTATION: AnnotationFilter = { colors: [], tags: [], publication: '', from: '', to: '', kind: 'all', sort: 'newest' };

/** An annotation as lists over the whole archive show it. */
export interface ListedAnnotation {
  uid: string;
  articleUid: string;
  /** The story's. */
  headline: string;
  publication: string;
  published: string;
  language: string;
  color: HighlightColorId;
  /** The passage it was made on; empty for a note on the whole story. */
  quote: string;
  note: string;
  tags: string[];
  createdAt: string;
  updatedAt: string;
  /** Its story no longer holds the passage. */
  orphaned: boolean;
}

export interface AnnotationList {
  items: ListedAnnotation[];
  total: number;
  /** There may be more than `total`, as in {@link SearchAnswer}. */
  atLeast: boolean;
  /** By colour, in the order of the palette: how many there are of each, whatever colours were asked for. */
  colors: CountedName[];
  /** Tags on what was found, the most frequent first, at most {@link MOST_LISTED_TAGS}. */
  tags: CountedName[];
  /** As in {@link SearchAnswer}. */
  ignored: string[];
}

export const MOST_LISTED_TAGS = 200;
