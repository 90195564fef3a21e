import type { ArticleFields } from '../../../core/article';
import { plainLine, type DomDocument } from './dom';
import { languageTag } from './language';
import { findDate, isoDate } from './dates';
import { jsonLdArticle } from './json-ld';

/** What a page says about its story outside the story. Fields that it does not tell are empty. */
export interface PageMetadata {
  fields: Partial<ArticleFields>;
  /** Every name under which the page gives its publication. */
  publications: string[];
  tags: string[];
  /** False when the page says that the story is for subscribers. */
  isFree: boolean;
}

/** Names in `meta` elements, the surest first: Open Graph, Dublin Core, and what newspapers' systems write. */
const META: Readonly<Partial<Record<keyof ArticleFields, readonly string[]>>> = {
  headline: ['og:title', 'twitter:title', 'parsely-title', 'dc.title', 'dcterms.title', 'sailthru.title', 'hdl', 'title'],
  deck: ['og:description', 'twitter:description', 'description', 'dc.description'],
  byline: [
    'dc.creator',
    'dcterm.creator',
    'dcterms.creator',
    'article:author',
    'author',
    'byl',
    'parsely-author',
    'sailthru.author',
    'article.author',
    'authors',
  ],
  publication: ['og:site_name', 'dc.publisher', 'dcterms.publisher', 'publisher', 'application-name', 'cre'],
  section: ['article:section', 'parsely-section', 'section'],
  rights: ['copyright', 'dc.rights', 'dcterms.rights'],
  slugline: ['slug', 'slugline'],
  published: [
    'article:published_time',
    'og:published_time',
    'og:article:published_time',
    'article:published',
    'parsely-pub-date',
    'sailthru.date',
    'dc.date.issued',
    'dcterms.issued',
    'dcterms.created',
    'dc.date',
    'datepublished',
    'publish-date',
    'publication_date',
    'publishdate',
    'pubdate',
    'ptime',
    'pdate',
    'displaydate',
    'date',
  ],
  updated: ['article:modified_time', 'og:updated_time', 'dcterms.modified', 'lastmod', 'utime', 'last-modified'],
  language: ['og:locale', 'dc.language', 'language', 'content-language'],
};

/** Collects what a page's head, its JSON-LD and its marked-up dates tell. */
export function pageMetadata(document: DomDocument, address: string): PageMetadata {
  const meta = metaValues(document);
  const first = (names: readonly string[]) => names.map((name) => meta.get(name)?.find((value) => value !== '')).find(Boolean) ?? '';
  const linked = jsonLdArticle(document, address);
  const fields: Partial<ArticleFields> = {};
  for (const [field, metaNames] of Object.entries(META) as [keyof ArticleFields, string[]][]) fields[field] = first(metaNames);
  fields.byline = authors(meta);
  fields.published = isoDate(fields.published ?? '');
  fields.updated = isoDate(fields.updated ?? '');
  for (const [field, value] of Object.entries(linked?.fields ?? {}) as [keyof ArticleFields, string][])
    if (value !== '') fields[field] = value;
  fields.published ||= markedDate(document) || dateInAddress(address);
  fields.language = languageTag(document.documentElement.getAttribute('lang') ?? '') || languageTag(fields.language ?? '');
  fields.publication = fields.publication?.replace(/^@/, '') ?? '';
  if (fields.updated === fields.published) fields.updated = '';
  fields.url = address !== '' ? address : (fields.url ?? '');
  const tagged = meta.get('article:tag') ?? [];
  const tags = tagged.length > 0 ? tagged : (linked?.keywords ?? []);
  const keywords = [...(meta.get('news_keywords') ?? []), ...(meta.get('parsely-tags') ?? []), ...(meta.get('keywords') ?? [])].slice(0, 1);
  const publications = [fields.publication ?? '', ...(META.publication ?? []).flatMap((name) => meta.get(name) ?? [])];
  return { fields, publications, tags: (tags.length > 0 ? tags : keywords).flatMap(splitList), isFree: linked?.isFree ?? true };
}

/** Every `meta` value by its lower-case name; pages use `name` and `property` for the same, and several names at once. */
function metaValues(document: DomDocument): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const value = plainLine(element.getAttribute('content') ?? '');
    const attributes = ['property', 'name', 'itemprop', 'http-equiv'].map((name) => element.getAttribute(name) ?? '');
    for (const name of new Set(
      attributes
        .join(' ')
        .toLowerCase()
        .replace(/(dc\w*):/g, '$1.')
        .split(/\s+/),
    )) {
      if (name !== '') values.set(name, [...(values.get(name) ?? []), value]);
    }
  }
  return values;
}

/** All authors under the first name that has any. Profile pages and accounts are no names. */
function authors(meta: ReadonlyMap<string, string[]>): string {
  for (const name of META.byline ?? []) {
    const people = (meta.get(name) ?? []).filter((value) => value !== '' && !/^(https?:)?\/\/|^@|^www\./i.test(value));
    if (people.length > 0) return [...new Set(people)].join(', ');
  }
  return '';
}

/** The date of publication as marked in the page's body. */
function markedDate(document: DomDocument): string {
  const marks = [
    '[itemprop="datePublished"]',
    'time[pubdate]',
    'article header time[datetime]',
    'article time[datetime]',
    'main time[datetime]',
  ];
  for (const selector of [...marks, 'time.published', '.published[title]', 'abbr.published', 'time[datetime]']) {
    const element = document.querySelector(selector);
    if (!element) continue;
    const values = ['content', 'datetime', 'title'].map((name) => isoDate(element.getAttribute(name) ?? ''));
    const date = values.find((value) => value !== '') ?? findDate(element.textContent)?.iso;
    if (date) return date;
  }
  return '';
}

/** Newspapers' addresses often hold the day: `/2018/09/23/`. */
function dateInAddress(address: string): string {
  const match = /\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-])/.exec(address);
  return match ? (findDate(`${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`)?.iso ?? '') : '';
}

function splitList(value: string): string[] {
  return value.split(/[,;|]/);
}
