import { expect, it } from 'vitest';
import { EMPTY_FIELDS } from '../../core/article';
import type { ImportPreview, ParsedTag } from '../../core/importing';
import { offeredTags } from '../../renderer/state/offered-tags';

function aPreview(status: ImportPreview['status'], ...tags: ParsedTag[]): ImportPreview {
  const fields = { ...EMPTY_FIELDS, headline: 'Ferry stays' };
  return { path: 'a.txt', status, reason: '', format: '', fields, excerpt: '', wordCount: 0, paragraphCount: 0, tags, warnings: [] };
}
const subject = (name: string) => ({ name, navigation: false });
const navigation = (name: string) => ({ name, navigation: true });

it('offers the most frequent tags first, then by name', () => {
  const offered = offeredTags([aPreview('new', subject('ferry'), subject('bridge')), aPreview('new', subject('ferry'), subject('cod'))]);
  expect(offered.map(({ name, count }) => [name, count])).toEqual([
    ['ferry', 2],
    ['bridge', 1],
    ['cod', 1],
  ]);
});

it('takes a tag for navigation as soon as one story says so', () => {
  const offered = offeredTags([aPreview('new', subject('World')), aPreview('new', navigation('World'))]);
  expect(offered).toEqual([{ name: 'World', count: 2, navigation: true }]);
});

it('does not offer tags of stories that stay out', () => {
  expect(offeredTags([aPreview('duplicate', subject('ferry')), aPreview('failed', subject('cod'))])).toEqual([]);
});
