import { describe, expect, it } from 'vitest';
import { pdfExporter } from '../../electron/exporters/pdf';
import { anAnnotation } from '../support/articles';
import { FERRY_PARAGRAPHS, setPages, theFerry } from '../support/page-stories';
import { pdfFacts, type PlacedText } from '../support/pdf';

const A4 = { width: 595.3, height: 841.9 };

const marginOf = (page: PlacedText[]) => page.filter(({ x }) => x > A4.width * 0.7);
const findIn = (page: PlacedText[], words: string) => page.find(({ text }) => text.includes(words));

/** Lines of the margin must not stand on one another. */
function expectNoOverlap(page: PlacedText[]) {
  const lines = [...new Set(marginOf(page).map(({ y }) => Math.round(y)))].sort((a, b) => a - b);
  // Superscript numbers stand a little above their line: what is closer than 4 points is one line.
  const apart = lines.map((y, index) => (index === 0 ? Infinity : y - (lines[index - 1] ?? 0))).filter((gap) => gap > 4);
  for (const gap of apart) expect(gap).toBeGreaterThan(6);
}

const PHRASES = FERRY_PARAGRAPHS.join(' ').match(/\b[\w’]+ [\w’]+ [\w’]+\b/g) ?? [];
const manyNotes = (length: number) =>
  theFerry(1, {}, (article) =>
    PHRASES.filter((phrase, index) => index % 2 === 0 && article.text.includes(phrase)).map((phrase, index) =>
      anAnnotation(article, phrase, { note: `Remark${index} ${'goes on about it and '.repeat(length)}`, color: 'green' }),
    ),
  );

describe('notes in the margin', () => {
  it('stand beside their passages, apart from the story', async () => {
    const { pages } = await pdfFacts(await setPages(pdfExporter, theFerry(), { notes: 'margin' }));
    const [page = []] = pages;
    for (const [passage, note] of [
      ['decided on Tuesday', 'Check the minutes'],
      ['letter', 'Ask for a copy'],
      ['a new engine', 'Which yard'],
    ] as const) {
      const [there, here] = [findIn(page, passage), findIn(marginOf(page), note)];
      expect(here, note).toBeDefined();
      expect(Math.abs((there?.y ?? 0) - (here?.y ?? 0)), note).toBeLessThan(90);
      expect(here?.x).toBeGreaterThan((there?.x ?? 0) + 10);
    }
    expectNoOverlap(page);
    for (const { x, width } of page) expect(x + width).toBeLessThan(A4.width - 15);
  });

  it('never stand on one another or leave the page, however many there are', async () => {
    const { pages } = await pdfFacts(await setPages(pdfExporter, manyNotes(1), { notes: 'margin' }));
    for (const page of pages) {
      expectNoOverlap(page);
      for (const { y } of marginOf(page)) expect(y).toBeLessThan(A4.height - 60);
    }
  });

  it('are printed behind the story where the margin is full, and a line says so', async () => {
    const { pages } = await pdfFacts(await setPages(pdfExporter, manyNotes(6), { notes: 'margin' }));
    const beside = pages
      .flatMap(marginOf)
      .map(({ text }) => text)
      .join(' ');
    const all = pages
      .flat()
      .map(({ text }) => text)
      .join(' ');
    expect(beside).toContain('→');
    const numbers = Array.from({ length: manyNotes(1).annotations.length }, (_, index) => index);
    for (const number of numbers) expect(all).toContain(`Remark${number} `);
    expect(numbers.some((number) => !beside.includes(`Remark${number} `))).toBe(true);
  });
});
