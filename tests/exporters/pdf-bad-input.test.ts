import { describe, expect, it } from 'vitest';
import { NOTE_PLACES } from '../../core/pages';
import { notesPdfExporter } from '../../electron/exporters/notes-pdf';
import { pdfExporter } from '../../electron/exporters/pdf';
import { anAnnotation } from '../support/articles';
import { anExportStory } from '../support/export-story';
import { aStoryOf, FERRY_PARAGRAPHS, setPages, theFerry } from '../support/page-stories';
import { pdfFacts, pdfPages } from '../support/pdf';

const NOTHING = { headline: '', byline: '', publication: '', published: '', url: '', language: '', retrieved: '', tags: [] };

describe('pages of stories that lack or exaggerate', () => {
  it('a headline and a date: the first words stand for the one, nothing for the other', async () => {
    const [page = ''] = await pdfPages(await setPages(pdfExporter, anExportStory({ ...NOTHING, paragraphs: FERRY_PARAGRAPHS })));
    expect(page).toContain('The last ferry across the Varden strait will keep its place');
    expect(page).not.toContain('Published');
  });

  it('everything', async () => {
    for (const exporter of [pdfExporter, notesPdfExporter]) {
      const pages = await pdfPages(
        await setPages(exporter, anExportStory({ ...NOTHING, paragraphs: [''] }), { provenance: true, links: true }),
      );
      expect(pages).toHaveLength(1);
    }
  });

  it('forty authors, an address of 3,000 characters and an endless headline, in one column and in two', async () => {
    const authors = Array.from({ length: 40 }, (_, index) => `Author Number${index}`);
    const url = `https://example.org/${'path/'.repeat(100)}${'x'.repeat(2_500)}`;
    const story = theFerry(3, { byline: authors.join(', '), url, headline: 'A headline that goes on and on '.repeat(20) });
    for (const columns of ['one', 'two'] as const) {
      const pages = await pdfPages(await setPages(pdfExporter, story, { columns }));
      const text = pages.join(' ');
      for (const author of authors) expect(text).toContain(author);
      expect(text.split('path/').length).toBeGreaterThan(100);
      expect(text.match(/x/g)?.length).toBeGreaterThan(2_500);
      expect(text).toContain('during which a bus would drive around the fjord');
      expect(pages.length).toBeLessThan(8);
    }
  });

  it('three hundred pages', async () => {
    const pages = await pdfPages(
      await setPages(
        pdfExporter,
        theFerry(200, {}, () => []),
        { textSize: 'largest', margins: 'wide' },
      ),
    );
    expect(pages.length).toBeGreaterThan(100);
    expect(pages.at(-1)).toContain(`Page ${pages.length} of ${pages.length}`);
  });

  it.each(NOTE_PLACES)('two thousand notes, placed as “%s”', async (notes) => {
    const marks = Array.from({ length: 2_000 }, (_, index) => `Mark${index}.`);
    const paragraphs = Array.from({ length: 100 }, (_, index) =>
      marks
        .slice(index * 20, index * 20 + 20)
        .map((mark) => `${mark} The ferry sailed.`)
        .join(' '),
    );
    const noted = anExportStory({ paragraphs }, (article) =>
      marks.map((mark, index) => anAnnotation(article, mark, { note: `Remark${index}.` })),
    );
    const text = (await pdfPages(await setPages(pdfExporter, noted, { notes }))).join(' ');
    const printed = marks.filter((_, index) => text.includes(`Remark${index}.`));
    expect(printed).toHaveLength(notes === 'none' ? 0 : 2_000);
  });

  it('a highlight on every word, at every edge of a line and a page', async () => {
    const story = anExportStory(
      { paragraphs: Array.from({ length: 9 }, (_, index) => `${index} ${FERRY_PARAGRAPHS.join(' ')}`) },
      (article) =>
        [...article.text.matchAll(/[\w’]+/g)].map(({ 0: word, index }) => {
          const made = anAnnotation(article, word, { note: index % 7 === 0 ? 'A remark.' : '' });
          return { ...made, selector: { ...made.selector, start: index, end: index + word.length } };
        }),
    );
    for (const notes of NOTE_PLACES) expect((await pdfPages(await setPages(pdfExporter, story, { notes }))).length).toBeGreaterThan(1);
  });

  it('a table of many columns, with a note in a cell: words stay in their columns', async () => {
    const cells = (name: string, row: number) =>
      Array.from({ length: 12 }, (_, column) => `<${name}>Wordy${row}x${column} somewhat</${name}>`).join('');
    const rows = Array.from({ length: 40 }, (_, row) => `<tr>${cells(row === 0 ? 'th' : 'td', row)}</tr>`).join('');
    const story = aStoryOf(`<p>Before.</p><table>${rows}</table><p>Behind.</p>`, {}, (article) => [
      anAnnotation(article, 'Wordy20x5', { note: 'In a cell.' }),
    ]);
    for (const columns of ['one', 'two'] as const) {
      const { pages } = await pdfFacts(await setPages(pdfExporter, story, { columns }));
      const text = pages
        .flat()
        .map((piece) => piece.text)
        .join(' ');
      expect(text).toContain('In a cell.');
      expect(text).toContain('Behind.');
      for (const { x, width } of pages.flat()) expect(x + width).toBeLessThan(570);
    }
  });

  it('emoji and mixed directions', async () => {
    const text = 'A mixed line: \u05e9\u05dc\u05d5\u05dd and \u0645\u0631\u062d\u0628\u0627, \u202ereversed\u202c, 👩‍👩‍👧 and 🙂\u200f end.';
    const story = anExportStory({ headline: `Mixed 🙂 ${text}`, paragraphs: [text, ...FERRY_PARAGRAPHS] }, (article) => [
      anAnnotation(article, 'A mixed line', { note: text }),
    ]);
    for (const notes of NOTE_PLACES) {
      const words = (await pdfPages(await setPages(pdfExporter, story, { notes }))).join(' ');
      expect(words).toContain('A mixed line');
      expect(words).toContain('The last ferry across');
    }
  });

  it('marks upon marks that no font has together, and still ends', async () => {
    const crowded = ['e\u0301\u1df5', 'x\u0301\u1ab0', 'x\u1df5\u0301', '\u05d0\u05b8\u1df5', 'y\u1dc4\u1dc5'];
    const story = anExportStory({ ...NOTHING, paragraphs: [`Before ${crowded.join(' ')} behind.`] });
    const text = (await pdfPages(await setPages(pdfExporter, story))).join(' ');
    expect(text).toContain('Before');
    expect(text).toContain('behind.');
  });
});
