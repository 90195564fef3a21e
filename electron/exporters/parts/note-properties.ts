import type { ExportStory } from '../../../core/exporting';
import type { PageOptions } from '../../../core/pages';
import { namesOf } from './byline-names';
import { citationKey } from './citation-keys';
import type { Properties, Property } from './front-matter';
import { secondOf } from './page-dates';

/** How a flavour of Markdown writes what stands in front of a note. */
export interface PropertyForm {
  author: (name: string) => string;
  /** Empty for a name of which no tag can be made. */
  tag: (name: string) => string;
  text: (text: string) => string;
  /** Names of its own for some properties. */
  names: Readonly<Record<string, string>>;
  hasAliases: boolean;
}

/** By these a file is known to be a story's, or a highlight's, whatever it is called (`core/note-file.ts`). */
const STORY_ID = 'broadsheet-id';
const NOTE_ID = 'broadsheet-note';
/** Behind the name of a property: what it stands for to the letter, where its own form cannot say that. */
export const EXACTLY = '-exact';

/** The date part of an ISO 8601 time; Obsidian's dates have no zone. */
const dateOf = (iso: string) => iso.slice(0, 10);

/**
 * What stands in front of a story's notes: the names that Obsidian and its web clipper use, and every field of the story, so that it can
 * be read back from them.
 * @param page whose time zone times are told in
 * @param note the uid of the one highlight or note that the file is of
 */
export function noteProperties({ article, annotations }: ExportStory, form: PropertyForm, page: PageOptions, note: string): Properties {
  const { headline, publication, published, updated, embargo, url, byline, uid, retrieved } = article;
  const alias = [publication, headline].filter((part) => part !== '').join(' – ');
  const aliases = alias === '' || !form.hasAliases ? [] : [published === '' ? alias : `${alias} (${dateOf(published)})`];
  const names = namesOf(byline);
  const authors = names.map(form.author);
  const tags = [...new Set(['clippings', ...article.tags.map(form.tag)])].filter((tag) => tag !== '');
  const told: Record<string, [written: Property, meant?: Property]> = {
    title: [form.text(headline), headline],
    aliases: [aliases],
    source: [url],
    author: [authors],
    byline: [names.length === 1 && names[0] === byline && authors[0]?.replace(/^\[\[|\]\]$/g, '') === byline ? '' : byline],
    publisher: [publication],
    published: [dateOf(published), published],
    updated: [dateOf(updated), updated],
    retrieved: [secondOf(retrieved, page), retrieved],
    embargo: [secondOf(embargo, page), embargo],
    dateline: [article.dateline],
    kicker: [article.kicker],
    description: [article.deck],
    section: [article.section],
    edition: [article.edition],
    slugline: [article.slugline],
    credit: [article.creditLine],
    rights: [article.rights],
    language: [article.language],
    tags: [tags, ['clippings', ...article.tags]],
    citekey: [citationKey(article)],
    [STORY_ID]: [uid],
    [NOTE_ID]: [note],
    'source-id': [article.sourceId],
    sha256: [article.original?.sha256 ?? ''],
    highlights: [annotations.filter(({ selector }) => selector !== null).length],
  };
  const properties: Record<string, Property> = {};
  const exact: Record<string, Property> = {};
  for (const [name, [written, meant = written]] of Object.entries(told)) {
    properties[form.names[name] ?? name] = written;
    if (String(written) !== String(meant)) exact[name + EXACTLY] = name === 'tags' ? article.tags : meant;
  }
  return { ...properties, ...exact };
}

/** Every name that a flavour has for one of them. */
const NAMES: ReadonlySet<string> = new Set(
  (
    'title aliases source author byline publisher published date updated retrieved embargo dateline kicker description subtitle section ' +
    `edition slugline credit rights language lang tags keywords citekey ${STORY_ID} ${NOTE_ID} source-id sha256 highlights references`
  ).split(' '),
);

/** Whether a property is written by Broadsheet, and not the person's own. */
export const isOurs = (name: string): boolean => NAMES.has(name.endsWith(EXACTLY) ? name.slice(0, -EXACTLY.length) : name);
