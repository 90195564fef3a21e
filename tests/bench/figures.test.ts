import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgements, meanNdcg } from '../../bench/scores.mjs';
import { percentile, summary } from '../../bench/support.mjs';

describe('percentiles', () => {
  it('are the nearest rank', () => {
    const figures = [15, 20, 35, 40, 50];
    expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(figures, share))).toEqual([15, 20, 20, 35, 50]);
    expect(summary([3, 1, 2])).toEqual({ median: 2, p95: 3, min: 1, max: 3 });
    expect(percentile([7], 0.95)).toBe(7);
  });

  it('have the share of figures at or below them, and leave the figures as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (figures, share) => {
        const before = [...figures];
        const found = percentile(figures, share);
        expect(figures).toEqual(before);
        expect(figures.filter((figure) => figure <= found).length).toBeGreaterThanOrEqual(share * figures.length - 1e-9);
        expect(figures.filter((figure) => figure < found).length).toBeLessThan(share * figures.length + 1e-9);
      }),
    );
  });
});

describe('nDCG@10', () => {
  const judged = judgements('q1 0 a 2\nq1 0 b 1\nq1 0 c 0\nq2 0 d 1\n\n');

  it('reads judgements, grade 0 as none', () => {
    expect([...judged].map(([query, grades]) => [query, [...grades]])).toEqual([
      ['q1', [['a', 2], ['b', 1]]],
      ['q2', [['d', 1]]],
    ]); // prettier-ignore
  });

  it('is 1 for the best order, less for another, and counts queries without results', () => {
    expect(meanNdcg({ q1: ['a', 'b'], q2: ['d'] }, judged)).toBe(1);
    expect(meanNdcg({ q1: ['a', 'b'] }, judged)).toBe(0.5);
    const swapped = (1 + 2 / Math.log2(3)) / (2 + 1 / Math.log2(3));
    expect(meanNdcg({ q1: ['b', 'a'], q2: ['x', 'd'] }, judged)).toBeCloseTo((swapped + 1 / Math.log2(3)) / 2, 12);
    expect(meanNdcg({ q2: [...Array.from({ length: 10 }, (_, index) => `x${index}`), 'd'] }, judged)).toBe(0);
  });
});
