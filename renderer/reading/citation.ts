import type { ArticleFields } from '../../core/article';

type Cited = Pick<ArticleFields, 'headline' | 'byline' | 'publication' | 'published' | 'url'>;

/**
 * A clipping as one pastes it into a manuscript: the quotation, and below it where it comes from. Fields the story does not
 * have leave no trace.
 * @param published the date as people read it, or an empty string
 */
export function quotation(clipping: string, { headline, byline, publication, url }: Cited, published: string): string {
  const source = [byline, headline && `“${headline}”`, publication, published, url].filter((part) => part !== '').join(', ');
  const quoted = `“${clipping.trim()}”`;
  return source === '' ? quoted : `${quoted}\n— ${source}`;
}
