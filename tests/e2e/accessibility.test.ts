import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOMS } from '../../scripts/lib/rooms.mjs';
import { Computer, type RunningApp } from '../support/app';
import { startLivedIn } from '../support/lived-in';
import { violations } from '../support/axe';

/** Every room of a lived-in archive, in every theme and in the narrow window that 400 % zoom makes. */
describe('accessibility', () => {
  const computer = new Computer();
  let running: RunningApp;

  beforeAll(async () => {
    running = await startLivedIn(computer);
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  const resize = (width: number, height: number) =>
    running.app.evaluate(
      ({ BrowserWindow }, size) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setMinimumSize(200, 200);
        window?.setContentSize(size.width, size.height);
      },
      { width, height },
    );

  describe.each(['light', 'dark', 'sepia'])('in the theme %s', (theme) => {
    beforeAll(() => running.page.evaluate((name) => void (document.documentElement.dataset['theme'] = name), theme));

    it.each(ROOMS)('finds nothing wrong in the room $name', async ({ enter, leave }) => {
      await enter(running.app, running.page);
      const found = await violations(running.page);
      await leave?.(running.page);
      expect(found).toEqual([]);
    });
  });

  describe('at 320 by 256 CSS pixels, as 400 % zoom makes of 1280 by 1024', () => {
    beforeAll(() => resize(320, 256));
    afterAll(() => resize(1280, 800));

    it.each(ROOMS)('has the room $name without scrolling sideways', async ({ enter, leave }) => {
      await enter(running.app, running.page);
      const { scroll, client } = await running.page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      const found = await violations(running.page);
      await leave?.(running.page);
      expect(scroll).toBeLessThanOrEqual(client);
      expect(found).toEqual([]);
    });
  });
});
