import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankWindow } from '../../db/sqlite/search/rank-window';

/** All in order, by sorting them. */
function ordered(documents: Int32Array, keys: Float64Array): number[] {
  return [...documents.keys()].sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || b - a).map((index) => documents[index] ?? 0);
}

describe('a page of a long order', () => {
  it('is what sorting everything would give', () => {
    const key = fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      fc.double({ min: 0, max: 40, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), fc.nat(70), fc.integer({ min: 1, max: 30 }), (values, offset, limit) => {
        const keys = Float64Array.from(values);
        const documents = Int32Array.from(values, (_, index) => index * 3);
        expect([...rankWindow(documents, keys, { offset, limit })]).toEqual(ordered(documents, keys).slice(offset, offset + limit));
      }),
    );
  });

  it.each([
    ['spread over time', (index: number) => (index * 7_919) % 40_000_000],
    ['half without a date', (index: number) => (index % 2 === 0 ? -(2 ** 31) : 20_000_000 + (index % 1_000))],
    ['all of one day but one', (index: number) => (index === 777 ? -900_000_000 : 25_000_000 + (index % 3))],
    ['all alike', () => 5],
  ])('is right among many that are %s', (_, valueOf) => {
    const documents = Int32Array.from({ length: 60_000 }, (_, index) => index);
    const keys = Float64Array.from(documents, valueOf);
    const all = ordered(documents, keys);
    for (const offset of [0, 4_090, 29_990, 59_980]) {
      expect([...rankWindow(documents, keys, { offset, limit: 50 })]).toEqual(all.slice(offset, offset + 50));
    }
  });
});
