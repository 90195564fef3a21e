import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { entries as parsedEntries } from 'bibtex-parse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCompanion, type Exporter } from '../../electron/exporters/exporter';
import { bibtexExporter } from '../../electron/exporters/bibtex';
import { cslJsonExporter } from '../../electron/exporters/csl-json';
import { risExporter } from '../../electron/exporters/ris';
import type { ExportStory } from '../../core/exporting';
import { anAnnotation, aStoryNote } from '../support/articles';
import { anExportStory, CONTEXT, writtenBy } from '../support/export-story';

const FERRY = {
  headline: 'Harbour town keeps 50% of its night ferry & {all} #1 in Vardø',
  byline: 'Ingrid Solbakken and Ola Berg Jr.',
  publication: 'The Northern Mail',
  section: 'Business',
  deck: 'Nobody missed it_.',
  edition: 'Late edition',
  dateline: 'VARDEN',
  published: '2021-03-04T08:00:00+01:00',
  retrieved: '2024-05-01T08:00:00.000Z',
  url: 'https://example.org/ferry_1?a=50%25&b=~x#{y}',
  language: 'en-GB',
  tags: ['Sea/Ferries', 'ships, large', '北朝鮮'],
};
const story = (change: Parameters<typeof anExportStory>[0] = {}) =>
  anExportStory({ ...FERRY, ...change }, (article) => [
    aStoryNote(article, 'Ask *again*.\n\nThen\twrite.'),
    anAnnotation(article, 'The ferry sailed'),
  ]);

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const one = async (exporter: Exporter, of = story()) => decode(await writtenBy(exporter, of));

async function together(exporter: Exporter, stories: ExportStory[]): Promise<string> {
  const walked = {
    total: stories.length,
    async *[Symbol.asyncIterator]() {
      yield* stories;
    },
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of exporter.writeTogether?.(walked, CONTEXT) ?? []) if (!isCompanion(piece)) pieces.push(piece);
  return decode(Buffer.concat(pieces));
}

interface Read {
  id: string;
  type: string;
  title: string;
  author?: { family?: string; given?: string; suffix?: string; literal?: string }[];
  issued?: { 'date-parts': number[][] };
  [name: string]: unknown;
}
const readBy = (text: unknown, kind: string) => new Cite(text, { forceType: kind }).data as Read[];

describe('a story as RIS', () => {
  it('has the lines that reference managers read', async () => {
    expect((await one(risExporter)).split('\r\n')).toEqual([
      'TY  - NEWS',
      'ID  - solbakken2021harbour',
      'TI  - Harbour town keeps 50% of its night ferry & {all} #1 in Vardø',
      'AU  - Solbakken, Ingrid',
      'AU  - Berg, Ola, Jr.',
      'T2  - The Northern Mail',
      'DA  - 2021/03/04/',
      'PY  - 2021',
      'Y2  - 2024/05/01/',
      'ET  - Late edition',
      'SE  - Business',
      'LA  - en-GB',
      `UR  - ${FERRY.url}`,
      'AB  - Nobody missed it_.',
      'KW  - Sea/Ferries',
      'KW  - ships, large',
      'KW  - 北朝鮮',
      'N1  - Ask again. Then write.',
      'N1  - “The ferry sailed”',
      'ER  - ',
      '',
    ]);
  });

  it('is read by citation-js', async () => {
    const [read] = readBy(await one(risExporter), '@ris/file');
    expect(read).toMatchObject({
      type: 'article-newspaper',
      title: FERRY.headline,
      'container-title': 'The Northern Mail',
      URL: FERRY.url,
      // It reads the year's line where there is one; Zotero and EndNote read the day's.
      issued: { 'date-parts': [[2021]] },
    });
    // A newspaper's author is its reporter here, as EndNote calls that field.
    expect(read?.['reporter']).toEqual(['Solbakken, Ingrid', 'Berg, Ola, Jr.']);
  });

  it('has an empty place for what a date does not say, and leaves out what is not known', async () => {
    const bare = await one(
      risExporter,
      anExportStory({
        ...FERRY,
        published: '2021-03',
        byline: 'Smith, Jones, and Sons Agency',
        publication: '',
        section: '',
        deck: '',
        edition: '',
        tags: [],
      }),
    );
    expect(bare).toContain('TY  - ELEC\r\n');
    expect(bare).toContain('DA  - 2021/03//\r\n');
    expect(bare).toContain('T2  - example.org\r\n');
    expect(bare).not.toMatch(/^(KW|N1|SE|ET|AB) {2}-/m);
  });
});

describe('a story as BibTeX', () => {
  it('has the fields of BibTeX and of BibLaTeX, with nothing in them that is a command', async () => {
    expect(await one(bibtexExporter)).toBe(`@article{solbakken2021harbour,
  title = {Harbour town keeps 50\\% of its night ferry \\& \\{all\\} \\#1 in {Vardø}},
  author = {Solbakken, Ingrid and Berg, Jr., Ola},
  journal = {The Northern Mail},
  date = {2021-03-04},
  year = {2021},
  month = mar,
  edition = {Late edition},
  url = {https://example.org/ferry_1?a=50%25&b=~x#%7By%7D},
  urldate = {2024-05-01},
  language = {en-GB},
  abstract = {Nobody missed it\\_.},
  keywords = {Sea/Ferries, {ships, large}, 北朝鮮},
  annote = {Ask again. Then write.

“The ferry sailed”},
}
`);
  });

  it('is read by citation-js and by bibtex-parse', async () => {
    const text = await one(bibtexExporter);
    expect(readBy(text, '@bibtex/text')[0]).toMatchObject({
      id: 'solbakken2021harbour',
      title: expect.stringMatching(/^Harbour town keeps 50% of its night ferry & \{all\} #1 in (<span class="nocase">)?Vardø/) as string,
      'container-title': 'The Northern Mail',
      author: [
        { family: 'Solbakken', given: 'Ingrid' },
        { family: 'Berg', given: 'Ola', suffix: 'Jr.' },
      ],
    });
    expect(parsedEntries(text)).toMatchObject([
      { key: 'solbakken2021harbour', type: 'article', JOURNAL: 'The Northern Mail', DATE: '2021-03-04', YEAR: '2021' },
    ]);
  });

  it('keeps agencies whole, and scripts as they are', async () => {
    const japanese = await one(
      bibtexExporter,
      story({
        headline: '台風が接近',
        byline: '山田 太郎、共同通信',
        publication: '朝日新聞',
        url: 'https://www.asahi.com/a',
        language: 'ja',
      }),
    );
    expect(japanese).toContain('@article{asahi2021,\n  title = {台風が接近},\n  author = {山田, 太郎 and {共同通信}},');
    expect(await one(bibtexExporter, story({ byline: 'Barnes and Noble News' }))).toContain('author = {{Barnes} and {Noble News}}');
    expect(await one(bibtexExporter, story({ publication: '' }))).toMatch(/^@misc\{.*\n[\s\S]* {2}howpublished = \{example\.org\},/);
  });

  it('gives back any headline, author and tag when it is read', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'aÅé北م{}\\$&#%_~^"\'`?!<>@-,.:'), minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 5 }), async (words) => {
        const headline = words.join(' ');
        const [read] = parsedEntries(await one(bibtexExporter, anExportStory({ ...FERRY, headline, publication: headline })));
        expect(read?.['YEAR']).toBe('2021');
        const text = await one(bibtexExporter, anExportStory({ ...FERRY, publication: headline, headline }));
        const [again] = readBy(text, '@bibtex/text');
        expect(again?.['container-title']).toBe(headline);
        expect(again?.title.replace(/<\/?span[^>]*>/g, '')).toBe(headline);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a story as CSL-JSON', () => {
  it('is an array of items with key, keywords and notes', async () => {
    const items = JSON.parse(await one(cslJsonExporter)) as Read[];
    expect(items).toMatchObject([
      {
        id: 'solbakken2021harbour',
        'citation-key': 'solbakken2021harbour',
        type: 'article-newspaper',
        keyword: 'Sea/Ferries, ships, large, 北朝鮮',
        annote: 'Ask again. Then write.\n\n“The ferry sailed”',
        'event-place': 'VARDEN',
      },
    ]);
    expect(readBy(items, '@csl/list+object')[0]).toMatchObject({
      title: FERRY.headline,
      issued: { 'date-parts': [[2021, 3, 4]] },
    });
  });
});

describe('many stories in one file of references', () => {
  const stories = [story(), story(), story({ byline: 'Ann Lee' })];
  const KEYS = ['solbakken2021harbour', 'solbakken2021harbourb', 'lee2021harbour'];

  it('have keys of their own in every format', async () => {
    expect((JSON.parse(await together(cslJsonExporter, stories)) as Read[]).map(({ id }) => id)).toEqual(KEYS);
    expect(parsedEntries(await together(bibtexExporter, stories)).map(({ key }) => key)).toEqual(KEYS);
    expect([...(await together(risExporter, stories)).matchAll(/^ID {2}- (.*)\r$/gm)].map(([, key]) => key)).toEqual(KEYS);
    expect(readBy(await together(risExporter, stories), '@ris/file')).toHaveLength(3);
  });

  it('may be none', async () => {
    expect(JSON.parse(await together(cslJsonExporter, []))).toEqual([]);
  });
});
