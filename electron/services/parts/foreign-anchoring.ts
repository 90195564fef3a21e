import { quoteOf, type Annotation, type Passage, type PassageSelector } from '../../../core/annotation';
import { comparable } from '../../../core/anchoring/comparable';
import { describePassage } from '../../../core/anchoring/describe';
import { Placing } from '../../../core/anchoring/place';
import type { Article } from '../../../core/article';
import { CodePoints } from '../../../core/web-annotation/code-points';
import type { ForeignAnnotation } from '../../../core/web-annotation/reading';

/** What makes two annotations of a story the same, whoever named them. */
export const sameness = (annotation: Pick<Annotation, 'selector' | 'note' | 'color'>): string =>
  JSON.stringify([comparable(quoteOf(annotation)).text, annotation.note, annotation.color]);

/** Finds passages that were described elsewhere in one story's text: by place and words, then by the words alone. */
export class ForeignAnchoring {
  private readonly placing: Placing;
  private readonly points: CodePoints;

  constructor(private readonly article: Pick<Article, 'text' | 'textHash'>) {
    this.placing = new Placing(article);
    this.points = new CodePoints(article.text);
  }

  /** The selector to keep; of an orphan, the words it was made on. */
  selectorOf({ quote, position, selector }: ForeignAnnotation): { selector: PassageSelector | null; isOrphan: boolean } {
    if (selector) return this.asKept(selector);
    if (quote === null) return { selector: null, isOrphan: false };
    const { text, textHash } = this.article;
    // Made against a text that is not known: its hash is like none.
    const described = { ...quote, start: 0, end: 0, textHash: '' };
    const found = this.atPosition(quote.exact, position) ?? this.placing.place(described);
    return found
      ? { selector: describePassage(text, textHash, found.start, found.end), isOrphan: false }
      : { selector: described, isOrphan: true };
  }

  /** Another archive's own selector stays as it is; made against this very text, it has to hold in it. */
  private asKept(selector: PassageSelector): { selector: PassageSelector; isOrphan: boolean } {
    const { text, textHash } = this.article;
    const isWrong = selector.textHash === textHash && text.slice(selector.start, selector.end) !== selector.exact;
    const kept = isWrong ? { ...selector, textHash: '' } : selector;
    return { selector: kept, isOrphan: this.placing.place(kept) === null };
  }

  /** Where it was, when the very words stand there. */
  private atPosition(exact: string, position: Passage | null): Passage | null {
    if (!position) return null;
    const [start, end] = [this.points.toUnits(position.start), this.points.toUnits(position.end)];
    return this.article.text.slice(start, end) === exact ? { start, end } : null;
  }
}
