import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOMS } from '../../scripts/lib/rooms.mjs';
import { LANGUAGES, type LanguageId } from '../../core/languages';
import { Computer, type RunningApp } from '../support/app';
import { startLivedIn } from '../support/lived-in';
import { misfits } from '../support/misfits';

/** The language whose messages take the most room. */
function longestLanguage(): LanguageId {
  const lengths = LANGUAGES.map(({ id }) => ({
    id,
    length: readFileSync(join(import.meta.dirname, `../../resources/messages/${id}.json`), 'utf8').length,
  }));
  // Arabic has six forms where others have two: it takes the most room in the file, and not in the window.
  return lengths.filter(({ id }) => id !== 'ar').toSorted((a, b) => b.length - a.length)[0]?.id ?? 'en';
}

describe.each([longestLanguage(), 'ar'] as const)('in %s', (language) => {
  const computer = new Computer();
  let running: RunningApp;

  beforeAll(async () => {
    running = await startLivedIn(computer, { LANG: `${language}.UTF-8`, LANGUAGE: language });
    expect(await running.page.evaluate(() => document.documentElement.lang)).toBe(language);
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  describe.each([
    [1280, 800],
    [800, 520],
  ])('at %i by %i', (width, height) => {
    beforeAll(() =>
      running.app.evaluate(
        ({ BrowserWindow }, size) => {
          const [window] = BrowserWindow.getAllWindows();
          window?.setMinimumSize(200, 200);
          window?.setContentSize(size.width, size.height);
        },
        { width, height },
      ),
    );

    it.each(ROOMS)('the words of the room $name fit', async ({ enter, leave }) => {
      await enter(running.app, running.page);
      const found = await running.page.evaluate(misfits);
      await leave?.(running.page);
      expect(found).toEqual([]);
    });
  });
});
