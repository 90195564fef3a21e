import { describePassage } from '../anchoring/describe';
import type { PlacedAnnotation } from '../annotation';
import type { ExportStory } from '../exporting';
import { storyAddress } from '../story-link';
import type { Json } from '../edit';
import { CodePoints } from './code-points';

/**
 * The context of the W3C's vocabulary (https://www.w3.org/TR/annotation-model/), and what it has no word for: the colour of a
 * highlight, by the names of `core/highlight-colors.ts`, on the annotation itself.
 */
const CONTEXT: Json = ['http://www.w3.org/ns/anno.jsonld', { color: 'urn:broadsheet:color' }];

export const annotationAddress = (uid: string): string => `broadsheet://annotation/${uid}`;

/** A story's annotations as a W3C Annotation Collection of one page. */
export function annotationCollection({ article, annotations }: Pick<ExportStory, 'article' | 'annotations'>): Json {
  const points = new CodePoints(article.text);
  const id = `${storyAddress(article.uid)}/annotations`;
  return {
    '@context': CONTEXT,
    id,
    type: 'AnnotationCollection',
    label: article.headline || article.excerpt,
    total: annotations.length,
    first: {
      id: `${id}/1`,
      type: 'AnnotationPage',
      partOf: id,
      startIndex: 0,
      items: annotations.map((annotation) => webAnnotation(annotation, article, points)),
    },
  };
}

/** The annotations of many stories as one Annotation Collection of one page, piece by piece. */
export async function* annotationCollectionOfMany(
  stories: AsyncIterable<Pick<ExportStory, 'article' | 'annotations'>>,
): AsyncIterable<string> {
  yield `{"@context":${JSON.stringify(CONTEXT)},"type":"AnnotationCollection","first":{"type":"AnnotationPage","startIndex":0,"items":[`;
  let total = 0;
  for await (const { article, annotations } of stories) {
    const points = new CodePoints(article.text);
    for (const annotation of annotations) {
      yield `${total === 0 ? '' : ','}\n${JSON.stringify(webAnnotation(annotation, article, points))}`;
      total += 1;
    }
  }
  yield `\n]},"total":${total}}\n`;
}

function webAnnotation(annotation: PlacedAnnotation, article: ExportStory['article'], points: CodePoints): Json {
  const { uid, color, note, tags, createdAt, updatedAt } = annotation;
  const body: Json[] = tags.map((tag) => ({ type: 'TextualBody', purpose: 'tagging', value: tag }));
  if (note !== '') body.unshift({ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: note });
  const source = article.url || storyAddress(article.uid);
  const selector = selectors(annotation, article, points);
  return {
    id: annotationAddress(uid),
    type: 'Annotation',
    motivation: note === '' ? 'highlighting' : 'commenting',
    created: createdAt,
    modified: updatedAt,
    color,
    ...(body.length > 0 && { body }),
    target: selector === null ? source : { source, selector },
  };
}

/** By its words and by its place, as the text is now; of an orphan the words it was made on. */
function selectors({ selector, place }: PlacedAnnotation, { text, textHash }: ExportStory['article'], points: CodePoints): Json {
  if (selector === null) return null;
  const { exact, prefix, suffix, start, end } = place ? describePassage(text, textHash, place.start, place.end) : selector;
  const quote = { type: 'TextQuoteSelector', exact, prefix, suffix };
  return place ? [quote, { type: 'TextPositionSelector', start: points.fromUnits(start), end: points.fromUnits(end) }] : [quote];
}
