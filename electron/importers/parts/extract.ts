import { Readability } from '@mozilla/readability';
import type { DomDocument, DomElement } from './dom';
import { removeFurniture } from './furniture';

/** The story as it was told apart from the page around it. */
export interface Extraction {
  /** Untrusted still. */
  html: string;
  headline: string;
  byline: string;
  publication: string;
}

/**
 * Finds the story in a page. Changes the document. `null` when there is no text at all.
 * @param byline who wrote it, where the page's metadata tells
 */
export function extractStory(document: DomDocument, byline: string): Extraction | null {
  // Readability's types ask for a page's document; it reads and changes this one the same way.
  const article = new Readability<DomElement>(document as never, { serializer: (node: unknown) => node as DomElement }).parse();
  if (!article?.content) return null;
  const headline = article.title ?? '';
  const whole = article.content.innerHTML;
  removeFurniture(article.content, headline, byline || (article.byline ?? ''));
  return {
    html: article.content.textContent.trim() === '' ? whole : article.content.innerHTML,
    headline,
    byline: article.byline ?? '',
    publication: article.siteName ?? '',
  };
}
