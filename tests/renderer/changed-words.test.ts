import { expect, it } from 'vitest';
import { changedWords } from '../../renderer/search/changed-words';

it('marks the words of a corrected query that are others than before', () => {
  expect(changedWords('harbuor "night  fery"', 'harbour "night  ferry"').filter(({ hit }) => hit)).toEqual([
    { text: 'harbour', hit: true },
    { text: 'ferry"', hit: true },
  ]);
  expect(
    changedWords('a b', 'a b')
      .map(({ text }) => text)
      .join(''),
  ).toBe('a b');
});
