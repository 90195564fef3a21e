import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS, bandsOf, jaccard, MIN_SHINGLES, SAME_STORY, shinglesOf } from '../../core/near-duplicates';

const words = (count: number, seed: number) =>
  Array.from({ length: count }, (_, index) => `w${(index * 7_919 + seed * 104_729) % 100_003}`);
const shared = (a: string, b: string) => (bandsOf(a) ?? []).filter((band, index) => band === (bandsOf(b) ?? [])[index]).length;
const likeness = (a: string, b: string) => jaccard(shinglesOf(a), shinglesOf(b));

describe('near-identical texts', () => {
  it('are told by their words, not by case, punctuation or spaces', () => {
    const text = 'The ferry sailed at noon, and nobody missed it but the harbour master.';
    const other = 'the FERRY sailed — at noon and\n\nnobody missed it, but the harbour-master!';
    expect(likeness(text, other)).toBe(1);
    expect(bandsOf(text)).toEqual(bandsOf(other));
  });

  it('stay alike when a few words change, and differ when most do', () => {
    const original = words(400, 1);
    const corrected = original.with(17, 'corrected').with(200, 'too').join(' ');
    expect(likeness(original.join(' '), corrected)).toBeGreaterThan(0.95);
    expect(likeness(original.join(' '), words(400, 2).join(' '))).toBeLessThan(0.1);
    expect(shared(original.join(' '), words(400, 2).join(' '))).toBe(0);
  });

  it('share a band nearly always from nine tenths up', () => {
    let found = 0;
    const runs = 200;
    for (let run = 0; run < runs; run += 1) {
      const original = words(300, run);
      const other = [...original.slice(0, 285), ...words(15, run + 10_000)];
      expect(likeness(original.join(' '), other.join(' '))).toBeGreaterThan(0.88);
      if (shared(original.join(' '), other.join(' ')) > 0) found += 1;
    }
    expect(found / runs).toBeGreaterThan(0.93);
  });

  it('are found in scripts without spaces', () => {
    const text = '大型の台風が東京に接近している。気象庁は厳重な警戒を呼びかけた。';
    expect(likeness(text, text.replace('東京', '大阪'))).toBeGreaterThan(0.5);
    expect(bandsOf(text)).not.toBeNull();
  });

  it('a text too short to compare has no sketch', () => {
    expect(bandsOf('Markets closed higher.')).toBeNull();
    expect(bandsOf('')).toBeNull();
    expect(bandsOf(words(MIN_SHINGLES + 2, 3).join(' '))).toHaveLength(BANDS);
  });

  it('likeness is between 0 and 1, the same both ways, and 1 with itself', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), fc.lorem({ maxCount: 30 }), (a, b) => {
        const one = likeness(a, b);
        expect(one).toBe(likeness(b, a));
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThanOrEqual(1);
        if (shinglesOf(a).size > 0) expect(likeness(a, a)).toBe(1);
        if (one === 1) expect(bandsOf(a) === null || shared(a, b) === BANDS || shinglesOf(a).size !== shinglesOf(b).size).toBe(true);
      }),
    );
    expect(SAME_STORY).toBe(0.8);
  });
});
