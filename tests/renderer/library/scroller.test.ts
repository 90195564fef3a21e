import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heightOf, Scroller, TALLEST } from '../../../renderer/library/scroller';

const MILLION = { rows: 1_000_000, rowHeight: 132, view: 700 };

/** A scroll bar as a browser keeps it: from the top to as far as the element is tall. */
class Bar {
  at = 0;
  constructor(
    private readonly scroller: Scroller,
    private readonly extent = MILLION,
  ) {
    this.at = scroller.fit(extent);
  }
  scroll(by: number) {
    this.drag(this.at + by);
  }
  drag(to: number) {
    this.at = Math.max(0, Math.min(heightOf(this.extent) - this.extent.view, to));
    this.at = this.scroller.moved(this.at) ?? this.at;
  }
}

describe('scrolling through more rows than an element is tall', () => {
  it('stays within what a browser can show', () => {
    expect(heightOf(MILLION)).toBe(TALLEST);
    expect(heightOf({ rows: 10, rowHeight: 132 })).toBe(1_320);
  });

  it('moves by as much as the wheel says, everywhere', () => {
    const scroller = new Scroller();
    const bar = new Bar(scroller);
    fc.assert(
      fc.property(fc.nat(MILLION.rows - 100), fc.array(fc.integer({ min: -900, max: 900 }), { maxLength: 200 }), (row, turns) => {
        bar.at = scroller.goTo(row * MILLION.rowHeight);
        for (const by of turns) {
          const before = scroller.top;
          bar.scroll(by);
          const most = MILLION.rows * MILLION.rowHeight - MILLION.view;
          expect(Math.abs(scroller.top - Math.max(0, Math.min(most, before + by)))).toBeLessThan(2);
        }
      }),
    );
  });

  it('comes to both ends by the wheel alone', () => {
    const scroller = new Scroller();
    const bar = new Bar(scroller);
    bar.at = scroller.goTo(2_500_000);
    for (let turn = 0; turn < 4_000 && scroller.top > 0; turn += 1) bar.scroll(-800);
    expect(scroller.seen.first).toBe(0);
    bar.at = scroller.goTo(MILLION.rows * MILLION.rowHeight - 2_500_000);
    for (let turn = 0; turn < 4_000; turn += 1) bar.scroll(800);
    expect(scroller.seen.last).toBe(MILLION.rows - 1);
  });

  it('goes where the bar is dragged: the middle in the middle, the last row at the end', () => {
    const scroller = new Scroller();
    const bar = new Bar(scroller);
    bar.drag((TALLEST - MILLION.view) / 2);
    expect(Math.abs(scroller.seen.first - MILLION.rows / 2)).toBeLessThan(10);
    bar.drag(TALLEST);
    expect(scroller.seen.last).toBe(MILLION.rows - 1);
    bar.drag(0);
    expect(scroller.seen.first).toBe(0);
  });

  it('draws each row within the element, the rows seen beside the bar', () => {
    const scroller = new Scroller();
    const bar = new Bar(scroller);
    bar.at = scroller.reveal(700_000);
    expect(scroller.seen.last).toBe(700_000);
    expect(scroller.placeOf(700_000) + MILLION.rowHeight).toBeCloseTo(bar.at + MILLION.view, 0);
  });

  it('keeps the first row seen when rows become lower or more', () => {
    const scroller = new Scroller();
    scroller.fit({ rows: 5_000, rowHeight: 132, view: 700 });
    scroller.goTo(132 * 1_234);
    scroller.fit({ rows: 900_000, rowHeight: 52, view: 700 });
    expect(scroller.seen.first).toBe(1_234);
    scroller.fit({ rows: 3, rowHeight: 52, view: 700 });
    expect(scroller.seen).toEqual({ first: 0, last: 2 });
  });
});
