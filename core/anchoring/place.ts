import type { Annotation, NearestPassage, Passage, PassageSelector, PlacedAnnotation } from '../annotation';
import type { Article } from '../article';
import { Anchors, type Anchor } from './anchors';

/** Finds annotations' passages in one story's text as it is now. The text is looked at more closely only when that is needed. */
export class Placing {
  private readonly text: string;
  private readonly textHash: string;
  private made: Anchors | null = null;

  constructor({ text, textHash }: Pick<Article, 'text' | 'textHash'>) {
    this.text = text;
    this.textHash = textHash;
  }

  private get anchors(): Anchors {
    return (this.made ??= new Anchors(this.text));
  }

  /** The passage, or `null`: an orphan. In the text it was made against it is where it was, as where all around it is as it was. */
  place(selector: PassageSelector): Anchor | null {
    if (selector.textHash === this.textHash || this.isInPlace(selector)) return { start: selector.start, end: selector.end, confidence: 1 };
    return this.anchors.place(selector);
  }

  /** Whether the very words stand where they stood, between what stood around them: searching could find nothing likelier. */
  private isInPlace({ prefix, exact, suffix, start, end }: PassageSelector): boolean {
    const isThere = exact !== '' && end - start === exact.length && start >= prefix.length;
    return isThere && this.text.startsWith(prefix + exact + suffix, start - prefix.length);
  }

  /** The likest passage to one that the text no longer holds, or `null` when nothing in it is near. */
  nearest(selector: PassageSelector): NearestPassage | null {
    const found = this.anchors.nearest(selector);
    return found && found.confidence > 0 ? { ...found, text: this.text.slice(found.start, found.end) } : null;
  }

  annotation(annotation: Annotation): PlacedAnnotation {
    const found = annotation.selector && this.place(annotation.selector);
    const place: Passage | null = found && { start: found.start, end: found.end };
    return { ...annotation, place, orphaned: annotation.selector !== null && place === null };
  }
}
