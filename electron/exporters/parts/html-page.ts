import { FIELD_NAMES } from '../../../core/article';
import * as m from '../../../core/messages/messages.js';
import { namesOf } from './byline-names';
import type { DocumentStory } from './document-story';
import { articleName } from './html-article';
import { pageStyle } from './style-sheets';
import { attributes, xmlText } from './xml-text';

/** A web page around stories: no script, and nothing that is fetched. */

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

interface PageHead {
  title: string;
  lang: string;
  dir: string;
  version: string;
  /** Further elements of the head. */
  more?: string;
}

/** What stands before the stories. */
export function openPage({ title, lang, dir, version, more = '' }: PageHead): string {
  return `<!doctype html>
<html${attributes({ lang, dir })}>
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy"${attributes({ content: POLICY })}/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="referrer" content="no-referrer"/>
<meta name="generator"${attributes({ content: `Broadsheet ${version}` })}/>
<title>${xmlText(title)}</title>
${more}<style>
${pageStyle()}</style>
</head>
<body>
`;
}

/** What stands behind the stories. */
export const closePage = (): string => '\n</body>\n</html>\n';

/**
 * What the head says of a story in the words that other programs read: Dublin Core, Open Graph, the names scholars' programs know, and
 * Broadsheet's own, which hold each field as it is.
 */
export function storyMetadata({ article, title }: DocumentStory): string {
  const { byline, publication, published, updated, section, deck, rights, language, url, tags, uid, retrieved } = article;
  const authors = namesOf(byline);
  const named: [string, string][] = [
    ['author', byline],
    ['description', deck],
    ['keywords', tags.join(', ')],
    ['DC.title', title],
    ...authors.map((name): [string, string] => ['DC.creator', name]),
    ['DC.publisher', publication],
    ['DC.date', published],
    ['DC.language', language],
    ['DC.rights', rights],
    ['DC.source', url],
    ['DC.identifier', uid],
    ['DC.type', 'Text'],
    ['citation_title', title],
    ...authors.map((name): [string, string] => ['citation_author', name]),
    ['citation_publication_date', published.slice(0, 10).replaceAll('-', '/')],
    ['citation_publisher', publication],
    ['citation_language', language],
    ['citation_public_url', url],
    ...FIELD_NAMES.map((name): [string, string] => [`broadsheet:${name}`, article[name]]),
    ...tags.map((tag): [string, string] => ['broadsheet:tag', tag]),
    ['broadsheet:retrieved', retrieved],
  ];
  const properties: [string, string][] = [
    ['og:type', 'article'],
    ['og:title', title],
    ['og:description', deck],
    ['og:site_name', publication],
    ['og:url', url],
    ['article:published_time', published],
    ['article:modified_time', updated],
    ['article:section', section],
    ...tags.map((tag): [string, string] => ['article:tag', tag]),
  ];
  const meta = (kind: string, entries: readonly [string, string][]) =>
    entries.flatMap(([name, content]) => (content === '' ? [] : [`<meta${attributes({ [kind]: name, content })}/>\n`]));
  const canonical = URL.canParse(url) ? [`<link rel="canonical"${attributes({ href: url })}/>\n`] : [];
  return [...canonical, ...meta('name', named), ...meta('property', properties)].join('');
}

/** One line of a list of stories. */
export function contentsEntry({ article: { uid, publication }, title, lang, dir, published }: DocumentStory): string {
  const source = [publication, published].flatMap((part) => (part === '' ? [] : [`<bdi>${xmlText(part)}</bdi>`])).join(' · ');
  const link = `<a${attributes({ href: `#${articleName(uid)}`, lang, dir })}>${xmlText(title)}</a>`;
  return `<li>${link}${source === '' ? '' : `<span>${source}</span>`}</li>\n`;
}

/** The list of a page's stories, before them. */
export function contents(title: string, entries: readonly string[]): string {
  return `<nav class="contents" aria-labelledby="contents">
<h1>${xmlText(title)}</h1>
<h2 id="contents">${xmlText(m.document_contents())}</h2>
<ol>
${entries.join('')}</ol>
</nav>
`;
}
