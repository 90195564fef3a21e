import { createHash } from 'node:crypto';
import { EMPTY_FIELDS } from '../../core/article';
import { paragraphsToHtml } from '../../core/story';
import type { Annotation, PassageSelector } from '../../core/annotation';
import { describePassage } from '../../core/anchoring/describe';
import type { NewArticle } from '../../db/store';
import { newUid } from '../../electron/services/parts/identity';

export const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

/** A story as the import service hands it to the store, its HTML made. */
type MadeArticle = NewArticle & { html: string };

export function anArticle(change: Partial<MadeArticle> & { paragraphs?: string[] } = {}): MadeArticle {
  const { paragraphs = ['HARBOUR TOWN — The ferry sailed at noon.', 'Nobody missed it.'], ...rest } = change;
  const text = paragraphs.join('\n\n');
  return {
    ...EMPTY_FIELDS,
    uid: newUid(),
    sourceId: '',
    headline: 'Ferry sails on time',
    html: paragraphsToHtml(paragraphs),
    text,
    textHash: sha256(text),
    wordCount: text.split(/\s+/).length,
    tags: [],
    retrieved: '2024-05-01T08:00:00.000Z',
    importedAt: '2024-05-02T09:00:00.000Z',
    importFormat: 'print-page',
    original: null,
    ...rest,
  };
}

/** A yellow highlight over the first place of `quote`. */
export function anAnnotation(
  article: NewArticle,
  quote: string,
  change: Partial<Annotation & { selector: PassageSelector }> = {},
): Annotation & { selector: PassageSelector } {
  const start = article.text.indexOf(quote);
  if (start < 0) throw new Error(`the story does not hold “${quote}”`);
  return {
    uid: newUid(),
    articleUid: article.uid,
    color: 'yellow',
    note: '',
    tags: [],
    selector: describePassage(article.text, article.textHash, start, start + quote.length),
    createdAt: '2024-05-03T10:00:00.000Z',
    updatedAt: '2024-05-03T10:00:00.000Z',
    ...change,
  };
}

/** A note on a whole story. */
export function aStoryNote(article: NewArticle, note: string, change: Partial<Annotation> = {}): Annotation {
  const at = '2024-05-03T10:00:00.000Z';
  return {
    uid: newUid(),
    articleUid: article.uid,
    color: 'yellow',
    note,
    tags: [],
    selector: null,
    createdAt: at,
    updatedAt: at,
    ...change,
  };
}
