import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remainingSeconds, withSample, type ProgressSample } from '../../core/jobs';

const steady = (count: number, perSecond: number): ProgressSample[] =>
  Array.from({ length: count }, (_, second) => ({ at: second * 1000, done: second * perSecond }));

describe('remaining time', () => {
  it('is unknown without a pace or a total', () => {
    expect(remainingSeconds([], 10)).toBeNull();
    expect(remainingSeconds([{ at: 0, done: 0 }], 10)).toBeNull();
    expect(remainingSeconds(steady(5, 10), 0)).toBeNull();
    expect(remainingSeconds(steady(5, 0), 10)).toBeNull();
  });

  it('follows a steady pace', () => {
    expect(remainingSeconds(steady(11, 10), 1_100)).toBe(100);
  });

  it('is nothing when all is done', () => {
    expect(remainingSeconds(steady(11, 10), 100)).toBe(0);
  });

  it('is not fooled by one burst', () => {
    const burst = steady(20, 10).map(({ at, done }, index) => ({ at, done: done + (index >= 10 ? 5_000 : 0) }));
    const remaining = remainingSeconds(burst, 6_000) ?? 0;
    // A mean over the same samples says 3 s.
    expect(remaining).toBeGreaterThan(40);
    expect(remaining).toBeLessThan(160);
  });

  it('is never negative and never more than finite, whatever the samples', () => {
    const sample = fc.record({ at: fc.integer({ min: 0, max: 1e9 }), done: fc.integer({ min: 0, max: 1e7 }) });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 40 }), fc.integer({ min: 0, max: 1e7 }), (samples, total) => {
        const remaining = remainingSeconds(samples, total);
        expect(remaining === null || (Number.isFinite(remaining) && remaining >= 0)).toBe(true);
      }),
    );
  });
});

describe('samples', () => {
  it('stay few and end with the newest', () => {
    let samples: ProgressSample[] = [];
    for (let at = 0; at < 100_000; at += 50) samples = withSample(samples, { at, done: at });
    expect(samples.length).toBeLessThanOrEqual(40);
    expect(samples.at(-1)).toEqual({ at: 99_950, done: 99_950 });
    expect((samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)).toBeGreaterThan(15_000);
  });
});
