import { expect, it } from 'vitest';
import { signed, typedTags } from '../../renderer/tag-names';

it('takes commas of any script between tags', () => {
  expect(typedTags(' sea , harbours،ميناء、港，海,, ')).toEqual(['sea', 'harbours', 'ميناء', '港', '海']);
  expect(typedTags('')).toEqual([]);
});

it('keeps a tag and its sign together', () => {
  expect(signed('port')).toBe('\u2068#port\u2069');
});
