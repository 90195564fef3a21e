import type { ArticleFields } from '../../core/article';
import * as m from '../../core/messages/messages.js';

type Cited = Pick<ArticleFields, 'headline' | 'byline' | 'publication' | 'published' | 'url'>;

/** Where a story comes from, on one line. */
export function reference({ headline, byline, publication, url }: Cited, published: string): string {
  return [byline, headline && m.quoted({ words: headline }), publication, published, url].filter((part) => part !== '').join(', ');
}

/**
 * A clipping as one pastes it into a manuscript: the quotation, and below it where it comes from. Fields the story does not
 * have leave no trace.
 * @param published the date as people read it, or an empty string
 */
export function quotation(clipping: string, cited: Cited, published: string): string {
  const source = reference(cited, published);
  const quoted = m.quoted({ words: clipping.trim() });
  return source === '' ? quoted : `${quoted}\n— ${source}`;
}
