import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { ExportStory } from '../../core/exporting';
import { epubExporter } from '../../electron/exporters/epub';
import { anAnnotation } from '../support/articles';
import { ferry, generatedStories, PICTURE, storyOf, togetherBy, walked } from '../support/document-stories';
import { anExportStory, CONTEXT, writtenBy } from '../support/export-story';
import { temporaryFolder } from '../support/folder';
import { xmlOf } from '../support/xml';

/** The files of a book as text, by their paths. */
function filesOf(book: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(book)).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

async function complaintsAbout(book: Uint8Array): Promise<string[]> {
  const { messages } = await EpubCheck.validate(book);
  const said = messages.map(
    ({ severity, id, message, location }) => `${severity} ${id} ${message} ${location?.path ?? ''}:${location?.line ?? ''}`,
  );
  for (const [path, text] of Object.entries(filesOf(book))) {
    if (!/\.(xhtml|opf|xml)$/.test(path)) continue;
    try {
      xmlOf(text);
    } catch (error) {
      said.push(`${path}: ${String(error)}`);
    }
  }
  return said.filter((line) => !line.startsWith('info') && !line.startsWith('usage'));
}

const pageOf = (text: string | undefined) => parseHTML((text ?? '').replace(/^<\?xml[^>]*>\s*/, '')).document;
const bookOf = async (story: ExportStory) => writtenBy(epubExporter, story);

/** The checker of the W3C, which is a Java program. */
const JAR = '/usr/bin/epubcheck';
const hasJar = existsSync(JAR) && spawnSync('java', ['-version']).status === 0;

describe('a book of stories', () => {
  it('opens with its type, readable as it is', async () => {
    const book = await bookOf(ferry());
    expect(strFromU8(book.subarray(30, 58))).toBe('mimetypeapplication/epub+zip');
    expect(Object.keys(unzipSync(book)).slice(0, 2)).toEqual(['mimetype', 'META-INF/container.xml']);
  });

  it('is valid, of one story and of many, and the same bytes every time', async () => {
    const arabic = anExportStory({ headline: 'العبّارة', language: 'ar', paragraphs: ['تبحر العبّارة عند منتصف الليل.'] });
    const stories = [ferry(), arabic, anExportStory({ headline: '台風', language: 'ja', paragraphs: ['大型の台風。'] })];
    for (const write of [() => bookOf(stories[0] ?? arabic), () => togetherBy(epubExporter, walked(...stories))]) {
      const book = await write();
      expect(await complaintsAbout(book)).toEqual([]);
      expect(Buffer.from(book).equals(Buffer.from(await write()))).toBe(true);
    }
  });

  it.skipIf(!hasJar)('is valid to the W3C’s own checker', async () => {
    const file = join(temporaryFolder(), 'book.epub');
    writeFileSync(file, await togetherBy(epubExporter, walked(ferry(), anExportStory({}))));
    expect(execFileSync('java', ['-jar', JAR, file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toContain(
      'No errors or warnings',
    );
  });

  it('says what it holds', async () => {
    const story = ferry();
    const opf = filesOf(await bookOf(story))['EPUB/package.opf'] ?? '';
    const texts = (name: string) => [...opf.matchAll(new RegExp(`<${name}[^>]*>([^<]*)<`, 'g'))].map(([, text]) => text);
    expect(texts('dc:title')).toEqual([story.article.headline]);
    expect(texts('dc:creator')).toEqual(['Ingrid Solbakken', 'Ola Berg']);
    expect(texts('dc:publisher')).toEqual(['The Northern Mail']);
    expect(texts('dc:date')).toEqual(['2021-03-14T08:00:00+01:00']);
    expect(texts('dc:source')).toEqual([story.article.url.replaceAll('&', '&amp;')]);
    expect(texts('dc:language')).toEqual(['en-GB']);
    expect(texts('dc:identifier')[0]).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(texts('meta')).toEqual(
      expect.arrayContaining(['2024-05-03T10:00:00Z', 'textual', 'visual', 'alternativeText', 'tableOfContents']),
    );
  });

  it('has footnotes that readers show in place, highlights, and pictures as files, each once', async () => {
    const story = ferry();
    const twice = storyOf(`<figure><img src="${PICTURE}" alt=""></figure><p>a</p>`);
    const files = filesOf(await togetherBy(epubExporter, walked(story, twice)));
    const page = pageOf(files['EPUB/stories/0001.xhtml']);
    expect(page.documentElement.getAttribute('xml:lang')).toBe('en-GB');
    const calls = [...page.querySelectorAll('.text a')].filter((link) => link.getAttribute('epub:type') === 'noteref');
    expect(calls.map((link) => link.textContent)).toEqual(['2', '3', '4', '5', '6']);
    for (const link of calls) expect(page.querySelector(link.getAttribute('href') ?? '')?.getAttribute('epub:type')).toBe('footnote');
    expect(page.querySelector('mark[data-color="pink"]')?.textContent).toBe('island with a view');
    expect(Object.keys(files).filter((path) => path.startsWith('EPUB/pictures/'))).toHaveLength(1);
    expect(page.querySelector('img')?.getAttribute('alt')).toBe('The quay at night');
    expect(files['EPUB/package.opf']).not.toContain('alternativeText');
  });

  it('ends with all notes by colour, each leading to its place', async () => {
    const story = ferry();
    const files = filesOf(await writtenBy(epubExporter, story, { ...CONTEXT, meanings: { green: 'evidence' } }));
    const index = pageOf(files['EPUB/notes.xhtml']);
    expect([...index.querySelectorAll('h2')].map((heading) => heading.textContent.replace(/\s+/g, ' '))).toEqual([
      'Y Yellow',
      'G evidence',
      'B Blue',
      'P Pink',
      'O Orange',
      'V Purple',
      'U Underline',
    ]);
    expect(index.querySelectorAll('.note')).toHaveLength(story.annotations.length);
    for (const link of index.querySelectorAll('.note a')) {
      const [path = '', name = ''] = (link.getAttribute('href') ?? '').split('#');
      expect(pageOf(files[`EPUB/${path}`]).getElementById(name)).not.toBeNull();
    }
  });

  it('turns its pages to the right when most of its stories are read that way', async () => {
    const arabic = () => anExportStory({ language: 'ar', paragraphs: ['تبحر العبّارة عند منتصف الليل.'] });
    const direction = async (...stories: ExportStory[]) =>
      /page-progression-direction="(\w+)"/.exec(filesOf(await togetherBy(epubExporter, walked(...stories)))['EPUB/package.opf'] ?? '')?.[1];
    expect(await direction(arabic(), arabic(), ferry())).toBe('rtl');
    expect(await direction(arabic(), ferry())).toBe('ltr');
  });

  it.each<[string, ExportStory]>([
    ['nothing at all', anExportStory({ headline: '', paragraphs: [], retrieved: '' })],
    ['forty authors', anExportStory({ byline: Array.from({ length: 40 }, (_, n) => `Writer ${n}`).join(', ') })],
    ['a long address', anExportStory({ url: `https://example.org/${'a'.repeat(3_000)}` })],
    ['a date and a language that are none', anExportStory({ published: 'in May', language: 'English (UK)' })],
    ['control characters and half a character', anExportStory({ headline: 'A\u0000B\uD83D\uFFFE', byline: '\u0001', rights: ' ' })],
    ['broken pictures', storyOf('<figure><img src="data:image/png;base64,AAAA" alt="x"></figure><figure><img src="https://example.org/a b|c.png"></figure><p>a</p>')], // prettier-ignore
  ])('is valid of a story with %s', async (_, story) => expect(await complaintsAbout(await bookOf(story))).toEqual([]));

  it('is valid with two thousand notes', async () => {
    const paragraphs = Array.from({ length: 2_000 }, (_, index) => `Paragraph ${index}.`);
    const story = anExportStory({ paragraphs }, (article) => paragraphs.map((one) => anAnnotation(article, one, { note: 'Why?' })));
    expect(await complaintsAbout(await bookOf(story))).toEqual([]);
  });

  it('is valid of any stories', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(generatedStories(), { minLength: 1, maxLength: 3 }), async (stories) => {
        expect(await complaintsAbout(await togetherBy(epubExporter, walked(...stories)))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
