import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceAt, sentenceBefore } from '../../renderer/reading/sentences';
import { voicesFor, type Voice } from '../../renderer/reading/speaker';

/** Every sentence of a text, one after the other. */
function sentences(text: string, language = 'en'): string[] {
  const all: string[] = [];
  for (let next = sentenceAt(text, language, 0); next; next = sentenceAt(text, language, next.end))
    all.push(text.slice(next.start, next.end));
  return all;
}

describe('the sentences of a story', () => {
  it.each([
    ['en', 'It sailed. Nobody waved!\n\nAt 21.40, it “left”. Then?', ['It sailed.', 'Nobody waved!', 'At 21.40, it “left”.', 'Then?']],
    ['ja', '船は出た。誰も手を振らなかった。', ['船は出た。', '誰も手を振らなかった。']],
    ['ar', 'غادرت العبّارة. هل عادت؟ لا.', ['غادرت العبّارة.', 'هل عادت؟', 'لا.']],
    ['', 'One. Two.', ['One.', 'Two.']],
    ['no such language', 'One. Two.', ['One.', 'Two.']],
    ['en', '\n\n  \n\nA headline without a stop\n\nText.', ['A headline without a stop', 'Text.']],
    ['en', '   ', []],
  ])('of %s are found one by one', (language, text, expected) => {
    expect(sentences(text, language)).toEqual(expected);
  });

  it('are never longer than a breath, and leave nothing out', () => {
    const text = 'word '.repeat(5_000).trim();
    const all = sentences(text);
    expect(Math.max(...all.map(({ length }) => length))).toBeLessThanOrEqual(1_000);
    expect(all.join(' ')).toBe(text);
  });

  it('go back the way they came', () => {
    const sentence = fc.stringMatching(/^[A-Z][a-z]{1,8}( [a-z]{1,8}){0,4}\.$/);
    fc.assert(
      fc.property(fc.array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (paragraphs) => {
        const text = paragraphs.map((paragraph) => paragraph.join(' ')).join('\n\n');
        const backwards: string[] = [];
        for (let last = sentenceBefore(text, 'en', text.length); last; last = sentenceBefore(text, 'en', last.start))
          backwards.push(text.slice(last.start, last.end));
        expect(backwards.toReversed()).toEqual(sentences(text));
      }),
    );
  });
});

describe('the voices for a story', () => {
  const voice = (id: string, language: string): Voice => ({ id, name: id, language });
  const voices = [voice('Anna', 'de-DE'), voice('Sam', 'en-US'), voice('Kate', 'en-GB')];

  it.each([
    ['en-GB', ['Kate', 'Sam']],
    ['en', ['Sam', 'Kate']],
    ['de-AT', ['Anna']],
    ['ja', []],
    ['', ['Anna', 'Sam', 'Kate']],
  ])('of the language “%s” speak it, those of its country first', (language, names) => {
    expect(voicesFor(voices, language).map(({ name }) => name)).toEqual(names);
  });
});
