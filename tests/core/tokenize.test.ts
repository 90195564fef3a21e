import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashTerm, indexText, scan, tokenize, type Token } from '../../core/tokenize';

/** Texts of many scripts side by side, with what joins and splits words. */
const mixed = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'aZ9éßİǅ東京カのㇷﾞﾟｶ゙゚ゟヿ가각각𠮷ไท្ក। ٠اَ́̈ﬁ½Ⅷ🙂'),
      fc.constantFrom(' ', '.', '\n', '、', '\u200d', '\ud800', '\udc00'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

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

  it('gives places, in order, at which the term is found again', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        let before = 0;
        for (const { term, start, end } of tokenize(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(terms(text.slice(start, end))).toContain(term);
          before = start;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads texts side by side as it reads each', () => {
    const moved = (tokens: readonly Token[], by: number) =>
      tokens.map(({ start, end, ...rest }) => ({ ...rest, start: start + by, end: end + by }));
    fc.assert(
      fc.property(mixed, fc.constantFrom(' ', '\n\n', '. ', '、'), mixed, (left, between, right) => {
        const apart = [...tokenize(left), ...moved(tokenize(right), left.length + between.length)];
        expect(tokenize(left + between + right)).toEqual(apart);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells words without making strings as it tells them with', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const told: string[] = [];
        scan(
          text,
          (term) => told.push(term),
          (start, end, hash) => {
            const term = text.slice(start, end).toLowerCase();
            expect(hash).toBe(hashTerm(term));
            told.push(term);
          },
        );
        expect(told).toEqual(terms(text));
      }),
      { numRuns: 1_000 },
    );
  });
});
