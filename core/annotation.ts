import type { HighlightColorId } from './highlight-colors';

/** A stretch of an article's `text`, in UTF-16 units; `end` is exclusive. */
export interface Passage {
  start: number;
  end: number;
}

/**
 * How an annotation finds its passage: W3C Web Annotation's TextQuoteSelector and TextPositionSelector together
 * (https://www.w3.org/TR/annotation-model/#selectors), and the hash of the text they were made against.
 */
export interface PassageSelector {
  exact: string;
  /** Up to {@link CONTEXT_LENGTH} characters before the passage. */
  prefix: string;
  /** Up to {@link CONTEXT_LENGTH} characters after it. */
  suffix: string;
  /** Offsets into the article's `text`, in UTF-16 units; `end` is exclusive. */
  start: number;
  end: number;
  /** {@link Article.textHash} at the time the selector was made. */
  textHash: string;
}

/** Hypothesis and the Web Annotation examples keep 32 characters of context; enough to tell repeated phrases apart. */
export const CONTEXT_LENGTH = 32;

/** A highlight, with or without a note; or a note on a whole story. */
export interface Annotation {
  /** ULID. */
  uid: string;
  articleUid: string;
  color: HighlightColorId;
  /** The reader's note in Markdown; empty for a bare highlight. */
  note: string;
  tags: string[];
  /** `null` for a note on the whole story, which has no passage. */
  selector: PassageSelector | null;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
}

/** An annotation together with where its passage stands in the text as it is now. */
export interface PlacedAnnotation extends Annotation {
  /** `null` for an orphan, and for a note on the whole story. */
  place: Passage | null;
  /** The annotation is of a passage that the text no longer holds: shown to the person and never dropped. */
  orphaned: boolean;
}

/** The passage of a text that is most like one it no longer holds. */
export interface NearestPassage extends Passage {
  text: string;
  /** How alike the two are, from 0 to 1. */
  confidence: number;
}

/** The words an annotation was made on; empty for a note on the whole story. */
export const quoteOf = ({ selector }: Pick<Annotation, 'selector'>): string => selector?.exact ?? '';
