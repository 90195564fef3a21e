import type { ArticleFields } from '../../../core/article';
import { isFieldValue } from '../../../core/field-values';
import type { ParsedArticle, ParsedBody } from '../../../core/importing';
import { storyOfAddress } from '../../../core/story-link';
import { BLOCK_SEPARATOR } from '../../../core/story';
import { isoDate } from './dates';
import { languageTag } from './language';
import { wellFormed } from './story-attributes';

export type NewsObject = Readonly<Record<string, unknown>>;

/** One of the objects that versions 2 and 3 put into lists: bodies, headlines, descriptions, subjects. */
interface Listed {
  role: string;
  contentType: string;
  value: string;
  name: string;
}

/** How bylines begin. */
const BY = /^(?:by|von|par|por|av|af)\s+/iu;

const isObject = (value: unknown): value is NewsObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A story of a ninjs object of version 1, 2 or 3; `null` for one without text, such as a picture's. */
export function storyOfNewsObject(given: NewsObject): ParsedArticle | null {
  const object = new News(given);
  const body = bodyOf(object);
  if (body === null) return null;
  const fields: Partial<ArticleFields> = {};
  for (const [name, value] of Object.entries(fieldsOf(object)) as [keyof ArticleFields, string][]) {
    if (value !== '' && isFieldValue(name, value)) fields[name] = value;
  }
  const source = object.altId('source');
  return {
    fields,
    body,
    tags: object.names('subjects', 'subject').map((name) => ({ name, navigation: false })),
    sourceId: source || object.own || object.text('uri', 'guid'),
    warnings: [],
  };
}

function fieldsOf(object: News): Partial<ArticleFields> {
  const isOwn = object.own !== null;
  const described = (role: string) => object.value('descriptions', (one) => one === role);
  const headline = (role: string) => object.value('headlines', (one) => one === role);
  const first = object.value('headlines', (role) => role !== 'kicker' && role !== 'subheadline');
  const source = (role: string) => object.listed('infosources', 'infoSources').find((one) => one.role === role)?.name ?? '';
  const by = object.text('by', 'byline');
  const created = isoDate(object.text('contentcreated', 'contentCreated', 'firstcreated', 'firstCreated'));
  const version = isoDate(object.text('versioncreated', 'versionCreated'));
  return {
    headline: headline('main') || first || object.text('headline', 'title'),
    kicker: headline('kicker'),
    deck: headline('subheadline') || (isOwn ? '' : described('summary')),
    byline: isOwn ? by : by.replace(BY, ''),
    dateline: object.text('located'),
    publication: source('publisher'),
    creditLine: source('credit') || (isOwn ? '' : object.text('source', 'copyrightholder', 'copyrightHolder')),
    rights: object.text('copyrightnotice', 'copyrightNotice') || object.text('usageterms', 'usageTerms'),
    slugline: object.text('slugline'),
    language: isOwn ? object.text('language') : languageTag(object.text('language')),
    url: object.altId('url'),
    section: described('section'),
    edition: described('edition'),
    published: described('published') || (isOwn ? '' : created || version),
    updated: described('updated') || (isOwn || created === '' || version === created ? '' : version),
    embargo: described('embargo') || isoDate(object.text('embargoed', 'embargoeduntil', 'embargoedUntil')),
  };
}

/** The text with the most markup that is understood. */
function bodyOf(object: News): ParsedBody | null {
  const listed = object.listed('bodies').filter(({ value }) => value.trim() !== '');
  const html = listed.find(({ contentType }) => /^(text\/html|application\/xhtml\+xml)/.test(contentType))?.value;
  const first = html ?? object.first(/^body_x?html/);
  if (first) return { kind: 'html', html: first };
  const plain = listed.find(({ contentType }) => contentType === '' || contentType === 'text/plain')?.value ?? object.first(/^body_/);
  if (!plain) return null;
  const isMarkup = /<p[\s>]/i.test(plain);
  return isMarkup ? { kind: 'html', html: plain } : { kind: 'text', paragraphs: paragraphsIn(plain) };
}

/** Wires separate paragraphs by blank lines, or, where they have none, by line feeds. */
function paragraphsIn(text: string): string[] {
  const plain = text.replace(/\r\n?/g, '\n');
  return plain.includes(BLOCK_SEPARATOR) ? plain.split(/\n[^\S\n]*\n\s*/) : plain.split('\n');
}

/** Reads an object whose version is not known: version 1 is flat, 2 has lists, 3 spells them in camel case. */
class News {
  /** The story's uid, when Broadsheet wrote it: then every text comes back as it was. */
  readonly own: string | null;
  private readonly line: (value: unknown) => string;

  constructor(private readonly object: NewsObject) {
    this.own = storyOfAddress(line(object['uri']));
    this.line = this.own === null ? line : verbatim;
  }

  /** The first of some properties that is a text, on one line. */
  text(...names: readonly string[]): string {
    return this.line(names.map((name) => this.object[name]).find((value) => typeof value === 'string' && value !== ''));
  }

  /** The first property whose name fits and that is a text. */
  first(pattern: RegExp): string | undefined {
    return Object.entries(this.object).find(
      ([name, value]) => pattern.test(name) && typeof value === 'string' && value.trim() !== '',
    )?.[1] as string | undefined;
  }

  /** What the first one in a list says, on one line, whose role fits. */
  value(list: string, fits: (role: string) => boolean): string {
    return this.line(this.listed(list).find(({ role }) => fits(role))?.value);
  }

  listed(...names: readonly string[]): Listed[] {
    const list = names.map((name) => this.object[name]).find(Array.isArray) as unknown[] | undefined;
    return (list ?? []).filter(isObject).map((one) => ({
      role: this.line(one['role']),
      contentType: this.line(one['contenttype'] ?? one['contentType'] ?? one['content-type']),
      value: verbatim(one['value']),
      name: this.line(one['name']),
    }));
  }

  /** Names of concepts, each once. */
  names(...names: readonly string[]): string[] {
    return [...new Set(this.listed(...names).map(({ name }) => name))].filter((name) => name !== '');
  }

  /** An alternative identifier: version 1 has an object of them, 2 and 3 a list. */
  altId(role: string): string {
    const given = this.object['altids'] ?? this.object['altIds'];
    if (isObject(given)) return this.line(given[role]);
    return this.line(this.listed('altids', 'altIds').find((one) => one.role === role)?.value);
  }
}

function line(value: unknown): string {
  return typeof value === 'string' ? wellFormed(value).replace(/\s+/gu, ' ').trim() : '';
}

/** A text as it is, but for halves of characters. */
function verbatim(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : '';
}
