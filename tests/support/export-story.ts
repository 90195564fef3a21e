import type { Annotation, PlacedAnnotation } from '../../core/annotation';
import { EXCERPT_LENGTH, type Article } from '../../core/article';
import type { ExportStory } from '../../core/exporting';
import { excerptOf } from '../../core/text';
import type { ExportContext } from '../../electron/exporters/exporter';
import { anArticle } from './articles';

export const CONTEXT: ExportContext = { page: { paper: 'a4', locale: 'en-GB', timeZone: 'Europe/Oslo' }, meanings: {}, version: '1.0.0' };

export const ORIGINAL = { sha256: 'ab'.repeat(32), fileName: 'story.txt', mediaType: 'text/plain', byteLength: 1234 };

/** A story as exporters get it. */
export function anExportStory(
  change: Parameters<typeof anArticle>[0],
  annotate: (article: ReturnType<typeof anArticle>) => Annotation[] = () => [],
): ExportStory {
  const article = anArticle(change);
  // A passage that starts before the text is lost.
  const annotations: PlacedAnnotation[] = annotate(article).map(({ selector, ...annotation }) => ({
    ...annotation,
    selector,
    place: selector && selector.start >= 0 ? { start: selector.start, end: selector.end } : null,
    orphaned: selector !== null && selector.start < 0,
  }));
  return {
    article: { ...article, excerpt: excerptOf(article.text, EXCERPT_LENGTH), editedAt: '', original: ORIGINAL } satisfies Article,
    annotations,
  };
}
