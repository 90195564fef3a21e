import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportStory } from '../../core/exporting';
import { DEFAULT_LOOK, type DossierParts, type PageLook } from '../../core/pages';
import { isCompanion, type ExportContext } from '../../electron/exporters/exporter';
import { pdfExporter } from '../../electron/exporters/pdf';
import { anAnnotation, aStoryNote } from '../support/articles';
import { anExportStory, CONTEXT } from '../support/export-story';
import { temporaryFolder } from '../support/folder';
import { pdfPages } from '../support/pdf';

const LINE = 'It leaves at 21.40, when the shops are dark, and carries nurses, cod and the late post across the sound.';
const FERRY = anExportStory(
  {
    headline: 'Harbour town keeps its night ferry',
    byline: 'Ingrid Solbakken',
    publication: 'The Northern Mail',
    published: '2021-03-14',
    url: 'https://example.org/ferry',
    language: 'en',
    html: `<p>The officer counted twice.</p>${`<p>${LINE}</p>`.repeat(30)}<h2>The count</h2><p>Eleven ballots.</p>`,
    text: ['The officer counted twice.', ...Array.from({ length: 30 }, () => LINE), 'The count', 'Eleven ballots.'].join('\n\n'),
  },
  (article) => [
    aStoryNote(article, 'Call the council.', { color: 'blue', tags: ['todo'] }),
    anAnnotation(article, 'officer counted', { note: 'Check the **minutes**.', tags: ['evidence'] }),
    anAnnotation(article, 'Eleven ballots', { color: 'green' }),
  ],
);
const ARABIC = anExportStory(
  {
    headline: 'ازدهار سوق السفن',
    byline: 'أحمد محمود',
    publication: 'صحيفة الميناء',
    published: '2022-05',
    url: 'https://example.org/ar',
    language: 'ar',
    paragraphs: ['عادت السفن إلى الأرصفة القديمة.'],
  },
  (article) => [anAnnotation(article, 'الأرصفة القديمة', { note: 'سؤال', tags: ['evidence'] })],
);
const JAPANESE = anExportStory({
  headline: '台風が接近',
  byline: '山田 太郎',
  publication: '朝日新聞',
  published: '2023-09-01',
  url: 'https://www.asahi.com/a',
  language: 'ja',
  paragraphs: ['夜行フェリーは欠航となった。'],
});

async function dossier(
  stories: ExportStory[],
  {
    name = '',
    look = {},
    parts = {},
    context = {},
  }: { name?: string; look?: Partial<PageLook>; parts?: Partial<DossierParts>; context?: Partial<ExportContext> } = {},
): Promise<Uint8Array> {
  const walked = {
    total: stories.length,
    isWhole: false,
    name,
    async *[Symbol.asyncIterator]() {
      yield* stories;
    },
  };
  const page = { ...CONTEXT.page, look: { ...DEFAULT_LOOK, ...look, dossier: { ...DEFAULT_LOOK.dossier, ...parts } } };
  const pieces: Uint8Array[] = [];
  for await (const piece of pdfExporter.writeTogether?.(walked, { ...CONTEXT, archive: 'Harbour desk', page, ...context }) ?? [])
    if (!isCompanion(piece)) pieces.push(piece);
  return Buffer.concat(pieces);
}

interface Bookmark {
  title: string;
  items: Bookmark[];
}
const titles = (items: Bookmark[]): unknown[] =>
  items.map(({ title, items: below }) => (below.length > 0 ? [title, titles(below)] : title));

/** What pdf.js finds in a document besides its text: bookmarks, and for each page the pages its links lead to. */
async function insides(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const outline = titles((await document.getOutline()) ?? []);
  const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
  const links: number[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const annotations = (await (await document.getPage(number)).getAnnotations()) as { dest?: unknown[] | string }[];
    const pages: number[] = [];
    for (const { dest } of annotations) {
      const place = typeof dest === 'string' ? await document.getDestination(dest) : dest;
      if (Array.isArray(place)) pages.push((await document.getPageIndex(place[0] as never)) + 1);
    }
    links.push([...new Set(pages)]);
  }
  await task.destroy();
  return { outline, info, links };
}

describe('a document of many stories', () => {
  let bytes: Uint8Array;
  let pages: string[];
  beforeAll(async () => {
    bytes = await dossier([FERRY, ARABIC, JAPANESE], { name: 'night ferry' });
    pages = await pdfPages(bytes);
  });
  const pageWith = (words: string | RegExp) =>
    pages.findIndex((page) => (typeof words === 'string' ? page.includes(words) : words.test(page))) + 1;

  it('opens with a cover that says what it is', () => {
    expect(pages[0]).toMatch(
      /^night ferry 3 stories 14 March 2021 to 1 September 2023 From the archive “Harbour desk” Put together on \d+ \w+ \d{4}$/,
    );
  });

  it('lists every story with its source and the page it begins on, and leads there', async () => {
    const first = pageWith('The officer counted');
    const arabic = pageWith(/عادت/);
    const japanese = pageWith('夜行フェリーは');
    expect([first, arabic > first + 1, japanese]).toEqual([3, true, arabic + 1]);
    expect(pages[1]).toMatch(new RegExp(`^Contents Harbour town keeps its night ferry.*The Northern Mail.*14 March 2021.*${first}`));
    expect(pages[1]).toContain('Page 2 of ' + String(pages.length));
    expect((await insides(bytes)).links[1]).toEqual([first, arabic, japanese]);
  });

  it('prints each story under its own lines, with its own notes numbered from one', () => {
    const second = pages[3] ?? '';
    expect(second).toMatch(/^The Northern Mail · Harbour town keeps its night ferry/);
    expect(second).toMatch(/example\.org\/ferry\s+Retrieved/);
    expect(pages[2]).toMatch(/2\s*Y Check the minutes\./);
    const arabic = pages[pageWith(/عادت/) - 1] ?? '';
    expect(arabic).toContain('example.org/ar');
    expect(arabic).not.toContain('example.org/ferry');
  });

  it('lists all notes by colour and by tag, with the pages of their passages', async () => {
    const [ballots, lines] = [pageWith('The count Eleven ballots'), pageWith('Notes by colour')];
    const index = pages[lines - 1] ?? '';
    expect(index).toMatch(/Y Yellow Harbour town keeps its night ferry “officer counted” 3/);
    expect(index).toMatch(new RegExp(`G Green Harbour town keeps its night ferry “Eleven ballots” ${ballots}`));
    expect(index).toMatch(/B Blue Harbour town keeps its night ferry Call the council\. \d/);
    expect(pages[lines]).toMatch(/^Notes by tag #evidence Harbour.*“officer counted” .*#todo Harbour.* Call the council\./);
    expect(index).not.toContain('Retrieved');
    expect((await insides(bytes)).links[lines - 1]).toEqual(expect.arrayContaining([3, ballots]));
  });

  it('ends with a bibliography in the chosen style', async () => {
    const last = pages.at(-1) ?? '';
    expect(last).toMatch(
      /^Bibliography Solbakken, I\. \(2021, March 14\)\. Harbour town keeps its night ferry\. The Northern Mail\. https:/,
    );
    expect(last).toContain('山田太郎. (2023, September 1). 台風が接近. 朝日新聞.');
    const ieee = await pdfPages(await dossier([FERRY, JAPANESE], { context: { choice: { ...CONTEXT.choice, style: 'ieee' } } }));
    expect(ieee.at(-1)).toMatch(/^Bibliography \[1\] I\. Solbakken, ‘Harbour town.* \[2\] 山田太郎/);
  });

  it('has bookmarks of its parts, stories, their headings and highlights, and says what it is', async () => {
    const { outline, info } = await insides(bytes);
    expect(outline).toEqual([
      'night ferry',
      'Contents',
      ['Harbour town keeps its night ferry', expect.arrayContaining([expect.stringContaining('officer counted')]) as unknown],
      ['ازدهار سوق السفن', [expect.stringContaining('الأرصفة')]],
      '台風が接近',
      ['Notes by colour', ['Yellow', 'Green', 'Blue']],
      ['Notes by tag', ['#evidence', '#todo']],
      'Bibliography',
    ]);
    expect(info).toMatchObject({ Title: 'night ferry', CreationDate: 'D:20240503100000Z' });
  });

  it('is sound to qpdf and tagged to poppler', ({ skip }) => {
    const path = join(temporaryFolder(), 'dossier.pdf');
    writeFileSync(path, bytes);
    const checked = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
    const read = spawnSync('pdfinfo', [path], { encoding: 'utf8' });
    if (checked.error || read.error) return skip();
    expect(checked.status).toBe(0);
    expect(read.stdout).toMatch(/Tagged: +yes/);
  });

  it('has the parts that are wanted, under the title that was given', async () => {
    const bare = { cover: false, contents: false, index: false, bibliography: false };
    expect((await pdfPages(await dossier([ARABIC, JAPANESE], { parts: bare }))).map((page) => page.includes('Page'))).toEqual([true, true]);
    const [cover = ''] = await pdfPages(await dossier([JAPANESE], { name: 'found', parts: { ...bare, cover: true, title: 'The storm' } }));
    expect(cover).toMatch(/^The storm 1 story 1 September 2023 From/);
  });

  it('prints a story once that is there twice, and a copy on which something was written', async () => {
    const copy = { ...JAPANESE, article: { ...JAPANESE.article, uid: ARABIC.article.uid } };
    const noted = { ...copy, annotations: [{ ...(FERRY.annotations[0] as (typeof FERRY.annotations)[number]) }] };
    expect((await pdfPages(await dossier([JAPANESE, JAPANESE, copy])))[0]).toContain('1 story');
    expect((await pdfPages(await dossier([JAPANESE, noted])))[0]).toContain('2 stories');
  });

  it.each([
    { columns: 'two' },
    { notes: 'margin' },
    { notes: 'endnotes', links: true },
    { clean: true },
    { standard: 'a-2a', provenance: true },
  ] as const)('is set with %j as well', async (look) => {
    const set = (await pdfPages(await dossier([FERRY, ARABIC, JAPANESE], { look }))).join(' ');
    for (const words of ['Contents', 'Eleven ballots', '夜行フェリーは', 'Bibliography']) expect(set).toContain(words);
    expect(set.includes('Notes by colour')).toBe(!('clean' in look));
  });

  it('refuses more words than memory has room for, with a sentence', async () => {
    const long = { ...FERRY, article: { ...FERRY.article, wordCount: 2_000_000 } };
    await expect(dossier([long])).rejects.toThrow('A document of many stories may have up to 1,500,000 words.');
  });
});
