import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseImporter } from '../../electron/importers';
import { findDateline } from '../../electron/importers/parts/dateline';
import { findDate } from '../../electron/importers/parts/dates';
import { factsOfLine, isPrintButton } from '../../electron/importers/parts/page-lines';
import { readStory } from '../../electron/importers/parts/plain-story';
import { printPage } from '../../electron/importers/print-page';
import { firstStory, paragraphsOf, storiesOf, utf8 } from './stories';

const SEED = join(import.meta.dirname, '../../../shared/data/seed/print-page.txt');

describe.skipIf(!existsSync(SEED))('a real print page', () => {
  it('comes in whole', async () => {
    const bytes = readFileSync(SEED);
    expect(chooseImporter(bytes, 'print-page.txt').id).toBe('print-page');
    const story = await firstStory(printPage, bytes, 'print-page.txt');
    expect(story.fields).toEqual({
      headline: 'Japan’s Abe, Trump to continue close coordination on N. Korea',
      dateline: 'NEW YORK',
    });
    const paragraphs = paragraphsOf(story);
    expect(paragraphs).toHaveLength(13);
    expect(paragraphs[0]).toMatch(/^NEW YORK — Japanese/);
    expect(story.tags).toEqual([
      { name: 'Ambassador', navigation: false },
      { name: 'Ukraine', navigation: false },
      { name: 'COVID-19', navigation: false },
      { name: 'Trending Japan', navigation: true },
    ]);
    expect(story.warnings).toEqual([]);
  });
});

describe('the print button’s line', () => {
  it.each([
    'print PRINT',
    'Print',
    'PRINT',
    'Print this page',
    'Printer-friendly version',
    'Drucken',
    'Imprimer',
    '印刷',
    '打印',
    '인쇄',
    'Печать',
    '[Print]',
  ])('is known: %s', (line) => expect(isPrintButton(line)).toBe(true));
  it.each(['Print is not dead', 'Printed matter', 'Imprimatur', 'Press'])('is not: %s', (line) => expect(isPrintButton(line)).toBe(false));
});

describe('datelines', () => {
  it.each([
    ['NEW YORK — The', 'NEW YORK', ''],
    ['LONDON (AP) — The', 'LONDON', 'AP'],
    ['DAMASCUS, July 17 (Reuters) - The', 'DAMASCUS', 'Reuters'],
    ['PARIS, Texas – The', 'PARIS, Texas', ''],
    ['SÃO PAULO -- The', 'SÃO PAULO', ''],
    ['ST. ORRIN, 4 May — The', 'ST. ORRIN', ''],
    ['RIO DE JANEIRO - The', 'RIO DE JANEIRO', ''],
    ['Berlin (dpa) - Der', 'Berlin', 'dpa'],
    ['London, March 4 - The', 'London', ''],
    ['LAKE SUCCESS, N.Y. March 3 - The', 'LAKE SUCCESS, N.Y.', ''],
    ['【東京＝共同】政府は', '東京', '共同'],
  ])('are found: %s', (line, place, agency) => expect(findDateline(line)).toEqual({ place, agency }));

  it.each([
    'The mayor — who',
    'A UFO landed — or',
    'BREAKING: it rains',
    'CORRECTED - The mayor',
    'I — of all people',
    'WASHINGTON said no - twice',
    'Berlin - eine Stadt',
  ])('are not imagined: %s', (line) => expect(findDateline(line)).toBeNull());
});

describe('dates in print', () => {
  it.each([
    ['May 4, 2024', '2024-05-04'],
    ['Sept. 23, 2018', '2018-09-23'],
    ['Saturday 4 May 2024 at 6:05 p.m.', '2024-05-04T18:05'],
    ['4. Mai 2024, 18:30 Uhr', '2024-05-04T18:30'],
    ['le 1er mars 2023', '2023-03-01'],
    ['12 de octubre de 2022', '2022-10-12'],
    ['4 мая 2024', '2024-05-04'],
    ['2024年5月4日', '2024-05-04'],
    ['04.05.2024', '2024-05-04'],
    ['2024-05-04 06:30 UTC', '2024-05-04T06:30Z'],
  ])('reads %s', (line, iso) => expect(findDate(line)?.iso).toBe(iso));

  it.each(['03/04/2024', 'February 30, 2024', 'May be 12, 2024', 'Room 4, 2024'])('does not guess %s', (line) =>
    expect(findDate(line)).toBeNull(),
  );
});

describe('lines around a story', () => {
  it.each([
    ['By Ada Lind', { byline: 'Ada Lind' }],
    ['BY ADA LIND and J. P. Moss', { byline: 'ADA LIND and J. P. Moss' }],
    ['Updated: May 5, 2024', { updated: '2024-05-05' }],
    ['https://mill.example/a', { url: 'https://mill.example/a' }],
    ['By Ada Lind | The Mill Echo | 4 May 2024', { byline: 'Ada Lind', publication: 'The Mill Echo', published: '2024-05-04' }],
    ['© 2024 The Mill Echo', { rights: '© 2024 The Mill Echo' }],
  ])('tell what they tell: %s', (line, facts) => expect(factsOfLine(line)).toEqual(facts));

  it.each([
    'By then the river had already risen again',
    'By the river',
    'It happened on May 4, 2024, at the mill',
    'Source of the river found',
  ])('stay in the story otherwise: %s', (line) => expect(factsOfLine(line)).toBeNull());
});

describe('plain stories', () => {
  const text = (source: string) => readStory(source);

  it('need no tags, no dateline and no print button', () => {
    const story = text('Headline here\n\nFirst paragraph, which is a sentence.\n\nSecond one.');
    expect(story?.fields.headline).toBe('Headline here');
    expect(story?.body).toEqual({ kind: 'text', paragraphs: ['First paragraph, which is a sentence.', 'Second one.'] });
    expect(story?.tags).toEqual([]);
  });

  it('get a headline of their first words where they have none, and say so', () => {
    const sentence =
      'The library has returned a book to its reader four decades before she knew that she had lost it, the librarian said on Tuesday.';
    const story = text(sentence);
    expect(sentence.startsWith((story?.fields.headline ?? '').replace('…', ''))).toBe(true);
    expect(story?.body).toEqual({ kind: 'text', paragraphs: [sentence] });
    expect(story?.warnings.join()).toContain('headline');
  });

  it('may have one line a paragraph and no blank lines', () => {
    const lines = [
      'Headline',
      'The first paragraph is long enough to be one, and it ends as sentences do.',
      'The second follows at once, without a blank line between the two.',
    ];
    const story = text(lines.join('\n'));
    expect(story?.fields.headline).toBe('Headline');
    expect(story?.body).toEqual({ kind: 'text', paragraphs: lines.slice(1) });
  });

  it('keep a list of sentences in the body', () => {
    const story = text(
      'Headline\n\nThe council decided three things on Monday, and regretted two.\n\n• The bridge is to be painted green again.\n• The goose may stay.',
    );
    expect(story?.tags).toEqual([]);
    expect(JSON.stringify(story?.body)).toContain('The goose may stay.');
  });

  it.each(['•', '·', '*', '-', '–', '・'])('have tags with the bullet %s', (bullet) => {
    const story = text(`Headline\n\nA paragraph that is the story.\n\n  ${bullet} Rivers\n\t${bullet} COVID-19\n${bullet} rivers`);
    expect(story?.tags.map(({ name }) => name)).toEqual(['Rivers', 'COVID-19']);
  });

  it('lose no word that is not understood', () => {
    const word = fc.stringMatching(/^[a-zA-Zà-ž0-9.,|•*-]{1,12}$/);
    const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\n\n', '\r\n\r\n'), (lines, separator) => {
        const story = text(lines.join(separator).replaceAll('\r', ''));
        const kept = JSON.stringify(story).toLowerCase();
        for (const found of lines.join(' ').match(/[a-zà-ž0-9]{3,}/giu) ?? [])
          if (!/^(by|von|par|por|print|tags?|drucken)$/i.test(found)) expect(kept).toContain(found.toLowerCase());
      }),
    );
  });
});

describe('what is no story', () => {
  const choose = (text: string, name: string) => () => chooseImporter(utf8(text), name);

  it('is refused with a sentence', () => {
    expect(() => chooseImporter(new Uint8Array(), 'a.txt')).toThrow('a.txt is empty.');
    expect(() =>
      chooseImporter(
        Uint8Array.from({ length: 999 }, (_, index) => index % 7),
        'a.txt',
      ),
    ).toThrow('a.txt is a binary file, not a text.');
    expect(choose('%PDF-1.4 text', 'a.txt')).toThrow('a.txt is a PDF');
    expect(choose('{"a": 1}', 'a.json')).toThrow('a.json is in no format that can be imported.');
    expect(choose('const a = 1;', 'a.js')).toThrow('no format');
    expect(choose('  \n \n', 'a.txt')).toThrow('no format');
  });

  it('is refused when only the print button is left', async () => {
    await expect(storiesOf(printPage, utf8('Print\n\nPRINT\n'), 'a.txt')).rejects.toThrow('a.txt holds no story');
  });
});
