import type { ArticleFields } from '../../../core/article';
import type { ExportStory } from '../../../core/exporting';
import { storyAddress } from '../../../core/story-link';
import { namesOf } from './byline-names';

/** What the standard calls itself (https://iptc.org/standards/ninjs/). */
const STANDARD = { name: 'ninjs', version: '3.1', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#' };

/** Fields for which the standard has no place of their own: they stand among the descriptions, by these roles. */
export const DESCRIBED = ['section', 'edition', 'published', 'updated', 'embargo'] as const satisfies readonly (keyof ArticleFields)[];

/** A date-time as JSON Schema knows them (RFC 3339): to the second, with a zone. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const dateTime = (value: string): string => (DATE_TIME.test(value) ? value : '');

/** A story as a ninjs object. What is empty is left out. */
export function newsObject({ article }: ExportStory): Record<string, unknown> {
  const { uid, sourceId, url, headline, kicker, deck, byline, publication, creditLine, tags, text, html, wordCount } = article;
  const listed = <Item extends { value: string }>(items: readonly Item[]) => items.filter(({ value }) => value !== '');
  const sources = [
    { name: publication, role: 'publisher' },
    { name: creditLine, role: 'credit' },
  ];
  return present({
    uri: storyAddress(uid),
    standard: STANDARD,
    type: 'text',
    representationType: 'full',
    firstCreated: dateTime(article.importedAt),
    versionCreated: dateTime(article.editedAt) || dateTime(article.updated) || dateTime(article.importedAt),
    contentCreated: dateTime(article.published),
    embargoedUntil: dateTime(article.embargo),
    pubStatus: 'usable',
    language: article.language,
    title: headline,
    headlines: listed([
      { role: 'main', contentType: 'text/plain', value: headline },
      { role: 'kicker', contentType: 'text/plain', value: kicker },
      { role: 'subheadline', contentType: 'text/plain', value: deck },
    ]),
    by: byline,
    people: namesOf(byline).map((name) => ({ name, rel: 'creator' })),
    located: article.dateline,
    slugline: article.slugline,
    copyrightNotice: article.rights,
    infoSources: sources.filter(({ name }) => name !== ''),
    subjects: tags.map((name) => ({ name, rel: 'about' })),
    descriptions: listed(DESCRIBED.map((role) => ({ role, contentType: 'text/plain', value: article[role] }))),
    altIds: listed([
      { role: 'url', value: url },
      { role: 'source', value: sourceId },
    ]),
    bodies: [
      { role: 'main', contentType: 'text/html', charCount: [...text].length, wordCount, value: html },
      { role: 'main', contentType: 'text/plain', charCount: [...text].length, wordCount, value: text },
    ],
  });
}

function present(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)));
}
