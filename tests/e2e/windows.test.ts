import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ask, Computer, startApp, type RunningApp } from '../support/app';

let computer: Computer;
let running: RunningApp | undefined;
beforeEach(() => {
  computer = new Computer();
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  computer.dispose();
});

const start = async (options: Parameters<typeof startApp>[1] = {}): Promise<RunningApp> => {
  running = await startApp(computer, options);
  await running.page.getByRole('option').first().waitFor();
  return running;
};

describe('the language', () => {
  const root = (page: Page) => page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));

  it('is the system’s, and the person’s once one was chosen, in every window and after a restart', async () => {
    const { page } = await start({ env: { LANG: 'ar_EG.UTF-8' } });
    expect(await root(page)).toEqual({ lang: 'ar', dir: 'rtl' });
    expect(await ask(page, 'app.preferences', {})).toMatchObject({
      value: { language: 'system', spoken: 'ar', locale: 'ar-EG' },
    });

    const story = page.getByRole('article').getByRole('heading', { level: 1 });
    const headline = await story.textContent();
    await ask(page, 'app.configure', { language: 'de' });
    await expect.poll(() => root(page)).toEqual({ lang: 'de', dir: 'ltr' });
    expect(await story.textContent()).toBe(headline);
    await running?.close();

    const again = await start({ env: { LANG: 'ar_EG.UTF-8' } });
    expect(await root(again.page)).toEqual({ lang: 'de', dir: 'ltr' });
    expect(again.complaints).toEqual([]);
  });
});
