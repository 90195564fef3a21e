import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { answerOpenDialog, answerSaveDialog, type RunningApp } from './app';
import { paintedAs } from './painted';

/** What a person does in the window, with mouse and keyboard. */
export class Person {
  readonly page: Page;

  constructor(private readonly running: RunningApp) {
    this.page = running.page;
  }

  async importFiles(paths: string[]): Promise<void> {
    await answerOpenDialog(this.running, paths);
    await this.page.getByRole('button', { name: 'Import', exact: true }).click();
    await this.page.getByRole('menuitem', { name: 'Import stories…' }).click();
    await this.confirmImport();
  }

  async confirmImport(): Promise<void> {
    const room = this.page.getByRole('main');
    await room.getByRole('button', { name: /^Import \d/ }).click();
    await room.getByRole('button', { name: 'Done' }).click();
    await this.page.getByRole('listbox', { name: 'Stories' }).waitFor();
  }

  async search(words: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    const field = this.page.getByRole('search').getByRole('combobox');
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(words, { delay: 15 });
  }

  async open(headline: string): Promise<void> {
    await this.page.getByRole('option').filter({ hasText: headline }).first().click();
    await this.page.getByRole('article').getByRole('heading', { level: 1, name: headline }).waitFor();
  }

  /** Where the first and the last letter of these words stand in the window. */
  private async edgesOf(words: string): Promise<{ x1: number; y1: number; x2: number; y2: number }> {
    const edges = await this.page.evaluate((wanted) => {
      const walker = document.createTreeWalker(document.querySelector('article') as Element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.nodeValue ?? '').indexOf(wanted);
        if (at < 0) continue;
        node.parentElement?.scrollIntoView({ block: 'center' });
        const box = (from: number) => {
          const range = document.createRange();
          range.setStart(node, from);
          range.setEnd(node, from + 1);
          return range.getBoundingClientRect();
        };
        const first = box(at);
        const last = box(at + wanted.length - 1);
        return { x1: first.left + 1, y1: first.top + first.height / 2, x2: last.right - 1, y2: last.top + last.height / 2 };
      }
      return null;
    }, words);
    if (!edges) throw new Error(`The page does not show “${words}” in one piece.`);
    return edges;
  }

  /** Drags the mouse across words of the story. */
  async select(words: string): Promise<void> {
    const { x1, y1, x2, y2 } = await this.edgesOf(words);
    await this.page.mouse.move(x1, y1);
    await this.page.mouse.down();
    await this.page.mouse.move(x2, y2, { steps: 6 });
    await this.page.mouse.up();
    await this.page.getByRole('toolbar', { name: 'Mark the selected passage' }).waitFor();
  }

  /** Clicks on words of the story, as on a highlight that stands there. */
  async clickPassage(words: string): Promise<void> {
    const { x1, y1 } = await this.edgesOf(words);
    await this.page.mouse.click(x1 + 4, y1);
  }

  /** Marks the selected passage and writes a note on it. */
  async note(text: string): Promise<void> {
    await this.page.keyboard.press('n');
    await this.page.getByRole('textbox', { name: 'Note', exact: true }).fill(text);
    await this.page.keyboard.press('Control+Enter');
  }

  async export(format: string, path: string): Promise<void> {
    await answerSaveDialog(this.running, path);
    await this.page.getByRole('button', { name: 'Export', exact: true }).click();
    await this.page.getByRole('menuitem', { name: format }).click();
    await this.page.getByText(`Saved as ${path}`).first().waitFor();
  }

  /** The passages painted in a colour, as the page shows them. */
  painted(color: string): Promise<string[]> {
    return paintedAs(this.page, `annotation-${color}`);
  }
}
