import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PassageSelector } from '../../core/annotation';
import { describePassage } from '../../core/anchoring/describe';
import { Placing } from '../../core/anchoring/place';
import { findQuote } from '../../core/anchoring/quote';

const placePassage = (text: string, textHash: string, selector: PassageSelector) => new Placing({ text, textHash }).place(selector);

const OLD = 'The mayor said the bridge would open in May. The engineers said the bridge would open in June. Nobody asked the river.';
/** Whether the words stand in a text once in their surroundings. */
function isAlone(text: string, { prefix, exact, suffix }: PassageSelector): boolean {
  const all = prefix + exact + suffix;
  return /\p{L}/u.test(exact) && text.indexOf(all) === text.lastIndexOf(all) && text.indexOf(exact) === text.lastIndexOf(exact);
}

const at = (text: string, passage: { start: number; end: number } | null) => (passage ? text.slice(passage.start, passage.end) : null);

function selectorFor(quote: string, occurrence = 0) {
  let start = -1;
  for (let count = 0; count <= occurrence; count += 1) start = OLD.indexOf(quote, start + 1);
  return describePassage(OLD, 'old', start, start + quote.length);
}

describe('placing a passage', () => {
  it('trusts the position while the text is the same', () => {
    const selector = selectorFor('the bridge would open', 1);
    expect(placePassage(OLD, 'old', selector)).toEqual({ start: selector.start, end: selector.end, confidence: 1 });
  });

  it('trusts the position in a text that is not known where all around it stands there', () => {
    const text = 'na '.repeat(200);
    const selector = describePassage(text, '', 300, 305);
    expect(placePassage(text, 'new', selector)).toEqual({ start: 300, end: 305, confidence: 1 });
  });

  it('follows a passage that moved', () => {
    const text = `UPDATE: this story was corrected. ${OLD}`;
    expect(at(text, placePassage(text, 'new', selectorFor('Nobody asked')))).toBe('Nobody asked');
  });

  it('tells repeated words apart by what stands around them', () => {
    const text = `New opening. ${OLD}`;
    const placed = placePassage(text, 'new', selectorFor('the bridge would open', 1));
    expect(placed?.start).toBe(text.lastIndexOf('the bridge would open'));
  });

  it('finds a passage whose spelling was corrected', () => {
    const text = OLD.replace('Nobody asked the river', 'Nobody has asked the river');
    expect(at(text, placePassage(text, 'new', selectorFor('Nobody asked the river')))).toContain('asked the river');
  });

  it('makes an orphan of a passage that is gone, rather than marking something else', () => {
    const text = 'An entirely different story about cheese, its makers and the weather in the hills.';
    expect(placePassage(text, 'new', selectorFor('Nobody asked the river'))).toBeNull();
  });

  it('finds every passage of any text again after text was put before it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.nat(),
        fc.nat(),
        fc.string({ unit: 'grapheme' }),
        (text, a, b, before) => {
          // Nobody selects half a character.
          const characters = [...text];
          const first = a % characters.length;
          const start = characters.slice(0, first).join('').length;
          const end = start + characters.slice(first, first + 1 + (b % (characters.length - first))).join('').length;
          const selector = describePassage(text, 'old', start, end);
          const placed = placePassage(before + text, 'new', selector);
          // What has no letters cannot be told from what has none, and what stands there twice not from itself.
          if (placed) expect(at(before + text, placed)).toBe(text.slice(start, end).trim());
          else expect(isAlone(before + text, selector)).toBe(false);
        },
      ),
    );
  });
});

describe('describing a passage', () => {
  it('clamps offsets to the text and puts them in order', () => {
    expect(describePassage('abc', 'h', 99, 1)).toMatchObject({ exact: 'bc', start: 1, end: 3, prefix: 'a', suffix: '' });
  });

  it('keeps 32 characters on either side', () => {
    const { prefix, suffix } = describePassage(`${'x'.repeat(50)}y${'z'.repeat(50)}`, 'h', 50, 51);
    expect([prefix.length, suffix.length]).toEqual([32, 32]);
  });

  it('keeps more of a phrase that stands elsewhere in the same surroundings, so that the two are told apart', () => {
    const shared = 'The council met late at night, and then the bridge was opened again for all traffic but lorries.';
    const text = `In May it rained. ${shared} Nobody came. In June it did not. ${shared} Everybody came.`;
    const start = text.lastIndexOf('the bridge');
    const selector = describePassage(text, 'old', start, start + 'the bridge'.length);
    expect(selector.suffix).toContain('Everybody');
    const without = text.slice(0, start - 60);
    expect(placePassage(`Gone. ${without}`, 'new', selector)).toBeNull();
    expect(placePassage(`New. ${text}`, 'new', selector)?.start).toBe(start + 'New. '.length);
  });
});

describe('finding a quotation', () => {
  const text = 'She said: “We’re not\nafraid of—of anything.” Then she left.';
  it.each([
    ['to the letter', '“We’re not', '“We’re not'],
    ['with plain quotation marks and case', '"we\'re NOT afraid', '“We’re not\nafraid'],
    ['with other white space', 'not   afraid  of', 'not\nafraid of'],
    ['with a wrong letter', 'We’re not afrayd of—of anything', 'We’re not\nafraid of—of anything'],
  ])('%s', (_name, quote, expected) => {
    expect(at(text, findQuote(text, quote))).toBe(expected);
  });

  it.each(['', '   ', 'bicycles are not mentioned here'])('finds nothing for %j', (quote) => {
    expect(findQuote(text, quote)).toBeNull();
  });
});
