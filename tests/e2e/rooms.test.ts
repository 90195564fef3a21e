import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOpenDialog, answerSaveDialog, Computer, startApp, type RunningApp } from '../support/app';
import { writePrintPage } from '../support/stories';

/** The rooms beside the library, one after the other as a person goes through them. */
describe('the rooms', () => {
  const computer = new Computer();
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp(computer);
    await running.page.getByRole('option').first().waitFor();
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  const room = () => running.page.getByRole('main');

  it('import shows what is understood, what came of an import, and takes it back', async () => {
    const { page } = running;
    const bakery = 'Bakery opens at five\n\nSUNDBY — The new bakery opened at five in the morning.\n\nA queue had formed at four.\n';
    const files = [writePrintPage(computer.home), writePrintPage(computer.home, 'bakery.txt', bakery), join(computer.home, 'gone.txt')];
    await page.keyboard.press('Control+4');
    await room().getByRole('heading', { level: 1, name: 'Import' }).waitFor();
    await room().getByText('What is understood').waitFor();
    await answerOpenDialog(running, files);
    await room().getByRole('button', { name: 'Import stories…' }).click();
    await room().getByText('2 new stories').waitFor();
    await room().getByText('1 that cannot be imported').waitFor();
    await page.keyboard.press('Enter');
    await room().getByText('2 stories imported').waitFor();

    await room().getByRole('radio', { name: 'Refused 1' }).click();
    await expect.poll(() => room().getByRole('listitem').count()).toBe(1);
    const path = join(computer.home, 'report.csv');
    await answerSaveDialog(running, path);
    await room().getByRole('button', { name: 'Save as a table…' }).click();
    await page.getByText(`Saved as ${path}`).waitFor();
    expect(readFileSync(path, 'utf8')).toContain('gone.txt');

    await room().getByRole('button', { name: 'Undo this import' }).click();
    await room().getByText('2 stories taken out again').waitFor();
    await room().getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
  });

  it('print shows the very pages, changed by what is chosen, and remembers it', async () => {
    const { page } = running;
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await room()
      .getByRole('img', { name: /^Page 1 of/ })
      .waitFor();
    // Ink on paper: the page was painted.
    await expect
      .poll(() =>
        room()
          .locator('canvas')
          .first()
          .evaluate((canvas: HTMLCanvasElement) => {
            if (canvas.width === 0) return false;
            const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
            return pixels.some((value, index) => index % 4 === 0 && value < 64);
          }),
      )
      .toBe(true);
    const count = () => room().getByRole('img').count();
    const before = await count();
    await room().getByRole('radio', { name: 'Very large' }).check();
    await expect.poll(count).toBeGreaterThan(before);
    await page.keyboard.press('Control+1');
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    expect(await room().getByRole('radio', { name: 'Very large' }).isChecked()).toBe(true);
  });

  it('export writes several stories into a folder, after a look at the first file', async () => {
    const { page } = running;
    await page.keyboard.press('Control+e');
    await room()
      .getByRole('radio', { name: /^The whole archive: 1 story/ })
      .check();
    await room().getByRole('radio', { name: 'For notes' }).check();
    await room()
      .getByRole('radio', { name: /^Markdown/ })
      .check();
    await room().getByRole('radio', { name: 'A file for each story' }).check();
    await room().getByRole('region', { name: 'The first file' }).getByText('Weathercock').first().waitFor();
    // Notes go into the very folder that is chosen, where they are renewed.
    const vault = join(computer.home, 'vault');
    mkdirSync(vault);
    await answerOpenDialog(running, [vault]);
    await room().getByRole('button', { name: 'Export…' }).click();
    await room().getByText('Saved 1 story as').waitFor();
    const [file = ''] = readdirSync(vault);
    expect(file).toMatch(/\.md$/);
    expect(readFileSync(join(vault, file), 'utf8')).toContain('Weathercock');
    await room().getByRole('button', { name: 'Done' }).click();

    const path = join(computer.home, 'all.jsonl');
    await answerSaveDialog(running, path);
    await room()
      .getByRole('radio', { name: /^To keep/ })
      .check();
    await room()
      .getByRole('radio', { name: /^Stories as JSON Lines/ })
      .check();
    await room().getByRole('button', { name: 'Export…' }).click();
    await room().getByText(`Saved 1 story as ${path}`).waitFor();
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('settings apply at once, and say what app this is', async () => {
    const { page } = running;
    await page.keyboard.press('Control+,');
    await room().getByRole('radio', { name: 'Dark' }).check();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await room().getByText(computer.archive).waitFor();
  });

  it('settings name what a colour means, and notes are found by it', async () => {
    const { page } = running;
    await room().getByRole('textbox', { name: 'Yellow' }).fill('claim');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+2');
    const rows = room().getByRole('listbox', { name: 'Notes' }).getByRole('option');
    await rows.first().waitFor();
    const all = await rows.count();
    await room()
      .getByRole('group', { name: 'Narrow the list' })
      .getByRole('button', { name: /^claim/ })
      .first()
      .click();
    await expect.poll(() => rows.count()).toBeLessThan(all);
    expect(await rows.first().textContent()).toContain('claim');
    await room().getByRole('searchbox').fill('zzz');
    await room().getByText('No highlight or note is like that.').waitFor();
    await room().getByRole('button', { name: 'Show all' }).last().click();
    await expect.poll(() => rows.count()).toBe(all);
  });

  it('notes are gone through with the keyboard: deleted, brought back, and opened in their story', async () => {
    const { page } = running;
    const list = room().getByRole('listbox', { name: 'Notes' });
    const rows = list.getByRole('option');
    const all = await rows.count();
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await expect.poll(() => rows.count()).toBe(all - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => rows.count()).toBe(all);
    const path = join(computer.home, 'notes.md');
    await answerSaveDialog(running, path);
    await room().getByRole('button', { name: 'Save what is listed as Markdown…' }).click();
    await page.getByText(`Saved as ${path}`).waitFor();
    expect(readFileSync(path, 'utf8')).toContain('claim');
    await list.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('article').getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('textbox', { name: 'Note', exact: true }).waitFor();
    // Its passage is in view, wherever the story was read last.
    await expect
      .poll(() =>
        page.evaluate(() => {
          const [passage] = CSS.highlights.get('annotation-active') ?? [];
          if (!passage) return false;
          const range = document.createRange();
          range.setStart(passage.startContainer, passage.startOffset);
          range.setEnd(passage.endContainer, passage.endOffset);
          const box = range.getBoundingClientRect();
          return box.top > 0 && box.bottom < innerHeight;
        }),
      )
      .toBe(true);
  });

  it('health says what the archive holds, year by year', async () => {
    const { page } = running;
    await page.keyboard.press('Control+3');
    await room().getByRole('table', { name: 'Stories by year of publication' }).getByRole('row').nth(1).waitFor();
    await room().getByText('Size on the disk').waitFor();
  });

  it('never made the page complain', () => {
    expect(running.complaints).toEqual([]);
  });
});
