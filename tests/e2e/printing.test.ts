import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Computer, startApp, type RunningApp } from '../support/app';
import { canPrint, Spooler } from '../support/cups';
import { pdfPages } from '../support/pdf';

/** Printing from the window on a real printing system. */
describe.skipIf(!canPrint)('printing from the window', () => {
  const computer = new Computer();
  let spooler: Spooler;
  let running: RunningApp;

  beforeAll(async () => {
    spooler = new Spooler(mkdtempSync(join(tmpdir(), 'cups-')));
    await spooler.start();
    running = await startApp(computer, { env: spooler.environment });
    await running.page.getByRole('option').first().click();
  });
  afterAll(async () => {
    await running.close();
    await spooler.stop();
    computer.dispose();
  });

  it('sends the pages that are shown to the printer chosen, and remembers it', async () => {
    const { printed } = await spooler.add('Newsroom');
    const { page } = running;
    const room = page.getByRole('main');
    await page.keyboard.press('Control+p');
    await room.getByRole('combobox', { name: 'Printer' }).selectOption('Newsroom');
    await room.getByRole('checkbox', { name: 'Clean copy, without highlights and notes' }).check();
    await room.getByRole('button', { name: 'Print on Newsroom' }).click();
    await page.getByText('Sent to Newsroom.').first().waitFor();
    const text = (await pdfPages(await printed)).join(' ');
    expect(text).toContain((await room.getByText('This story:').textContent())?.replace('This story: ', '').slice(0, 20));
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+p');
    await expect.poll(() => room.getByRole('combobox', { name: 'Printer' }).inputValue()).toBe('Newsroom');
  });

  it('says so when the printer is gone meanwhile, and offers the others', async () => {
    spooler.ask('lpadmin', '-x', 'Newsroom');
    const { page } = running;
    await page.getByRole('main').getByRole('button', { name: 'Print on Newsroom' }).click();
    await page.getByText('No printer is set up on this computer.').first().waitFor();
  });

  it('never made the page complain', () => {
    expect(running.complaints).toEqual([]);
  });
});
