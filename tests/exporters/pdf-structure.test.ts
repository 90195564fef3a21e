import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notesPdfExporter } from '../../electron/exporters/notes-pdf';
import { pdfExporter } from '../../electron/exporters/pdf';
import { temporaryFolder } from '../support/folder';
import { aPicture, aStoryOf, FERRY_FIELDS, FERRY_PARAGRAPHS, ferryNotes, setPages, theFerry } from '../support/page-stories';
import { pdfFacts, tagsIn } from '../support/pdf';
import { writeFileSync } from 'node:fs';

const RICH = `<p>${FERRY_PARAGRAPHS.join('</p><p>')}</p>
  <h2>What it costs</h2><h4>By year</h4>
  <table><thead><tr><th>Year</th><th>Kroner</th></tr></thead><tbody><tr><td>2020</td><td>2.4 million</td></tr></tbody></table>
  <ul><li>nurses</li><li>bakers</li></ul>
  <figure><img src="${aPicture(60, 40)}" alt="A ferry at night"><figcaption>The quay</figcaption></figure>
  <p>See <a href="https://example.org/budget">the <em>budget</em></a>, <a href="https://example.org/survey">a survey</a>
  and <a href="https://example.org/budget">the budget again</a>.</p>`;

const rich = () => aStoryOf(RICH, {}, ferryNotes);

const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined;

describe('what the PDF says to those who do not see it', () => {
  it('tags headings, tables with header cells, lists, figures with words for them, and notes', async () => {
    const { tags } = await pdfFacts(await setPages(pdfExporter, rich()));
    const all = tags.flatMap(tagsIn);
    const roles = new Set(all.map(({ role }) => role));
    for (const role of ['H1', 'H2', 'H3', 'P', 'Table', 'THead', 'TH', 'TD', 'L', 'LI', 'Figure', 'Caption', 'Note', 'Lbl', 'Link'])
      expect(roles).toContain(role);
    expect(all.find(({ role }) => role === 'Figure')?.alt).toContain('A ferry at night');
    expect(all.filter(({ role }) => role === 'H1')).toHaveLength(1);
    expect(all.filter(({ role }) => role === 'Note')).toHaveLength(6);
  });

  it('tags notes in the margin as notes as well, in the order of reading', async () => {
    const { tags } = await pdfFacts(await setPages(pdfExporter, theFerry(), { notes: 'margin' }));
    expect(tags.flatMap(tagsIn).filter(({ role }) => role === 'Note')).toHaveLength(6);
  });

  it('has names, subject, keywords, language and dates in its properties', async () => {
    const { info } = await pdfFacts(await setPages(pdfExporter, theFerry()));
    expect(info).toMatchObject({
      Title: FERRY_FIELDS.headline,
      Author: 'Ingrid Solbakken, Per Lund, Aino Virtanen',
      Subject: FERRY_FIELDS.deck,
      Keywords: 'Ferries, Local politics',
      Language: 'en-GB',
      CreationDate: 'D:20240503100000Z',
    });
  });

  it('has bookmarks of headings, and of highlights below the heading they stand under', async () => {
    const { bookmarks } = await pdfFacts(await setPages(pdfExporter, rich()));
    expect(bookmarks[0]).toEqual({ title: FERRY_FIELDS.headline, depth: 0 });
    expect(bookmarks).toContainEqual({ title: 'What it costs', depth: 1 });
    expect(bookmarks).toContainEqual({ title: 'Y “decided on Tuesday night” [1]', depth: 1 });
    expect(bookmarks).toContainEqual({ title: 'P “bakers and the crews”', depth: 1 });
  });

  it('has bookmarks of the notes where they are printed alone', async () => {
    const { bookmarks } = await pdfFacts(await setPages(notesPdfExporter, theFerry()));
    expect(bookmarks.map(({ title }) => title)).toContain('B “2.4 million kroner a year” [3]');
  });

  it('leads from passage to note and back, and out to addresses', async () => {
    for (const notes of ['footnotes', 'margin', 'endnotes'] as const) {
      const { links } = await pdfFacts(await setPages(pdfExporter, theFerry(), { notes }));
      const ways = notes === 'endnotes' ? 6 : 12;
      expect(links.filter(({ within }) => within)).toHaveLength(ways);
      expect(links.map(({ url }) => url)).toContain('https://example.org/rules');
    }
  });

  it('numbers links and lists their addresses, each once', async () => {
    const { pages } = await pdfFacts(await setPages(pdfExporter, rich(), { links: true, notes: 'none' }));
    const text = pages
      .flat()
      .map((piece) => piece.text)
      .join(' ');
    expect(text).toMatch(/budget ?\[1\] ?, a survey ?\[2\]/);
    expect(text).toMatch(/the budget again ?\[1\]/);
    expect(text).toMatch(/Links 1 https:\/\/example\.org\/budget 2 https:\/\/example\.org\/survey/);
  });
});

describe('the kind of PDF', () => {
  it.each([
    ['ua-1', 'pdfuaid:part>1'],
    ['a-2a', 'pdfaid:part>2'],
    ['a-3a', 'pdfaid:part>3'],
  ] as const)('is %s, as its metadata says', async (standard, said) => {
    const bytes = await setPages(pdfExporter, rich(), { standard });
    expect(Buffer.from(bytes).toString('latin1')).toContain(said);
  });

  it('carries the original with the record, as it is', async () => {
    const original = new TextEncoder().encode('the very bytes');
    const context = { original: () => Promise.resolve(original) };
    const { attachments } = await pdfFacts(await setPages(pdfExporter, theFerry(), { standard: 'a-3a' }, 'a4', context));
    expect(attachments.map(({ name }) => name)).toEqual(['story.txt']);
    expect(Buffer.from(attachments[0]?.bytes ?? []).equals(Buffer.from(original))).toBe(true);
    expect((await pdfFacts(await setPages(pdfExporter, theFerry(), { standard: 'a-2a' }, 'a4', context))).attachments).toEqual([]);
  });

  it('prints as □ for the record what means something else on every computer', async () => {
    const story = theFerry(1, { headline: 'A private \uE000 mark' });
    const { pages } = await pdfFacts(await setPages(pdfExporter, story, { standard: 'a-2a' }));
    expect(pages[0]?.map(({ text }) => text).join('')).toContain('□');
  });
});

describe('other programs', () => {
  it.skipIf(!has('qpdf'))('find nothing wrong with it: qpdf', async () => {
    const folder = temporaryFolder();
    for (const standard of ['ua-1', 'a-2a', 'a-3a'] as const) {
      const file = join(folder, `${standard}.pdf`);
      writeFileSync(file, await setPages(pdfExporter, rich(), { standard, links: true, provenance: true }));
      const { status, stdout } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
      expect(status, stdout).toBe(0);
    }
  });

  it.skipIf(!has('pdffonts'))('find every font in it, as a part of it: poppler', async () => {
    const file = join(temporaryFolder(), 'story.pdf');
    writeFileSync(file, await setPages(pdfExporter, rich()));
    const { stdout } = spawnSync('pdffonts', [file], { encoding: 'utf8' });
    const fonts = stdout.trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(3);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+.* yes yes yes /);
  });
});
