import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, wordCount } from '../../core/text';

describe('counting words', () => {
  it.each([
    ['The ferry sailed at noon.', 5],
    ['U.S. prices rose 3.5 percent, the co-op’s head said.', 9],
    ['Die Mühle läuft — wieder.', 4],
    ['Маяк снова горит', 3],
    ['시민 삼백 명이 모였다', 4],
    ['', 0],
    [' … — “” ', 0],
  ])('counts %j', (text, count) => expect(wordCount(text)).toBe(count));

  it('finds words in scripts without spaces', () => {
    // How a dictionary cuts differs between its editions; a word has one to a few characters.
    const japanese = '港町の灯台が百年ぶりに点灯した';
    expect(wordCount(japanese)).toBeGreaterThan(japanese.length / 4);
    expect(wordCount(japanese)).toBeLessThan(japanese.length);
    expect(wordCount('สวัสดีชาวโลก')).toBeGreaterThanOrEqual(2);
    expect(wordCount('COVID疫情')).toBeGreaterThanOrEqual(2);
  });

  it('counts a long text without spaces about as the sum of its sentences', () => {
    const sentence = '港町の灯台が百年ぶりに点灯した。';
    const sum = wordCount(sentence) * 400;
    expect(Math.abs(wordCount(sentence.repeat(400)) - sum)).toBeLessThan(sum / 20);
  });

  it('counts what a pattern of words counts', () => {
    const word = /[\p{L}\p{N}\p{M}]+(?:['’.,\-‐‑·][\p{L}\p{N}\p{M}]+)*/gu;
    const spaced = fc.string({ unit: fc.constantFrom(..."ab7éдעم한\u0301𝒜𐐷 .,-’·—\n'") });
    fc.assert(fc.property(spaced, (text) => void expect(wordCount(text)).toBe(text.match(word)?.length ?? 0)));
  });

  it('adds up over paragraphs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(wordCount(`${a}\n\n${b}`)).toBe(wordCount(a) + wordCount(b));
      }),
    );
  });
});

describe('an excerpt', () => {
  it('is the text itself where that fits, on one line', () => {
    expect(excerptOf('Two\n\nshort  paragraphs.', 40)).toBe('Two short paragraphs.');
  });

  it('ends between words', () => {
    expect(excerptOf('The ferry sailed at noon, as ever.', 26)).toBe('The ferry sailed at noon…');
  });

  it('ends between characters where there are no spaces', () => {
    expect(excerptOf('港町の灯台が百年ぶりに点灯した', 8)).toBe('港町の灯台が百…');
    expect(excerptOf('😀😀😀😀', 6)).toBe('😀😀…');
  });

  it('is never longer than asked, nor holds half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 1, max: 120 }), (text, max) => {
        const excerpt = excerptOf(text, max);
        expect(excerpt.length).toBeLessThanOrEqual(max);
        expect(excerpt).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
