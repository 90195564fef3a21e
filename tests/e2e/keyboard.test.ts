import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Computer, type RunningApp } from '../support/app';
import { startLivedIn } from '../support/lived-in';

/** The rooms that have a key of their own, in any order. */
const ROOMS: readonly (readonly [string, string])[] = [
  ['the library', 'Control+1'],
  ['notes', 'Control+2'],
  ['backups and health', 'Control+3'],
  ['import', 'Control+4'],
  ['export', 'Control+e'],
  ['print', 'Control+p'],
  ['settings', 'Control+,'],
];
/** More stops than any room has. */
const MOST_STOPS = 220;

/** What has the keyboard: how it is told from others, whether it is to be seen, and whether it shows that it has it. */
interface Stop {
  name: string;
  seen: boolean;
  marked: boolean;
}

describe('by keyboard alone', () => {
  const computer = new Computer();
  let running: RunningApp;

  beforeAll(async () => {
    running = await startLivedIn(computer);
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  const stop = () =>
    running.page.evaluate((): Stop => {
      const element = document.activeElement ?? document.body;
      const box = element.getBoundingClientRect();
      const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      // The ring may stand around the field that holds the element, or around the entry that a list has chosen.
      const active = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
      const around = [element, element.parentElement, element.parentElement?.parentElement, active].filter(
        (one) => one !== null && one !== undefined,
      );
      // The engine shows which part of a date has the keyboard, within the field.
      const isDate = element instanceof HTMLInputElement && element.type === 'date';
      const marked =
        isDate || around.some((one) => getComputedStyle(one).outlineStyle !== 'none' && getComputedStyle(one).outlineWidth !== '0px');
      return {
        name: `${element.tagName} ${element.id} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`,
        seen,
        marked,
      };
    });

  it.each(ROOMS)('one gets into %s, round it and out of it, and always sees where one is', async (_, key) => {
    const { page } = running;
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
    const stops: Stop[] = [];
    for (let count = 0; count < MOST_STOPS; count += 1) {
      await page.keyboard.press('Tab');
      const here = await stop();
      // Round: the first place comes again.
      if (stops.length > 3 && here.name === stops[0]?.name && !here.name.startsWith('BODY')) break;
      stops.push(here);
    }
    expect(stops.length).toBeLessThan(MOST_STOPS);
    const real = stops.filter(({ name }) => !name.startsWith('BODY'));
    expect(real.length).toBeGreaterThan(4);
    expect(stops.length - real.length).toBeLessThan(2);
    expect(real.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
    expect(real.filter(({ marked }) => !marked).map(({ name }) => name)).toEqual([]);
  });
});
