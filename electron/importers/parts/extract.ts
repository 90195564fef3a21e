import { Readability } from '@mozilla/readability';
import type { DomDocument } from './dom';

/** The story as it was told apart from the page around it. */
export interface Extraction {
  /** Untrusted still. */
  html: string;
  headline: string;
  byline: string;
  publication: string;
}

/** Finds the story in a page. Changes the document. `null` when there is no text at all. */
export function extractStory(document: DomDocument): Extraction | null {
  // Readability's types ask for a page's document; it reads and changes this one the same way.
  const article = new Readability<string>(document as never).parse();
  if (!article?.content) return null;
  return {
    html: article.content,
    headline: article.title ?? '',
    byline: article.byline ?? '',
    publication: article.siteName ?? '',
  };
}
