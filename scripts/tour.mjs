/**
 * The tour: the real app, driven as a person would, from a file to paper. Leaves the PDF of the story, its notes as PDF and
 * Markdown, and a screenshot of every step.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { _electron } from 'playwright-core';
import { ROOT } from './lib/paths.mjs';
import { say, SetupError } from './lib/run.mjs';
import { NEEDS_NO_SANDBOX } from './lib/system.mjs';

/** Characters of the passage that the tour marks, at most: a sentence. */
const PASSAGE_LENGTH = 180;

const NOTE = 'A note made on the tour: **check this** against the minutes.';

/**
 * @param {{ electron: { path: string, version: string }, file: string, folder: string }} options
 *   `file` is the story to import, `folder` where everything is left
 */
export async function runTour({ electron, file, folder }) {
  const home = mkdtempSync(join(tmpdir(), 'broadsheet-tour-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const app = await _electron.launch({
    executablePath: electron.path,
    args: [
      ...(NEEDS_NO_SANDBOX ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(home, 'profile')}`,
      ROOT,
      '--archive',
      join(home, 'tour.broadsheet'),
    ],
    env: { ...process.env, HOME: home },
  });
  try {
    await new Tour(app, await app.firstWindow(), folder).run(file);
  } finally {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  }
}

class Tour {
  step = 0;

  constructor(app, page, folder) {
    this.app = app;
    this.page = page;
    this.folder = folder;
  }

  async run(file) {
    const { page } = this;
    await this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
    await page.getByRole('search').getByRole('combobox').waitFor();
    await this.show('empty-archive', 'An archive of its own, still empty');

    await this.importFile(file);
    const headline = await this.openStory();
    await this.search(headline);
    const passage = await this.highlight();
    await this.save('PDF of the story', 'story.pdf', 'Printed to PDF, the note as a footnote');
    await this.save('PDF of the notes', 'notes.pdf', 'The notes alone as PDF');
    await this.save('Obsidian notes', 'story.md', 'Notes and story as Markdown');
    say(`\nMarked: “${passage}”\nEverything is in ${relative(process.cwd(), this.folder) || '.'}/`);
  }

  /** A screenshot, numbered, and a line that says what it shows. */
  async show(name, what) {
    this.step += 1;
    const file = `${String(this.step).padStart(2, '0')}-${name}.png`;
    // Menus and toasts fade in.
    await this.page.waitForTimeout(400);
    await this.page.screenshot({ path: join(this.folder, file) });
    say(`  ${file.padEnd(26)} ${what}`);
  }

  async importFile(file) {
    const { page, app } = this;
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Import stories…' }).click();
    const room = page.getByRole('main');
    const confirm = room.getByRole('button', { name: /^Import / });
    await Promise.race([confirm.waitFor(), room.getByText('0 new stories').waitFor()]);
    await this.show('import-preview', 'What was recognised, before anything is written');
    if (!(await confirm.isEnabled())) throw new SetupError(`There is no story to import in ${file}. The screenshot says why.`);
    await confirm.click();
    await room.getByRole('button', { name: 'Done' }).waitFor();
    await this.show('import-report', 'What was imported');
    await room.getByRole('button', { name: 'Done' }).click();
  }

  async openStory() {
    const { page } = this;
    await page.getByRole('option').first().click();
    const headline = page.getByRole('article').getByRole('heading', { level: 1 });
    await headline.waitFor();
    await this.show('reader', 'The story in the reader');
    return (await headline.textContent()) ?? '';
  }

  /** Searches for the longest word of the headline, letter by letter. */
  async search(headline) {
    const words = headline.match(/[\p{L}\p{N}]+/gu) ?? ['story'];
    const [word = 'story'] = words.toSorted((a, b) => b.length - a.length);
    const field = this.page.getByRole('search').getByRole('combobox');
    await field.click();
    await field.pressSequentially(word.slice(0, 24), { delay: 25 });
    await this.page.locator('[role=option] mark').first().waitFor();
    await this.show('search', `Searched for “${word}” as it was typed`);
    // The keyboard goes on into the list, which closes what the field suggested.
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('listbox', { name: 'Stories' }).getByRole('option').first().click();
  }

  /** Selects a passage with the mouse, and gives it a colour and a note. */
  async highlight() {
    const { page } = this;
    const passage = await dragAcross(page, PASSAGE_LENGTH);
    await page.getByRole('toolbar', { name: /selected|passage|highlight/i }).waitFor();
    await this.show('selection', 'A passage selected, and what can be done with it');
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: /^note/i }).fill(NOTE);
    await page.keyboard.press('Control+Enter');
    await page.getByText('A note made on the tour').waitFor();
    await this.show('note', 'Highlighted, with a note beside it');
    return passage;
  }

  async save(format, name, what) {
    const path = join(this.folder, name);
    await this.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await this.page.getByRole('button', { name: 'Export', exact: true }).click();
    await this.page.getByRole('menuitem', { name: format }).click();
    await this.page.getByText(path).first().waitFor();
    await this.show(`saved-${name.replace('.', '-')}`, what);
    if (statSync(path).size === 0) throw new SetupError(`${path} is empty.`);
  }
}

/**
 * Drags the mouse across the beginning of the story's second paragraph, or its first where there is one only.
 * @returns {Promise<string>} the words selected
 */
async function dragAcross(page, length) {
  const edges = await page.evaluate((longest) => {
    const blocks = [...document.querySelectorAll('article p')].filter((block) => (block.textContent ?? '').trim().length > 20);
    const block = blocks[1] ?? blocks[0];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
    const node = nodes.toSorted((a, b) => (b.nodeValue?.length ?? 0) - (a.nodeValue?.length ?? 0))[0];
    block.scrollIntoView({ block: 'center' });
    const text = node.nodeValue ?? '';
    const sentence = text.slice(0, longest).search(/[.!?。！？]["”’」]?(?=\s|$)/u);
    const cut = sentence > 20 ? sentence + 1 : text.length <= longest ? text.length : text.lastIndexOf(' ', longest);
    const box = (start, end) => {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      const rects = range.getClientRects();
      return rects[rects.length - 1];
    };
    const end = cut > 0 ? cut : Math.min(longest, text.length);
    const first = box(0, 1);
    const last = box(end - 1, end);
    const isRightToLeft = getComputedStyle(block).direction === 'rtl';
    return {
      from: { x: isRightToLeft ? first.right - 1 : first.left + 1, y: first.top + first.height / 2 },
      to: { x: isRightToLeft ? last.left + 1 : last.right - 1, y: last.top + last.height / 2 },
    };
  }, length);
  await page.mouse.move(edges.from.x, edges.from.y);
  await page.mouse.down();
  await page.mouse.move((edges.from.x + edges.to.x) / 2, edges.to.y, { steps: 4 });
  await page.mouse.move(edges.to.x, edges.to.y, { steps: 4 });
  await page.mouse.up();
  return page.evaluate(() => document.getSelection()?.toString() ?? '');
}
