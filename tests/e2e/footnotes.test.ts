import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Computer, startApp, type RunningApp } from '../support/app';
import { violations } from '../support/axe';
import { Person } from '../support/person';

const PAGE = join(import.meta.dirname, '../importers/fixtures/html-page/footnotes.html');

/** The notes of a saved page, read with mouse and with keyboard. */
describe('footnotes', () => {
  const computer = new Computer();
  let running: RunningApp;
  let person: Person;
  let address: string;

  beforeAll(async () => {
    running = await startApp(computer);
    person = new Person(running);
    await running.page.getByRole('option').first().waitFor();
    await person.importFiles([PAGE]);
    await person.open('The tide mill turns again');
    address = running.page.url();
  });
  afterAll(async () => {
    expect(running.complaints).toEqual([]);
    await running.close();
    computer.dispose();
  });

  const reference = (sign: string) => person.page.getByRole('article').getByLabel(`Note ${sign}`, { exact: true });
  const note = () => person.page.getByRole('dialog', { name: 'Note', exact: true });
  const focused = () => person.page.evaluate(() => document.activeElement?.textContent ?? '');

  it('open beside their reference, and close by it', async () => {
    await reference('1').click();
    await note().getByText('The tide comes some fifty minutes later each day').waitFor();
    expect(await note().textContent()).not.toContain('↩');
    await reference('1').click();
    await note().waitFor({ state: 'detached' });
    await reference('2').click();
    await note().getByText('It was paid in haddock.').waitFor();
    await person.page.keyboard.press('Escape');
  });

  it('are reached with the keyboard, which is where it was when they close', async () => {
    await reference('2').focus();
    await person.page.keyboard.press('Enter');
    await note().getByText('The bet was a barrel of herring.').waitFor();
    await expect.poll(focused).toContain('The bet was a barrel of herring.');
    expect(await violations(person.page)).toEqual([]);
    await person.page.keyboard.press('Escape');
    await note().waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('2');
  });

  it('are gone to, and lead back to the reference one came from', async () => {
    await reference('3').focus();
    await person.page.keyboard.press('Enter');
    await note().getByRole('button', { name: 'Go to the note' }).press('Enter');
    await expect.poll(focused).toContain('A miller of 1811');
    await person.page.keyboard.press('Tab');
    await expect.poll(() => person.page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Back to the text');
    await person.page.keyboard.press('Enter');
    await expect.poll(focused).toBe('3');
    await expect.poll(() => reference('3').evaluate((link) => link.checkVisibility() && link === document.activeElement)).toBe(true);
  });

  it('ask what to do with links that lead out of the story', async () => {
    await reference('2').click();
    await note().getByRole('link', { name: 'barrel' }).click();
    const menu = person.page.getByRole('menu', { name: 'What to do with this link' });
    await menu.getByText('https://archive.example/1811').waitFor();
    const [box, link] = [await menu.boundingBox(), await reference('2').boundingBox()];
    expect(box && link && Math.abs(box.y - link.y)).toBeLessThan(240);
    await person.page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await expect.poll(() => person.page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    await person.page.keyboard.press('Escape');
    await note().waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('2');
  });

  it('are not taken for headings, which are gone to at once', async () => {
    await person.page.getByRole('article').getByRole('link', { name: 'below' }).click();
    await expect.poll(focused).toBe('What the ledgers say');
    expect(await note().count()).toBe(0);
  });

  it('never change the address of the window', () => expect(person.page.url()).toBe(address));

  it('fit a window of 320 pixels', async () => {
    await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(0, 0);
      window?.setContentSize(320, 420);
    });
    await expect.poll(() => person.page.evaluate(() => innerWidth)).toBe(320);
    await reference('2').press('Enter');
    await note().waitFor();
    const box = await note().boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= 420).toBe(true);
  });
});
