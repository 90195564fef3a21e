import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Computer, startApp, type RunningApp } from '../support/app';

/** A person's own page design, from the copy to its mistakes. */
describe('a page design of one’s own', () => {
  const computer = new Computer();
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp(computer);
    await running.page.getByRole('option').first().click();
    await running.page.keyboard.press('Control+p');
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  const room = () => running.page.getByRole('main');
  const folder = () => join(computer.home, '.config', 'Broadsheet', 'page-designs');

  it('is a copy of the app’s, chosen at once', async () => {
    await room().getByRole('button', { name: 'Make my own…' }).click();
    await room().getByText('My design.typ is a copy').waitFor();
    expect(await room().getByRole('radio', { name: 'My design' }).isChecked()).toBe(true);
    expect(readdirSync(folder())).toEqual(['My design.typ']);
  });

  it('has its mistakes told with their line, when one comes back from the editor', async () => {
    appendFileSync(join(folder(), 'My design.typ'), '\n#wrongly()\n');
    await running.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await room()
      .getByText(/^My design\.typ, line \d+, column 2: unknown variable: wrongly/)
      .waitFor();
  });

  it('gives way to the app’s own', async () => {
    await room().getByRole('radio', { name: 'Broadsheet’s own' }).check();
    await room()
      .getByText(/unknown variable/)
      .waitFor({ state: 'detached' });
    await room().locator('canvas').first().waitFor();
  });

  it('never made the page complain', () => {
    expect(running.complaints).toEqual([]);
  });
});
