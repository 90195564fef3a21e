import type { Annotation, PlacedAnnotation } from '../../core/annotation';
import { EXCERPT_LENGTH, type Article } from '../../core/article';
import { DEFAULT_CHOICE, type ExportStory } from '../../core/exporting';
import { UNTOUCHED } from '../../core/state';
import { excerptOf } from '../../core/text';
import type { ExportContext, Exporter } from '../../electron/exporters/exporter';
import { anArticle } from './articles';

export const CONTEXT: ExportContext = {
  page: { paper: 'a4', locale: 'en-GB', timeZone: 'Europe/Oslo' },
  choice: DEFAULT_CHOICE,
  meanings: {},
  version: '1.0.0',
  archive: 'archive',
  original: () => Promise.resolve(null),
  library: {
    originOf: () => Promise.resolve(null),
    packedOriginal: () => Promise.resolve(null),
    placesOf: () => Promise.resolve({}),
    collections: () => Promise.resolve([]),
    savedSearches: () => Promise.resolve([]),
    publications: () => Promise.resolve([]),
  },
  importerName: () => Promise.resolve(undefined),
};

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
    state: UNTOUCHED,
    annotations,
  };
}

/** The file an exporter writes for one story. */
export async function writtenBy(exporter: Exporter, story: ExportStory, context: ExportContext = CONTEXT): Promise<Uint8Array> {
  const file = await exporter.writeStory?.(story, context);
  if (!file) throw new Error(`${exporter.id} writes no file of one story`);
  return file.bytes;
}
