/**
 * The preview of pages in the window: from the change of an option to its first page on the screen, and what setting the pages
 * and painting them takes of that.
 */
import { constants, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printTable, remark, summary } from '../support.mjs';
import { startApp } from '../window.mjs';

/** Options that are changed in turn, by their names in the window. */
const TEXT_SIZES = ['Large', 'Medium'];
const ROUNDS = 15;

/** Milliseconds from the click until so many pages more were painted. */
async function change(page, name) {
  return page.evaluate(async (label) => {
    const painted = () => performance.getEntriesByName('page-painted').length;
    const before = painted();
    const radio = [...document.querySelectorAll('main input[type=radio]')].find((one) => one.parentElement.textContent.trim() === label);
    const began = performance.now();
    radio.click();
    while (painted() === before) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - began;
  }, name);
}

export async function measure({ archive, home }) {
  const copy = join(home, 'data', 'broadsheet', 'archive.broadsheet');
  mkdirSync(dirname(copy), { recursive: true });
  copyFileSync(archive, copy, constants.COPYFILE_FICLONE);
  const { app, page } = await startApp(home);
  await page.getByRole('option').first().click();
  await page.keyboard.press('Control+p');
  await page.waitForFunction(() => performance.getEntriesByName('page-painted').length > 0);
  remark('Changing options …');
  const times = [];
  for (let round = 0; round < ROUNDS * 2; round += 1) times.push(await change(page, TEXT_SIZES[round % 2]));
  const setting = await page.evaluate(async (rounds) => {
    const list = await window.broadsheet.call('articles.list', { scope: { kind: 'all' }, offset: 0, limit: 1 });
    const { look } = JSON.parse(localStorage.getItem('broadsheet.pages')).print;
    const figures = [];
    for (let round = 0; round < rounds; round += 1) {
      // Pages that were set before are remembered for a while.
      const pages = {
        paper: null,
        look: { ...look, textSize: round % 2 === 0 ? 'large' : 'medium', columns: round % 4 < 2 ? 'one' : 'two' },
      };
      const selection = { kind: 'uids', uids: [list.value.items[0].uid] };
      const began = performance.now();
      const { ok } = await window.broadsheet.call('export.preview', { selection, to: 'pdf', division: 'stories', pages });
      if (!ok) throw new Error('The pages could not be set.');
      figures.push(performance.now() - began);
    }
    return figures;
  }, ROUNDS);
  await app.close();
  const [whole, part] = [summary(times.slice(2)), summary(setting.slice(1))];
  printTable('From the change of an option to its first page on the screen, in milliseconds', [
    ['', 'median', 'p95', 'min', 'max', 'times setting alone'],
    ['first page seen', whole.median, whole.p95, whole.min, whole.max, whole.median / part.median],
    ['of that, setting the pages', part.median, part.p95, part.min, part.max, 1],
  ]);
}
