import type { ArticleFields } from '../../../core/article';
import { isoDate } from './dates';
import { plainLine, type DomDocument } from './dom';

/** What a page's JSON-LD says about its story (https://schema.org/NewsArticle). */
export interface JsonLdArticle {
  fields: Partial<ArticleFields>;
  keywords: string[];
  /** False when the page says that the story is behind a paywall. */
  isFree: boolean;
}

type Json = Record<string, unknown>;

const ARTICLE_TYPE = /(Article|BlogPosting|LiveBlogPosting|^Report|Posting)$/;
/** A page may hold thousands of objects that are not its story. */
const MAX_OBJECTS = 5_000;

/** The page's story among its JSON-LD objects: the one with the page's address, else the first. `null` without one. */
export function jsonLdArticle(document: DomDocument, address: string): JsonLdArticle | null {
  const articles: Json[] = [];
  for (const script of document.querySelectorAll('script[type*="ld+json"]')) articles.push(...articlesIn(parse(script.textContent)));
  const own = articles.find((article) => address !== '' && addressOf(article) === address);
  const article = own ?? articles.find((candidate) => text(candidate['headline']) !== '') ?? articles[0];
  return article
    ? { fields: fieldsOf(article), keywords: keywordsOf(article['keywords']), isFree: !isFalse(article['isAccessibleForFree']) }
    : null;
}

function parse(source: string): unknown {
  // Some pages wrap their JSON in comments or CDATA, and some leave raw line feeds in strings.
  const json = source.replace(
    /^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[|\/\/<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>|\/\/\]\]>)\s*;?\s*$/g,
    '',
  );
  for (const attempt of [json, json.replace(/[\n\r\t]+/g, ' ')]) {
    try {
      return JSON.parse(attempt) as unknown;
    } catch {
      // Whoever writes broken metadata gets none.
    }
  }
  return null;
}

function* articlesIn(root: unknown): Iterable<Json> {
  const queue: unknown[] = [root];
  for (let index = 0; index < queue.length && index < MAX_OBJECTS; index += 1) {
    const item = queue[index];
    if (Array.isArray(item)) queue.push(...(item as unknown[]).slice(0, MAX_OBJECTS));
    if (!isObject(item)) continue;
    if (list(item['@type']).some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) yield item;
    queue.push(item['@graph'], item['mainEntity'], item['mainEntityOfPage']);
  }
}

function fieldsOf(article: Json): Partial<ArticleFields> {
  return {
    headline: text(article['headline']) || text(article['name']),
    deck: text(article['description']),
    byline: names(article['author']).join(', ') || names(article['creator']).join(', '),
    dateline: text(article['dateline']),
    publication: names(article['publisher'])[0] ?? names(article['sourceOrganization'])[0] ?? '',
    section: text(list(article['articleSection'])[0]),
    edition: text(article['printEdition']),
    creditLine: text(article['creditText']),
    rights: text(article['copyrightNotice']),
    url: addressOf(article),
    language: names(article['inLanguage'], ['alternateName', 'name'])[0] ?? '',
    published: isoDate(text(article['datePublished']) || text(article['dateCreated'])),
    updated: isoDate(text(article['dateModified'])),
  };
}

function addressOf(article: Json): string {
  const page = article['mainEntityOfPage'];
  const candidates = [article['url'], isObject(page) ? (page['@id'] ?? page['url']) : page, article['@id']];
  return candidates.map(text).find((candidate) => /^https?:\/\//i.test(candidate)) ?? '';
}

/** Names of people or organisations: strings, objects, or lists of both. Addresses are no names. */
function names(value: unknown, keys: readonly string[] = ['name']): string[] {
  const found = list(value).flatMap((item) => {
    if (Array.isArray(item)) return names(item, keys);
    const named = isObject(item) ? keys.map((key) => list(item[key])[0]) : [item];
    return named
      .map(text)
      .filter((name) => name !== '' && !/^(https?:)?\/\//i.test(name))
      .slice(0, 1);
  });
  return [...new Set(found)];
}

function keywordsOf(value: unknown): string[] {
  return list(value).flatMap((item) => (isObject(item) ? [text(item['name'])] : text(item).split(/[,;]/)));
}

function text(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? plainLine(value) : '';
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFalse(value: unknown): boolean {
  return value === false || (typeof value === 'string' && value.toLowerCase() === 'false');
}
