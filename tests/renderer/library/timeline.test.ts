import { describe, expect, it } from 'vitest';
import { barsOf, datesIn, isShort, withDates, withoutDates } from '../../../renderer/library/timeline';

const named = (...names: string[]) => names.map((name) => ({ name, count: 1 }));
const years = (...names: string[]) => barsOf({ unit: 'year', bars: named(...names), undated: 0 });
const months = (...names: string[]) => barsOf({ unit: 'month', bars: named(...names), undated: 0 });

describe('the bars of a timeline', () => {
  it('leave no gaps', () => {
    expect(years('2018', '2020')).toEqual([
      { from: '2018', to: '2018', count: 1 },
      { from: '2019', to: '2019', count: 0 },
      { from: '2020', to: '2020', count: 1 },
    ]);
    expect(months('2019-11', '2020-02').map(({ from }) => from)).toEqual(['2019-11', '2019-12', '2020-01', '2020-02']);
    expect(years()).toEqual([]);
  });

  it('stand for several years where there are many', () => {
    const bars = years('1815', '1816', '2024');
    expect(bars.length).toBeLessThanOrEqual(60);
    expect(bars[0]).toEqual({ from: '1815', to: '1818', count: 2 });
    expect(bars.at(-1)).toMatchObject({ to: '2024', count: 1 });
  });

  it('are months where there are few years', () => {
    expect(isShort(named('2018', '2021'))).toBe(true);
    expect(isShort(named('2017', '2021'))).toBe(false);
    expect(isShort([])).toBe(false);
  });
});

describe('dates in a query', () => {
  const bars = years('2017', '2022');
  const [first, last] = [bars[2], bars[3]];

  it('are put in as operators, in place of those there were', () => {
    if (!first || !last) return;
    expect(withDates('ferry after:1999 tag:Sea', first, last)).toBe('after:2018 before:2021 ferry tag:Sea');
    expect(withDates('', first, first)).toBe('after:2018 before:2020');
    const [january] = months('2020-01');
    if (january) expect(withDates('', january, january)).toBe('after:2019-12 before:2020-02');
  });

  it('are found again as the bars they leave', () => {
    expect(datesIn('after:2018 before:2021 ferry', bars)).toEqual({ first: 2, last: 3 });
    expect(datesIn('after:2020', bars)).toEqual({ first: 4, last: 5 });
    expect(datesIn('after:2030', bars)).toEqual({ first: -1, last: -1 });
    expect(datesIn('ferry', bars)).toBeNull();
  });

  it('are taken out, and nothing else', () => {
    expect(withoutDates('after:2018 "night ferry" before:2021-03 -before:1990')).toBe('"night ferry" -before:1990');
  });
});
