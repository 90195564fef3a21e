import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../renderer/reading/stretches';

/** Whether no half of a character stands at an edge. */
const isWhole = (text: string) => !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(text);

describe('the stretches of a long text', () => {
  it.each([
    ['words', 'ferry '.repeat(20_000)],
    ['one word', 'x'.repeat(60_000)],
    ['characters of two units', '😀'.repeat(30_001)],
    ['an odd unit before them', `x${'😀'.repeat(30_001)}`],
  ])('of %s are the text, cut between words or characters', (_, text) => {
    const stretches = stretchesOf(text);
    expect(stretches.join('')).toBe(text);
    expect(stretches.every((stretch) => stretch.length <= 10_001 && isWhole(stretch))).toBe(true);
    expect(stretches.length).toBeGreaterThan(5);
  });

  it('lose nothing of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.nat(400),
        (text, times) => stretchesOf(text.repeat(times)).join('') === text.repeat(times),
      ),
    );
  });
});
