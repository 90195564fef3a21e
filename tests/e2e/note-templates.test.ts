import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Computer, type RunningApp } from '../support/app';
import { startLivedIn } from '../support/lived-in';

/** A person who makes a form of notes of their own, and sees it before anything is written. */
describe('templates for notes', () => {
  let computer: Computer;
  let running: RunningApp;
  beforeAll(async () => {
    computer = new Computer();
    running = await startLivedIn(computer);
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  it('are made as a copy, changed in an editor, told by line when they are wrong, and taken away', async () => {
    const { page } = running;
    const folder = join(computer.home, '.config', 'Broadsheet', 'note-templates');
    await page.keyboard.press('ControlOrMeta+e');
    await page.getByRole('radio', { name: 'For notes' }).click();
    await page.getByRole('radio', { name: /^Obsidian notes/ }).click();
    const preview = page.getByRole('region', { name: 'The first file' }).first();
    await preview.getByText('begin notes').waitFor();
    await page.getByRole('button', { name: 'Make a copy to change' }).click();
    await page.getByText('is a copy of the built-in form').waitFor();
    expect(readdirSync(folder)).toEqual(['My notes.liquid']);

    const path = join(folder, 'My notes.liquid');
    writeFileSync(path, 'Mine: {{ story.headline | upcase }}\n');
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await preview.getByText(/Mine: [A-Z]/).waitFor();

    writeFileSync(path, 'One\n{{ story.headline | louder }}\n');
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByText('Line 2, column 1').waitFor();
    expect(readFileSync(path, 'utf8')).toContain('louder');

    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('“My notes” is in the system’s trash.').waitFor();
    expect(existsSync(path)).toBe(false);
    await preview.getByText('begin notes').waitFor();
    expect(running.complaints).toEqual([]);
  });
});
