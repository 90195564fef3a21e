import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAll, fold, nearest } from '../../renderer/reading/find';

const found = (text: string, wanted: string) => findAll(fold(text), wanted).map(({ start, end }) => text.slice(start, end));

describe('finding in a story', () => {
  it.each([
    ['case', 'The FERRY and the ferry', 'Ferry', ['FERRY', 'ferry']],
    ['accents, composed or not', 'Café, cafe\u0301 and cafe', 'cafe', ['Café', 'cafe\u0301', 'cafe']],
    ['accents that are typed', 'Cafe', 'café', ['Cafe']],
    ['the vowel signs of Arabic and its alefs', 'الأُمَّة والامة', 'الامة', ['الأُمَّة', 'والامة'.slice(1)]],
    ['full-width and half-width forms', 'ＡＢＣと１２', 'abcと12', ['ＡＢＣと１２']],
    ['line ends and kinds of spaces', 'night\nferry, night\u00a0ferry', 'night ferry', ['night\nferry', 'night\u00a0ferry']],
    ['soft hyphens', 'har\u00adbour', 'harbour', ['har\u00adbour']],
    ['ligatures, of which a part is found whole', 'oﬃce', 'offi', ['oﬃ']],
    ['characters of two units', 'a 😀 b 😀', '😀', ['😀', '😀']],
  ])('minds no %s', (_, text, wanted, expected) => {
    expect(found(text, wanted)).toEqual(expected);
  });

  it('keeps letters apart that only look alike without their marks', () => {
    expect(found('かがく', 'かか')).toEqual([]);
    expect(found('कि', 'का')).toEqual([]);
  });

  it('finds nothing of spaces alone', () => {
    expect(found('a b', '  ')).toEqual([]);
  });

  it('finds every word of any text where it stands, and nothing over anything else', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zäöü]{1,8}$/), { minLength: 1, maxLength: 30 }), fc.nat(), (words, pick) => {
        const text = words.join(' ');
        const wanted = words[pick % words.length] ?? '';
        const matches = findAll(fold(text), wanted);
        expect(matches.length).toBeGreaterThan(0);
        for (const [index, { start, end }] of matches.entries()) {
          expect(fold(text.slice(start, end)).folded).toBe(fold(wanted).folded);
          expect(start).toBeGreaterThanOrEqual(matches[index - 1]?.end ?? 0);
        }
      }),
    );
  });

  it('begins with the place at which one reads, and goes round the end', () => {
    const matches = findAll(fold('one two one'), 'one');
    expect([nearest(matches, 0), nearest(matches, 4), nearest(matches, 11), nearest([], 0)]).toEqual([0, 1, 0, -1]);
  });
});
