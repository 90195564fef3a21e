import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Computer, startApp, type RunningApp } from '../support/app';
import { pdfPages } from '../support/pdf';
import { Person } from '../support/person';
import { writePrintPage } from '../support/stories';

const HEADLINE = 'Harbour town keeps its night ferry';
const PASSAGE = 'nurses, cod and the late post';
const PARAGRAPHS = [
  'VARDEN — When the last box had been tipped out, the officer counted twice.',
  'It leaves at 21.40, when the shops are dark, and carries nurses, cod and the late post.',
  '“We were asked whether we could do without something only some of us have seen,” the harbour master said.',
];

/** One story from file to paper, each step on what the one before left, as a person goes. */
describe('one story', () => {
  const computer = new Computer();
  let running: RunningApp;
  let person: Person;

  const start = async () => {
    running = await startApp(computer);
    person = new Person(running);
    await running.page.getByRole('option').first().waitFor();
  };
  beforeAll(start);
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  it('is imported from a file, after a look at what was recognised', async () => {
    await person.importFiles([writePrintPage(computer.home)]);
    await person.open(HEADLINE);
    const story = person.page.getByRole('article');
    for (const paragraph of PARAGRAPHS) expect(await story.textContent()).toContain(paragraph);
    expect(await story.textContent()).not.toContain('print PRINT');
    expect(await person.page.getByRole('navigation').textContent()).toContain('Ferries');
  });

  it('is found while its words are being typed', async () => {
    await person.search('harb');
    await expect.poll(() => person.page.getByRole('option').count()).toBe(1);
    await person.page.keyboard.type('our "night ferry" -weathercock');
    await expect
      .poll(() => person.page.getByRole('option').locator('mark').allTextContents())
      .toEqual(expect.arrayContaining(['Harbour', 'night ferry']));
    await person.search('submarine');
    await person.page.getByText('No story holds “submarine”.').waitFor();
    await person.page.keyboard.press('Escape');
    await expect.poll(() => person.page.getByRole('option').count()).toBe(2);
  });

  it('is found by what a misspelt word may have meant', async () => {
    await person.search('harbuor town ');
    await person.page.getByRole('button', { name: 'Did you mean' }).click();
    await expect.poll(() => person.page.getByRole('option').count()).toBe(1);
    await person.search('x');
    await person.page.keyboard.press('Escape');
    await expect.poll(() => person.page.getByRole('option').count()).toBe(2);
  });

  it('is highlighted in a colour with a key, and that is undone and done again', async () => {
    await person.open(HEADLINE);
    await person.select('counted twice');
    await person.page.keyboard.press('3');
    await expect.poll(() => person.painted('blue')).toEqual(['counted twice']);
    await person.clickPassage('counted twice');
    await person.page.getByRole('button', { name: 'Delete the highlight' }).click();
    await expect.poll(() => person.painted('blue')).toEqual([]);
    await person.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => person.painted('blue')).toEqual(['counted twice']);
  });

  it('is given a note', async () => {
    await person.select(PASSAGE);
    await person.note('Ask **who** else was aboard.');
    await expect.poll(() => person.painted('yellow')).toEqual([PASSAGE]);
    await person.page.getByText('who', { exact: true }).waitFor();
    await expect.poll(() => person.page.getByRole('option').filter({ hasText: HEADLINE }).textContent()).toContain('2 marks');
  });

  it('still has its note after the app was closed and started again', async () => {
    await running.close();
    await start();
    await person.open(HEADLINE);
    await expect.poll(() => person.painted('yellow')).toEqual([PASSAGE]);
    await expect.poll(() => person.painted('blue')).toEqual(['counted twice']);
    await person.page.getByText('else was aboard.').waitFor();
  });

  it('is printed to PDF, whose text is the story with its note as a footnote', async () => {
    const path = join(computer.home, 'story.pdf');
    await person.export('PDF of the story', path);
    const text = (await pdfPages(readFileSync(path))).join(' ');
    // The footnote's number stands between the passage and what follows.
    for (const part of [HEADLINE, 'VARDEN', 'Ask who else was aboard.', 'Page 1 of 1', PARAGRAPHS[2] ?? '']) expect(text).toContain(part);
    expect(text).toContain('It leaves at 21.40, when the shops are dark, and carries nurses, cod and the late post');
  });

  it('is taken away as notes in PDF and Markdown', async () => {
    const pdf = join(computer.home, 'notes.pdf');
    await person.export('PDF of the notes', pdf);
    expect((await pdfPages(readFileSync(pdf))).join(' ')).toContain('Ask who else was aboard.');
    const markdown = join(computer.home, 'notes.md');
    await person.export('Obsidian notes', markdown);
    const text = readFileSync(markdown, 'utf8');
    expect(text).toContain(`> [!quote|yellow] ¶ 2\n> ${PASSAGE}`);
    expect(text).toContain('Ask **who** else was aboard.');
  });

  it('says in a sentence when it cannot be written, and leaves nothing behind', async () => {
    await running.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/proc/story.pdf' });
    });
    await person.page.getByRole('button', { name: 'Export', exact: true }).click();
    await person.page.getByRole('menuitem', { name: 'PDF of the story' }).click();
    await person.page.getByText('/proc/story.pdf cannot be written.').waitFor();
  });

  it('goes to the printer as the same pages', async () => {
    // The system's dialog cannot be answered here: what would be printed is watched instead, in the hidden window itself.
    await running.app.evaluate(({ app }) => {
      app.once('web-contents-created', (_event, contents) => {
        contents.print = (_options: unknown, done: (success: boolean, reason: string) => void) => {
          (globalThis as { printed?: string }).printed = contents.getURL();
          done(true, '');
        };
      });
    });
    await person.page.getByRole('button', { name: 'Print', exact: true }).click();
    await person.page.getByRole('img', { name: 'Page 1 of 1' }).waitFor();
    await person.page.getByRole('main').getByRole('button', { name: 'Print…' }).click();
    await expect
      .poll(() => running.app.evaluate(() => (globalThis as { printed?: string }).printed ?? ''), { timeout: 20_000 })
      .toMatch(/^file:.*pages\.pdf$/);
  });

  it('is refused when it is there already', async () => {
    await person.page.getByRole('button', { name: 'Import', exact: true }).click();
    await running.app.evaluate(
      ({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
      },
      join(computer.home, 'ferry.txt'),
    );
    await person.page.getByRole('menuitem', { name: 'Import stories…' }).click();
    const room = person.page.getByRole('main');
    await room.getByText('The archive already holds this very file.').waitFor();
    expect(await room.getByRole('button', { name: /^Import \d/ }).isDisabled()).toBe(true);
    await room.getByRole('button', { name: 'Cancel' }).click();
    await person.page.getByRole('listbox', { name: 'Stories' }).waitFor();
  });

  it('comes in from the clipboard and by dropping as well', async () => {
    await running.app.evaluate(({ clipboard }) =>
      clipboard.writeText(
        'Bakery opens at five\n\nSUNDBY — The new bakery opened its doors at five in the morning.\n\nA queue had formed at four.\n',
      ),
    );
    await person.page.getByRole('button', { name: 'Import', exact: true }).click();
    await person.page.getByRole('menuitem', { name: 'Import from the clipboard…' }).click();
    await person.confirmImport();
    await person.open('Bakery opens at five');

    const path = writePrintPage(
      computer.home,
      'river.txt',
      'River rises again\n\nELVEN — The river rose by a metre overnight.\n\nCellars were pumped out.\n',
    );
    await person.page.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'drop-source';
      document.body.append(input);
    });
    await person.page.locator('#drop-source').setInputFiles(path);
    await person.page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#drop-source');
      const file = input?.files?.[0];
      if (!file) return;
      const data = new DataTransfer();
      data.items.add(file);
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      input.remove();
    });
    await person.confirmImport();
    await person.open('River rises again');
  });

  it('never made the page complain', () => {
    expect(running.complaints).toEqual([]);
  });
});
