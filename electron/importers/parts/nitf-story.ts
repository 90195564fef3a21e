import type { ArticleFields } from '../../../core/article';
import { isFieldValue } from '../../../core/field-values';
import type { ParsedArticle } from '../../../core/importing';
import { newsDateOf } from '../../../core/news-date';
import { isoDate } from './dates';
import type { DomElement } from './dom';
import { languageTag } from './language';
import { nitfHtml } from './nitf-html';
import { wellFormed } from './story-attributes';
import { attributeOf, elementsIn, firstNamed, named, nameOf } from './xml';

const BY = /^(?:by|von|par|por|av|af)\s+/iu;

/** A story of an NITF document; `null` for one without text. */
export function storyOfNitf(root: DomElement): ParsedArticle | null {
  const body = firstNamed(root, 'body');
  const contents = body ? [...elementsIn(body)].filter((one) => nameOf(one) === 'body.content') : [];
  const html = contents.map(nitfHtml).join('');
  if (!/[^\s<>]/.test(html.replace(/<[^>]*>/g, ''))) return null;
  const document = new Document(root, body);
  const fields: Partial<ArticleFields> = {};
  for (const [name, value] of Object.entries(document.fields()) as [keyof ArticleFields, string][]) {
    if (value !== '' && isFieldValue(name, value)) fields[name] = value;
  }
  const retrieved = isoDate(document.meta('retrieved'));
  return {
    fields,
    body: { kind: 'html', html },
    tags: document.tags().map((name) => ({ name, navigation: false })),
    sourceId: document.attribute('doc-id', 'id-string') || (attributeOf(root, 'uno') ?? ''),
    ...(retrieved !== '' && { retrieved }),
    warnings: [],
  };
}

class Document {
  private readonly head: DomElement | null;
  private readonly bodyHead: DomElement | null;
  /** Broadsheet wrote it: every text comes back as it was. */
  private readonly isOwn: boolean;

  constructor(
    private readonly root: DomElement,
    private readonly body: DomElement | null,
  ) {
    this.head = firstNamed(root, 'head');
    this.bodyHead = firstNamed(body, 'body.head');
    this.isOwn = this.meta('generator').startsWith('Broadsheet ');
  }

  fields(): Partial<ArticleFields> {
    const hedline = firstNamed(this.bodyHead, 'hedline');
    const lines = hedline ? [...named(hedline, 'hl2')] : [];
    const isKicker = (line: DomElement) => (attributeOf(line, 'class') ?? '').split(/\s+/).includes('kicker');
    const published = this.date('published', ['date.issue', 'norm'], ['pubdata', 'date.publication'], ['story.date', 'norm']);
    const release = this.date('embargo', ['date.release', 'norm']);
    const language =
      attributeOf(this.root, 'baselang') ?? (this.body && attributeOf(this.body, 'xml:lang')) ?? attributeOf(this.root, 'xml:lang') ?? '';
    return {
      headline: this.text(firstNamed(hedline, 'hl1')) || this.text(firstNamed(this.head, 'title')),
      kicker: this.text(lines.find(isKicker)),
      deck: this.text(lines.find((line) => !isKicker(line))) || this.text(firstNamed(this.bodyHead, 'abstract')),
      byline: this.byline(),
      dateline: this.dateline(),
      publication: this.attribute('pubdata', 'name'),
      section: this.attribute('pubdata', 'position.section'),
      edition: this.attribute('pubdata', 'edition.name'),
      slugline: this.attribute('du-key', 'key'),
      // Most wires give the time of issue here as well.
      embargo: this.isOwn || (release !== '' && Date.parse(release) > Date.parse(published)) ? release : '',
      creditLine: this.text(firstNamed(this.bodyHead, 'distributor')),
      rights: this.rights(),
      url: this.attribute('pubdata', 'ex-ref'),
      language: this.isOwn ? language : languageTag(language),
      published: published || (this.isOwn ? '' : release),
      updated: this.date('updated', ['revision-history', 'norm']),
    };
  }

  /** Keywords, or where there are none the subjects. */
  tags(): string[] {
    const keywords = this.attributes('keyword', 'key');
    const subjects = ['detail', 'matter', 'type'].flatMap((level) => this.attributes('tobject.subject', `tobject.subject.${level}`));
    return [...new Set(keywords.length > 0 ? keywords : subjects)];
  }

  meta(name: string): string {
    for (const one of this.head ? named(this.head, 'meta') : [])
      if (attributeOf(one, 'name') === name) return attributeOf(one, 'content') ?? '';
    return '';
  }

  /** What the first element of the head says in an attribute. */
  attribute(element: string, name: string): string {
    return this.attributes(element, name)[0] ?? '';
  }

  private attributes(element: string, name: string): string[] {
    const found = this.head ? [...named(this.head, element)] : [];
    return found.map((one) => this.line(attributeOf(one, name) ?? '')).filter((value) => value !== '');
  }

  private date(field: string, ...places: readonly (readonly [element: string, attribute: string])[]): string {
    const exact = this.meta(`broadsheet.${field}`);
    if (exact !== '') return exact;
    for (const [element, attribute] of places) {
      const [found] = named(this.root, element);
      const date = newsDateOf((found && attributeOf(found, attribute)) ?? '');
      if (date !== '') return date;
    }
    return '';
  }

  private byline(): string {
    const lines = this.bodyHead ? [...named(this.bodyHead, 'byline')] : [];
    const texts = lines.map((line) => {
      if (this.isOwn) return this.text(line);
      const title = this.text(firstNamed(line, 'byttl'));
      const whole = this.text(line);
      return whole === title ? title : whole.replace(title, '').trim().replace(BY, '');
    });
    return texts.filter((text) => text !== '').join(', ');
  }

  /** The place; the date that may stand beside it is told elsewhere. */
  private dateline(): string {
    const dateline = firstNamed(this.bodyHead, 'dateline');
    const date = this.text(firstNamed(dateline, 'story.date'));
    const place = this.text(firstNamed(dateline, 'location')) || this.text(dateline).replace(date, '');
    return this.isOwn ? place : place.replace(/[\s,(–—-]+$/u, '').trim();
  }

  private rights(): string {
    const printed = this.text(firstNamed(this.bodyHead, 'rights'));
    const [year, holder] = [this.attribute('doc.copyright', 'year'), this.attribute('doc.copyright', 'holder')];
    return printed || (holder === '' ? '' : ['©', year, holder].filter((part) => part !== '').join(' '));
  }

  private text(element: DomElement | null | undefined): string {
    return this.line(element?.textContent ?? '');
  }

  private line(text: string): string {
    return this.isOwn ? text : wellFormed(text).replace(/\s+/gu, ' ').trim();
  }
}
