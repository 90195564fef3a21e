import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexText, tokenize } from '../../core/tokenize';

const terms = (text: string) => tokenize(text).map(({ term }) => term);

describe('tokenising', () => {
  it.each([
    ['Café CRÈME', ['cafe', 'creme']],
    ['N. Korea’s COVID-19', ['n', 'korea', 's', 'covid', '19']],
    ['Ёлка и ель', ['елка', 'и', 'ель']],
    ['Ελλάδα', ['ελλαδα']],
    ['ﬁnance', ['finance']],
    ['台風接近', ['台風', '風接', '接近', '近']],
    ['COVID疫情', ['covid', '疫情', '情']],
    ['ｶﾞ', ['ガ']],
    ['हिन्दी', ['हिन्दी']],
    ['႞ ៛ ⺀', []],
    ['½ ⑴ ⒈', ['12', '1', '1']],
    ['', []],
    ['— … !', []],
  ])('%s', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('knows every letter there is as a term, and nothing else', () => {
    const odd: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      if (code === 0xd800) code = 0xe000;
      const character = String.fromCodePoint(code);
      for (const { term } of tokenize(character)) if (!/^[\p{L}\p{N}\p{M}]+$/u.test(term)) odd.push(character);
    }
    expect(odd).toEqual([]);
  });

  it('gives the place of each term in the text', () => {
    const text = 'Ein Café, 東京都';
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Ein', 'Café', '東京', '京都', '都']);
  });

  it('keeps every term free of what a query language could misread', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { term, start, end } of tokenize(text)) {
          expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds a text again however its case and accents are typed', () => {
    expect(indexText('RÉSUMÉ')).toBe(indexText('resume'));
    expect(indexText('re\u0301sume\u0301')).toBe(indexText('résumé'));
  });
});
