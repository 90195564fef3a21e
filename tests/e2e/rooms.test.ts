import { readFileSync } from 'node:fs';
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

  it('settings apply at once, and say what app this is', async () => {
    const { page } = running;
    await page.keyboard.press('Control+,');
    await room().getByRole('radio', { name: 'Dark' }).check();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await room().getByText(computer.archive).waitFor();
  });

  it('never made the page complain', () => {
    expect(running.complaints).toEqual([]);
  });
});
