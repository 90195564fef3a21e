import { describe, expect, it } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DEFAULT_LOOK, NOTE_PLACES, type PageLook } from '../../core/pages';
import { notesPdfExporter } from '../../electron/exporters/notes-pdf';
import { pdfExporter } from '../../electron/exporters/pdf';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { anAnnotation, aStoryNote } from '../support/articles';
import type { ExportStory } from '../../core/exporting';
import { anExportStory, CONTEXT, ORIGINAL, writtenBy } from '../support/export-story';
import { pdfPages } from '../support/pdf';

const PARAGRAPHS = Array.from(
  { length: 13 },
  (_, index) => `Paragraph number ${index + 1} tells how the ferry sailed on, whatever the council had decided about it.`,
);

const FERRY = {
  headline: 'Harbour town keeps its night ferry',
  deck: 'By eleven ballots',
  kicker: 'Northern counties',
  byline: 'Ingrid Solbakken',
  dateline: 'VARDEN',
  publication: 'The Northern Mail',
  published: '2021-03-14',
  url: 'https://example.org/ferry',
  language: 'en',
  tags: ['Ferries'],
  paragraphs: PARAGRAPHS,
};

const textOf = async (story: ExportStory) => (await pdfPages(await writtenBy(pdfExporter, story))).join(' ');

const setWith = async (change: Partial<PageLook>, story: ExportStory) =>
  pdfPages(await writtenBy(pdfExporter, story, { ...CONTEXT, page: { ...CONTEXT.page, look: { ...DEFAULT_LOOK, ...change } } }));

describe('the PDF of a story', () => {
  it('holds headline, deck, byline, dateline, publication, date, address, provenance and every paragraph', async () => {
    const text = (await setWith({ provenance: true }, anExportStory(FERRY))).join(' ');
    const expected = [
      FERRY.headline,
      FERRY.deck,
      FERRY.kicker,
      'By Ingrid Solbakken',
      FERRY.publication,
      FERRY.dateline,
      'Published 14 March 2021',
      FERRY.url,
      'Retrieved 1 May 2024',
      'English',
      'Imported 2 May 2024',
      'story.txt',
      ORIGINAL.sha256,
      'Ferries',
      ...PARAGRAPHS,
    ];
    for (const part of expected) expect(text).toContain(part);
  });

  it('adds nothing to the story’s own text', async () => {
    const text = await textOf(anExportStory({ ...FERRY, paragraphs: ['VARDEN — The count took all night.'] }));
    expect(text).toContain('VARDEN — The count');
    expect(text).not.toContain('VARDEN — VARDEN');
  });

  it('holds notes and their references, whose links within the story are mere text', async () => {
    const story = anExportStory({ ...FERRY, dateline: '' });
    const { html, text } = canonicalStory('<p id="r">Rain <a href="#n">one</a>.</p><ol><li id="n">Much. <a href="#r">back</a></li></ol>');
    const bytes = await writtenBy(pdfExporter, { ...story, article: { ...story.article, html, text } }, CONTEXT);
    const words = (await pdfPages(bytes)).join(' ');
    expect(words).toContain('Rain one.');
    expect(words).toContain('Much. back');
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('place-1');
  });

  it('numbers its pages, and has publication and headline above each', async () => {
    const story = anExportStory({
      ...FERRY,
      paragraphs: Array.from({ length: 60 }, (_, index) => `${index}. ${PARAGRAPHS.slice(0, 3).join(' ')}`),
    });
    const pages = await pdfPages(await writtenBy(pdfExporter, story));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`));
    for (const page of pages) expect(page).toContain(`${FERRY.publication} · ${FERRY.headline}`);
  });

  it('sets notes as footnotes on the page of their passage', async () => {
    const paragraphs = Array.from({ length: 60 }, (_, index) => `Mark${index} ${PARAGRAPHS.slice(0, 3).join(' ')}`);
    const story = anExportStory({ ...FERRY, paragraphs }, (article) => [
      anAnnotation(article, 'Mark2 ', { note: 'An early **note**.', tags: ['claim'] }),
      anAnnotation(article, 'Mark50 ', { note: 'A late note.' }),
      anAnnotation(article, 'Mark51 '),
    ]);
    const pages = await pdfPages(await writtenBy(pdfExporter, story));
    expect(pages[0]).toContain('An early note.');
    expect(pages[0]).toContain('#claim');
    expect(pages.find((page) => page.includes('A late note.'))).toContain('Mark50');
    expect(pages[0]).not.toContain('A late note.');
  });

  it('says of orphans that their passage is gone, and keeps their notes', async () => {
    const story = anExportStory(FERRY, (article) => {
      const lost = anAnnotation(article, 'the ferry', { note: 'Where did it go?' });
      return [{ ...lost, selector: { ...lost.selector, exact: 'words that were taken out', start: -1, end: -1 } }];
    });
    const text = await textOf(story);
    expect(text).toContain('words that were taken out');
    expect(text).toContain('Where did it go?');
    expect(text).toContain('passage no longer in the story');
  });

  it('prints markup of any kind as the text it is', async () => {
    const hostile = '#import "/etc/passwd": x $ x^2 $ \\ *bold* _it_ `code` @ref <label> // no comment [[link]] {{x}} #let y = 1';
    const text = await textOf(
      anExportStory({ ...FERRY, headline: hostile, paragraphs: [hostile, '#pagebreak() and \u0007control\u0000 characters'] }),
    );
    expect(text.split('#import "/etc/passwd": x $ x^2 $').length).toBeGreaterThan(2);
    expect(text).toContain('#pagebreak() and control characters');
  });

  it('keeps the longest words inside the page', async () => {
    const bytes = await writtenBy(
      pdfExporter,
      anExportStory({
        ...FERRY,
        headline: `https://example.org/${'x'.repeat(300)}`,
        url: `https://example.org/${'y'.repeat(400)}`,
        paragraphs: ['w'.repeat(500)],
      }),
      CONTEXT,
    );
    const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { width } = page.getViewport({ scale: 1 });
      const { items } = await page.getTextContent();
      for (const item of items) if ('str' in item) expect((item.transform as number[])[4] ?? 0).toBeLessThan(width - item.width);
    }
  });

  it('prints symbols that no font has as a box, and says which', async () => {
    // A symbol of Unicode 16, too young for fonts.
    const text = await textOf(anExportStory({ ...FERRY, paragraphs: ['An ornament \u{1CD00} here.'] }));
    expect(text).toContain('An ornament □ here.');
    expect(text).toContain('U+1CD00');
  });

  // Scripts of Unicode 15 and 16, too young for most fonts.
  const [KAWI, KIRAT] = ['\u{11F12}\u{11F13}', '\u{16D43}\u{16D44}'];

  it('prints letters that no font has as boxes, and says which and what to install', async () => {
    const url = `https://example.org/${KIRAT}`;
    const text = await textOf(anExportStory({ ...FERRY, url, paragraphs: [`Letters ${KAWI} and ${KIRAT} here.`] }));
    expect(text).toContain('Letters □□ and □□ here.');
    for (const code of ['U+11F12', 'U+11F13', 'U+16D43', 'U+16D44']) expect(text).toContain(code);
    expect(text).toContain('install a font such as');
    // Addresses still lead where they led.
    expect(text).toContain(encodeURI(url));
  });

  it('refuses to print a story too many of whose letters no font has, with a sentence', async () => {
    const story = anExportStory({ ...FERRY, headline: 'A', paragraphs: [`Lost ${KAWI} ${KIRAT}`.repeat(9)] });
    await expect(writtenBy(pdfExporter, story)).rejects.toMatchObject({
      code: 'typesetting-failed',
      message: expect.stringContaining('No font on this computer') as string,
    });
  });

  it('is tagged, titled, in its language, and the same bytes every time', async () => {
    const story = anExportStory(FERRY);
    const [first, second] = [await writtenBy(pdfExporter, story, CONTEXT), await writtenBy(pdfExporter, story, CONTEXT)];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    const document = await getDocument({ data: new Uint8Array(first), verbosity: 0 }).promise;
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({ Title: FERRY.headline, Author: FERRY.byline, Language: 'en' });
    expect([...((await document.getMarkInfo()) as unknown as Map<string, boolean>)]).toContainEqual(['Marked', true]);
  });
});

describe('the PDF of the notes', () => {
  it('holds every passage, note, tag and paragraph number, and not the rest of the story', async () => {
    const story = anExportStory(FERRY, (article) => [
      anAnnotation(article, 'Paragraph number 4', { note: 'One.\n\n- two\n- three', tags: ['claim'], color: 'blue' }),
      anAnnotation(article, 'Paragraph number 9', { color: 'underline' }),
    ]);
    const text = (await pdfPages(await writtenBy(notesPdfExporter, story))).join(' ');
    for (const part of [FERRY.headline, 'Paragraph number 4', '¶ 4', 'One.', 'two', '#claim', 'Paragraph number 9', '¶ 9'])
      expect(text).toContain(part);
    expect(text).not.toContain('Paragraph number 5');
  });

  it('names what a colour means, and says of a note on the whole story what it is on', async () => {
    const story = anExportStory(FERRY, (article) => [
      anAnnotation(article, 'Paragraph number 4', { color: 'blue' }),
      aStoryNote(article, 'Ask the council.'),
    ]);
    const context = { ...CONTEXT, meanings: { blue: 'evidence' } };
    for (const exporter of [notesPdfExporter, pdfExporter]) {
      const text = (await pdfPages(await writtenBy(exporter, story, context))).join(' ');
      expect(text).toContain('on the whole story');
      expect(text).toContain('Ask the council.');
      expect(text).not.toContain('passage no longer');
      if (exporter === notesPdfExporter) expect(text).toContain('evidence');
    }
  });

  it('says so when there is none', async () => {
    const text = (await pdfPages(await writtenBy(notesPdfExporter, anExportStory(FERRY)))).join(' ');
    expect(text).toContain('There are no notes');
  });
});

it('says on every page from where and when the story was fetched, with the whole address', async () => {
  const url = 'https://northern-mail.example/2021/03/14/counties/varden/night-ferry-vote-survives-by-eleven-ballots';
  const story = anExportStory({ ...FERRY, url, paragraphs: Array.from({ length: 60 }, () => PARAGRAPHS.join(' ')) });
  const pages = await pdfPages(await writtenBy(pdfExporter, story));
  expect(pages.length).toBeGreaterThan(5);
  // The end of a line of the foot leaves a space behind.
  for (const page of pages) expect(page.replaceAll(' ', '')).toContain(`${url}Retrieved`);
});

describe('the look of the pages', () => {
  const story = () => {
    const paragraphs = PARAGRAPHS.slice(0, 3);
    return anExportStory({ ...FERRY, paragraphs }, (article) => [anAnnotation(article, 'the ferry sailed on', { note: 'Who counted?' })]);
  };

  it('has notes below the story, behind it, or nowhere', async () => {
    const [below, beside, behind, nowhere] = await Promise.all(
      NOTE_PLACES.map(async (notes) => (await setWith({ notes }, story())).join(' ')),
    );
    expect(beside).toContain('Who counted?');
    expect(below).toContain('Who counted?');
    expect(behind).toMatch(/Paragraph number 3 .* Notes .* Who counted\?/);
    expect(nowhere).not.toContain('Who counted?');
    expect(nowhere).toContain('tells how the ferry sailed on, whatever');
  });

  it('takes more pages in larger type and between wider margins', async () => {
    const long = () => anExportStory({ ...FERRY, paragraphs: Array.from({ length: 8 }, () => PARAGRAPHS.join(' ')) });
    const count = async (change: Partial<PageLook>) => (await setWith(change, long())).length;
    expect(await count({ textSize: 'largest' })).toBeGreaterThan(await count({ textSize: 'small' }));
    expect(await count({ margins: 'wide' })).toBeGreaterThan(await count({ margins: 'narrow' }));
  });

  it('leaves out where the story comes from when that is not wanted', async () => {
    expect((await setWith({ provenance: false }, story())).join(' ')).not.toContain(ORIGINAL.sha256);
  });

  it('sets notes on paper whose highlights are left out', async () => {
    expect((await setWith({ highlights: false }, story())).join(' ')).toContain('Who counted?');
  });
});
