import { describe, expect, it } from 'vitest';
import type { Archive, NewArticle } from '../../db/store';
import { annotateQuote } from '../../electron/services/annotations';
import { tagStories } from '../../electron/services/articles';
import { undo } from '../../electron/services/history';
import { deleteTag, listTags, mergeTags, renameTag } from '../../electron/services/tags';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';

const story = anArticle({ headline: 'one', tags: ['Sea', 'Votes'] });
const nested = anArticle({ headline: 'two', tags: ['First', 'Sea/Ferries', 'Seaside'] });
const open = async (...articles: NewArticle[]) => (await anArchive(...(articles.length > 0 ? articles : [story, nested]))).archive;
const names = async (archive: Archive) => (await listTags(archive.read)).map(({ name }) => name);
const tagsOf = async (archive: Archive, { uid }: NewArticle) => (await archive.read.articles.get(uid))?.tags;

describe('renaming a tag', () => {
  it('renames what is nested below it, and nothing that merely begins alike', async () => {
    const archive = await open();
    expect(await renameTag(archive, 'Sea', 'Ocean')).toEqual({ tags: 2, carriers: 2 });
    expect(await names(archive)).toEqual(['First', 'Ocean', 'Ocean/Ferries', 'Seaside', 'Votes']);
    expect(await tagsOf(archive, story)).toEqual(['Ocean', 'Votes']);
    expect(await tagsOf(archive, nested)).toEqual(['First', 'Ocean/Ferries', 'Seaside']);
  });

  it('renames it on highlights', async () => {
    const archive = await open();
    const marked = await annotateQuote(archive, story.uid, 'ferry', { color: 'blue', note: '', tags: ['Sea', 'Who'] });
    await renameTag(archive, 'Sea', 'Ocean');
    expect((await archive.read.annotations.get(marked.uid))?.tags).toEqual(['Ocean', 'Who']);
  });

  it('moves it below itself', async () => {
    const archive = await open();
    await renameTag(archive, 'Sea', 'Sea/Deep');
    expect(await names(archive)).toEqual(['First', 'Sea/Deep', 'Sea/Deep/Ferries', 'Seaside', 'Votes']);
  });

  it('tidies the new name, and changes its case', async () => {
    const archive = await open();
    await renameTag(archive, 'Votes', '  Town /  /Council\tVotes ');
    await renameTag(archive, 'Seaside', 'SEASIDE');
    expect(await names(archive)).toEqual(['First', 'SEASIDE', 'Sea', 'Sea/Ferries', 'Town/Council Votes']);
  });

  it.each([
    ['Sea', 'Votes', 'invalid-input', 'Merge'],
    ['Sea', 'Sea', 'invalid-input', 'already'],
    ['Nowhere', 'Here', 'not-found', 'Nowhere'],
    ['Sea', ' / ', 'invalid-input', 'needs a name'],
  ])('refuses %s → %s', async (from, to, code, words) => {
    const archive = await open();
    const before = await listTags(archive.read);
    await expect(renameTag(archive, from, to)).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string });
    expect(await listTags(archive.read)).toEqual(before);
  });
});

describe('merging tags', () => {
  it('unites them where a story has both, with what is nested below', async () => {
    const both = anArticle({ tags: ['Sea', 'x', 'Ocean', 'Ocean/Ferries'] });
    const archive = await open(both, nested, story);
    await mergeTags(archive, 'Sea', 'Ocean');
    expect(await tagsOf(archive, both)).toEqual(['x', 'Ocean', 'Ocean/Ferries']);
    expect(await tagsOf(archive, nested)).toEqual(['First', 'Ocean/Ferries', 'Seaside']);
    await undo(archive);
    expect(await tagsOf(archive, both)).toEqual(['Sea', 'x', 'Ocean', 'Ocean/Ferries']);
  });

  it('refuses a tag that is not there, and one into itself', async () => {
    const archive = await open();
    await expect(mergeTags(archive, 'Sea', 'Nowhere')).rejects.toMatchObject({ code: 'not-found' });
    await expect(mergeTags(archive, 'Sea', 'Sea')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

it('deleting a tag takes it, and what is nested below, from everything', async () => {
  const archive = await open();
  expect(await deleteTag(archive, 'Sea')).toEqual({ tags: 2, carriers: 2 });
  expect(await names(archive)).toEqual(['First', 'Seaside', 'Votes']);
  await undo(archive);
  expect(await tagsOf(archive, nested)).toEqual(['First', 'Sea/Ferries', 'Seaside']);
});

it('tags of many stories change at once', async () => {
  const archive = await open();
  await tagStories(archive, [story.uid, nested.uid], { add: ['Read later', 'Votes'], remove: ['Sea', 'First'] });
  expect(await tagsOf(archive, story)).toEqual(['Votes', 'Read later']);
  expect(await tagsOf(archive, nested)).toEqual(['Sea/Ferries', 'Seaside', 'Read later', 'Votes']);
});
