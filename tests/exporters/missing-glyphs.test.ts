import { describe, expect, it } from 'vitest';
import { isReadableWithout, missingFontError, namedInWords } from '../../electron/exporters/parts/missing-glyphs';

describe('letters that no font has', () => {
  it('are named by their scripts, each with a font to install', () => {
    expect(namedInWords(['ภ', '한', 'า', '☃'])).toEqual([
      'Thai letters U+0E20 U+0E32 (to print them, install a font such as Noto Serif Thai)',
      'Korean letters U+D55C (to print them, install a font such as Noto Serif CJK KR)',
      'U+2603',
    ]);
  });

  it('are refused with the fonts of all their scripts', () => {
    const { message } = missingFontError(['ภ', '한', 'ש']);
    for (const font of ['Noto Serif Thai', 'Noto Serif CJK KR', 'Noto Serif Hebrew']) expect(message).toContain(font);
  });

  it('may be a third of the story’s', () => {
    expect(isReadableWithout(['ภ'], 'one ภ word')).toBe(true);
    expect(isReadableWithout(['ภ', 'า'], 'ab ภา')).toBe(false);
  });
});
