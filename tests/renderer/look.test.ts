import { describe, expect, it } from 'vitest';
import { wholeLook } from '../../renderer/state/look.svelte';

const USUAL = { face: 'serif', size: 100, leading: 162, measure: 65, justified: false, hyphenated: true, notesShown: true };

describe('how stories are set', () => {
  it.each([
    ['nothing', undefined],
    ['no object', 'huge'],
    ['null', null],
    ['other kinds of values', { face: 7, size: 'big', leading: NaN, measure: null, justified: 'yes', hyphenated: 0, notesShown: [] }],
  ])('is as usual when the storage holds %s', (_, found) => {
    expect(wholeLook(found)).toEqual(USUAL);
  });

  it('keeps what was chosen, and takes the nearest step for what lies between or beyond', () => {
    const found = { face: 'sans', size: 9_999, leading: 150, measure: -3, justified: true, hyphenated: false, notesShown: false };
    expect(wholeLook(found)).toEqual({ ...found, size: 200, leading: 145, measure: 55 });
  });
});
