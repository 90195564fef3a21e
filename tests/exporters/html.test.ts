import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES } from '../../core/article';
import type { ExportStory } from '../../core/exporting';
import { htmlExporter } from '../../electron/exporters/html';
import { htmlPage } from '../../electron/importers/html-page';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { firstStory } from '../importers/stories';
import { anAnnotation, aStoryNote } from '../support/articles';
import { ferry, generatedStories, PICTURE, storyOf, togetherBy, walked } from '../support/document-stories';
import { anExportStory, CONTEXT, ORIGINAL, writtenBy } from '../support/export-story';

const textOf = async (story: ExportStory, context = CONTEXT) => new TextDecoder().decode(await writtenBy(htmlExporter, story, context));
const pageOf = async (story: ExportStory, context = CONTEXT) => parseHTML(await textOf(story, context)).document;
const readBack = async (story: ExportStory) => firstStory(htmlPage, await writtenBy(htmlExporter, story), 'story.html');

describe('a story as a web page', () => {
  it('says who, where, when, from which address, and how it is checked', async () => {
    const story = ferry();
    const page = await pageOf(story);
    const article = page.querySelector('article');
    expect(page.documentElement.getAttribute('lang')).toBe('en-GB');
    expect(article?.querySelector('h1')?.textContent).toBe(story.article.headline);
    const head = article?.querySelector('header')?.textContent;
    for (const part of [
      'Northern counties',
      'By eleven ballots',
      'By Ingrid Solbakken and Ola Berg',
      'The Northern Mail',
      story.article.url,
    ])
      expect(head).toContain(part);
    expect(article?.querySelector('header time')?.getAttribute('datetime')).toBe('2021-03-14T08:00:00+01:00');
    const foot = article?.querySelector('.provenance')?.textContent;
    for (const part of [story.article.uid, ORIGINAL.sha256, '© The Northern Mail', '1 May 2024']) expect(foot).toContain(part);
  });

  it('needs nothing but itself: no script, nothing fetched, other pictures as links', async () => {
    const page = await pageOf(ferry());
    expect(page.querySelector('script, iframe, object, link[rel~="stylesheet"], [onclick]')).toBeNull();
    expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain("default-src 'none'");
    expect([...page.querySelectorAll('[src]')].map((element) => element.getAttribute('src'))).toEqual([PICTURE]);
    expect(page.querySelector('a.picture')?.getAttribute('href')).toBe('https://example.org/far.jpg');
    expect(await textOf(ferry())).not.toContain('javascript:');
  });

  it('leads from each passage to its note and back, and names colours, tags and lost passages', async () => {
    const page = await pageOf(ferry(), { ...CONTEXT, meanings: { green: 'evidence' } });
    const calls = [...page.querySelectorAll('.text [role="doc-noteref"]')];
    expect(calls.map((link) => link.textContent)).toEqual(['2', '3', '4', '5', '6']);
    for (const link of calls) {
      const note = page.querySelector(link.getAttribute('href') ?? '');
      expect(note?.querySelector('[role="doc-backlink"]')?.getAttribute('href')).toBe(`#${link.id}`);
    }
    const notes = page.querySelector('.notes')?.textContent ?? '';
    for (const part of [
      'evidence',
      '¶ 1',
      '#claim',
      'on the whole story',
      'passage no longer in the story',
      'a passage that went',
      '3 May 2024',
    ])
      expect(notes).toContain(part);
    expect(page.querySelector('#note-2 strong')?.textContent).toBe('minutes');
    expect([...page.querySelectorAll('mark[data-color="blue"]')].map((mark) => mark.textContent)).toEqual(['counted', ' twice.1', 'Eleven ballots', 'It carries nurses']); // prettier-ignore
    expect(page.querySelector('mark[data-color="underline"]')?.getAttribute('data-letter')).toBe('U');
    const names = [...page.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
  });

  it('comes back with every field, its tags and its text as they were', async () => {
    const story = ferry();
    const { article } = story;
    const { fields, tags, body, retrieved } = await readBack(story);
    expect({ ...Object.fromEntries(FIELD_NAMES.map((name) => [name, ''])), ...fields }).toEqual(
      Object.fromEntries(FIELD_NAMES.map((name) => [name, article[name]])),
    );
    expect(tags.map(({ name }) => name)).toEqual(article.tags);
    expect(retrieved).toBe(article.retrieved);
    const made = canonicalStory(body.kind === 'html' ? body.html : '');
    expect(made.text).toBe(article.text);
    expect(made.html).toBe(article.html);
  });

  it('is read by others’ names as well', async () => {
    const page = await pageOf(ferry());
    const meta = (name: string) =>
      [...page.querySelectorAll(`meta[name="${name}"], meta[property="${name}"]`)].map((element) => element.getAttribute('content'));
    expect(meta('DC.creator')).toEqual(['Ingrid Solbakken', 'Ola Berg']);
    expect(meta('citation_publication_date')).toEqual(['2021/03/14']);
    expect(meta('article:published_time')).toEqual(['2021-03-14T08:00:00+01:00']);
    expect(meta('og:site_name')).toEqual(['The Northern Mail']);
  });

  it('is the same bytes every time', async () => {
    const story = ferry();
    expect(await textOf(story)).toBe(await textOf(story));
  });
});

describe('many stories as one web page', () => {
  it('lists them before the first, each with places of its own', async () => {
    const first = ferry();
    const second = anExportStory({ headline: '台風が接近', language: 'ja', paragraphs: ['大型の台風。'] }, (article) => [
      anAnnotation(article, '台風', { note: 'Which?' }),
    ]);
    const bytes = await togetherBy(htmlExporter, walked(first, second));
    const page = parseHTML(new TextDecoder().decode(bytes)).document;
    const links = [...page.querySelectorAll('nav a')];
    expect(links.map((link) => link.textContent)).toEqual([first.article.headline, second.article.headline]);
    for (const link of links) expect(page.querySelector(link.getAttribute('href') ?? '')?.localName).toBe('article');
    const names = [...page.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    for (const link of page.querySelectorAll('a[href^="#"]')) expect(names).toContain((link.getAttribute('href') ?? '').slice(1));
    expect(page.querySelectorAll('article')[1]?.getAttribute('lang')).toBe('ja');
    expect(page.querySelectorAll('h1')).toHaveLength(1);
  });

  it('holds more than the memory it keeps', async () => {
    const long = anExportStory({ paragraphs: Array.from({ length: 3_000 }, (_, index) => `${index} ${'word '.repeat(100).trim()}`) });
    const bytes = await togetherBy(htmlExporter, walked(long, anExportStory({ headline: 'Last' })));
    const text = new TextDecoder().decode(bytes);
    expect(text.match(/<p>\d+ word/g)).toHaveLength(3_000);
    expect(text.lastIndexOf('Last')).toBeGreaterThan(text.lastIndexOf('2999 word'));
  });

  it('is a whole page of no stories', async () => {
    expect(new TextDecoder().decode(await togetherBy(htmlExporter, walked()))).toMatch(/0 stories[\s\S]*<\/html>\n$/);
  });
});

describe('stories that are badly made', () => {
  it.each<[string, ExportStory, string]>([
    ['no headline', anExportStory({ headline: '' }), 'HARBOUR TOWN — The ferry sailed at noon.'],
    ['nothing at all', anExportStory({ headline: '', paragraphs: [], retrieved: '' }), 'story-'],
    ['forty authors', anExportStory({ byline: Array.from({ length: 40 }, (_, n) => `Writer ${n}`).join(', ') }), 'Writer 39'],
    ['a long address', anExportStory({ url: `https://example.org/${'a'.repeat(3_000)}` }), 'a'.repeat(3_000)],
    ['no address', anExportStory({ url: 'no address' }), 'no address'],
    ['a date that is none', anExportStory({ published: 'in May' }), 'in May'],
    ['control characters', anExportStory({ headline: 'A\u0000\u0007B\uFFFE' }), '<h1>AB</h1>'],
    ['half a character', anExportStory({ headline: 'A\uD83D' }), '<h1>A\uFFFD</h1>'],
    ['markup', anExportStory({ headline: '</title><script>1</script>', byline: '"><b>' }), '&lt;/title&gt;&lt;script&gt;'],
    ['a broken picture', storyOf('<figure><img src="data:image/png;base64,AAAA" alt="x"></figure><p>a</p>'), 'base64,AAAA'],
  ])('writes one with %s', async (_, story, expected) => {
    const text = await textOf(story);
    expect(text).toContain(expected);
    expect(text).not.toContain('<script');
  });

  it('numbers two thousand notes', async () => {
    const paragraphs = Array.from({ length: 2_000 }, (_, index) => `Paragraph ${index}.`);
    const story = anExportStory({ paragraphs }, (article) => [
      ...paragraphs.map((paragraph) => anAnnotation(article, paragraph, { note: 'Why?' })),
      aStoryNote(article, 'All of it.'),
    ]);
    expect((await pageOf(story)).querySelectorAll('[role="doc-backlink"]')).toHaveLength(2_000);
  });

  it('gives back the text of any story', async () => {
    await fc.assert(
      fc.asyncProperty(generatedStories(), async (story) => {
        if (story.article.text === '') return;
        const { fields, body } = await readBack(story);
        expect(canonicalStory(body.kind === 'html' ? body.html : '').text).toBe(story.article.text);
        for (const name of FIELD_NAMES) expect(fields[name] ?? '').toBe(story.article[name]);
      }),
      { numRuns: 100 },
    );
  });
});
