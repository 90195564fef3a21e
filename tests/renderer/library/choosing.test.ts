import { describe, expect, it } from 'vitest';
import { matching } from '../../../renderer/library/choosing.svelte';

const named = (...names: string[]) => names.map((name) => ({ id: name, name }));

describe('choosing one of many', () => {
  it('finds a part of the name, whatever its case, beginnings first', () => {
    expect(matching(named('Low sea', 'Sea', 'Land'), 'se').map(({ name }) => name)).toEqual(['Sea', 'Low sea']);
    expect(matching(named('b', 'a'), '').map(({ name }) => name)).toEqual(['b', 'a']);
  });
});
