import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutMargin, type MarginItem } from '../../renderer/reading/margin-layout';

const GAP = 14;
const note = (anchor: number, height = 50, weight = 1): MarginItem => ({ anchor, height, weight });

/** Notes in the order of the text, as a person may have made them. */
const notes = fc
  .array(fc.record({ anchor: fc.nat(5_000), height: fc.integer({ min: 1, max: 400 }), weight: fc.constant(1) }), { maxLength: 40 })
  .map((items) => items.toSorted((a, b) => a.anchor - b.anchor));

describe('the margin', () => {
  it('leaves notes beside their passages when there is room', () => {
    expect(layOutMargin([note(0), note(100), note(400)], GAP)).toEqual([0, 100, 400]);
  });

  it('moves two notes on one line apart by the same distance', () => {
    expect(layOutMargin([note(300), note(300)], GAP)).toEqual([268, 332]);
  });

  it('pushes down what would stand above the page', () => {
    expect(layOutMargin([note(0), note(0), note(0)], GAP)).toEqual([0, 64, 128]);
  });

  it('keeps the note in hand where its passage is', () => {
    const [, second = 0] = layOutMargin([note(300), note(300, 50, 10_000), note(300)], GAP);
    expect(Math.abs(second - 300)).toBeLessThanOrEqual(1);
  });

  it('never lets notes overlap, change their order or leave the page', () => {
    fc.assert(
      fc.property(notes, (items) => {
        const tops = layOutMargin(items, GAP);
        expect(tops).toHaveLength(items.length);
        tops.forEach((top, index) => {
          const next = tops[index + 1];
          expect(top).toBeGreaterThanOrEqual(0);
          if (next !== undefined) expect(next).toBeGreaterThanOrEqual(top + (items[index]?.height ?? 0) + GAP - 1);
        });
      }),
    );
  });

  it('moves notes no further in all than stacking them downwards does', () => {
    const cost = (items: MarginItem[], tops: number[]) =>
      items.reduce((sum, { anchor }, index) => sum + (anchor - (tops[index] ?? 0)) ** 2, 0);
    const stacked = (items: MarginItem[]) => {
      let free = 0;
      return items.map(({ anchor, height }) => {
        const top = Math.max(free, anchor);
        free = top + height + GAP;
        return top;
      });
    };
    fc.assert(
      fc.property(notes, (items) => {
        // Tops are whole pixels: half a pixel a note may be lost to rounding.
        const rounding = items.reduce((sum, { anchor }, index) => sum + Math.abs(anchor - (stacked(items)[index] ?? 0)) + 1, 1);
        expect(cost(items, layOutMargin(items, GAP))).toBeLessThanOrEqual(cost(items, stacked(items)) + rounding);
      }),
    );
  });
});
