import type { ArticleFields } from '../../../core/article';
import { newsDateOf, newsDate } from '../../../core/news-date';
import type { ExportStory } from '../../../core/exporting';
import { storyAddress } from '../../../core/story-link';
import { namesOf } from './byline-names';
import { nitfBody } from './nitf-body';
import { attributes, xmlText } from './xml-text';

const NAMESPACE = 'http://iptc.org/std/NITF/2006-10-18/';
const VERSION = '-//IPTC//DTD NITF 3.6//EN';

/** Dates that the format may not be able to say as they are. */
const DATES = ['published', 'updated', 'embargo'] as const satisfies readonly (keyof ArticleFields)[];

/** A story as an NITF document. */
export function nitfDocument({ article }: ExportStory, appVersion: string): string {
  const { uid, language, html } = article;
  const root = attributes({ xmlns: NAMESPACE, version: VERSION, uno: storyAddress(uid), baselang: language });
  return `<?xml version="1.0" encoding="UTF-8"?>
<nitf${root}>
<head>
${head(article, appVersion)}
</head>
<body${attributes({ 'xml:lang': language })}>
<body.head>
${bodyHead(article)}
</body.head>
<body.content>
${nitfBody(html)}
</body.content>
</body>
</nitf>
`;
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');

/** An element without content; none where nothing is to be said. */
function empty(name: string, values: Readonly<Record<string, string | number | undefined>>): string {
  const said = attributes(values);
  return said === '' ? '' : `<${name}${said}/>`;
}

const meta = (name: string, content: string) => (content === '' ? '' : empty('meta', { name, content }));

function head(article: ExportStory['article'], appVersion: string): string {
  const { headline, uid, sourceId, published, updated, embargo, tags, slugline, publication, edition, section, url, wordCount } = article;
  const inexact = DATES.filter((name) => article[name] !== '' && newsDateOf(newsDate(article[name])) !== article[name]);
  const keywords = tags.map((key) => empty('keyword', { key }));
  const printed = { name: publication, 'edition.name': edition, 'position.section': section, 'ex-ref': url };
  return joined([
    `<title>${xmlText(headline)}</title>`,
    meta('generator', `Broadsheet ${appVersion}`),
    meta('retrieved', article.retrieved),
    ...inexact.map((name) => meta(`broadsheet.${name}`, article[name])),
    joined([
      '<docdata>',
      empty('doc-id', { 'id-string': sourceId || uid }),
      empty('date.issue', { norm: newsDate(published) }),
      empty('date.release', { norm: newsDate(embargo) }),
      empty('du-key', { key: slugline }),
      keywords.length === 0 ? '' : `<key-list>${keywords.join('')}</key-list>`,
      '</docdata>',
    ]),
    empty('pubdata', {
      ...(url !== '' && { type: 'web' }),
      'item-length': wordCount,
      'unit-of-measure': 'word',
      'date.publication': newsDate(published),
      ...printed,
    }),
    empty('revision-history', { norm: newsDate(updated) }),
  ]);
}

function bodyHead({ headline, kicker, deck, rights, byline, creditLine, dateline }: ExportStory['article']): string {
  const element = (name: string, content: string) => (content === '' ? '' : `<${name}>${content}</${name}>`);
  const lines = [
    `<hl1>${xmlText(headline)}</hl1>`,
    deck === '' ? '' : `<hl2>${xmlText(deck)}</hl2>`,
    kicker === '' ? '' : `<hl2 class="kicker">${xmlText(kicker)}</hl2>`,
  ];
  return joined([
    `<hedline>${lines.join('')}</hedline>`,
    element('rights', xmlText(rights)),
    element('byline', withPersons(byline)),
    element('distributor', element('org', xmlText(creditLine))),
    element('dateline', element('location', xmlText(dateline))),
  ]);
}

/** A byline as it is printed, each name in it that can be told apart marked as a person's. */
function withPersons(byline: string): string {
  let at = 0;
  let marked = '';
  for (const name of namesOf(byline)) {
    const start = byline.indexOf(name, at);
    if (start < 0) continue;
    marked += `${xmlText(byline.slice(at, start))}<person>${xmlText(name)}</person>`;
    at = start + name.length;
  }
  return marked + xmlText(byline.slice(at));
}
