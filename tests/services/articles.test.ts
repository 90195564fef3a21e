import { describe, expect, it } from 'vitest';
import { editStory, storiesAt } from '../../electron/services/articles';
import { createAnnotation, removeAnnotation } from '../../electron/services/annotations';
import { redo, storyHistory, undo } from '../../electron/services/history';
import { changePublication, listPublications, mergePublications, renamePublication } from '../../electron/services/publications';
import { changeSearch, deleteSearch, listSavedSearches, moveSearch, saveSearch } from '../../electron/services/saved-searches';
import { trashStories } from '../../electron/services/trash';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';

describe('the history of a story', () => {
  it('holds what was done with it and the notes on it, newest first, and nothing of others or undone', async () => {
    const [ferry, bakery] = [anArticle({ headline: 'Ferry', text: 'The ferry stays.' }), anArticle({ headline: 'Bakery' })];
    const { archive } = await anArchive(ferry, bakery);
    await editStory(archive, ferry.uid, { kicker: 'Harbour' });
    await editStory(archive, bakery.uid, { kicker: 'Bread' });
    const made = await createAnnotation(archive, ferry.uid, { start: 4, end: 9 }, { color: 'yellow', note: '', tags: [] });
    await removeAnnotation(archive, made.uid);
    const keys = async () => (await storyHistory(archive.read, ferry.uid)).map(({ label }) => label.key);
    expect(await keys()).toEqual(['edit_annotation_removed', 'edit_annotation_made', 'edit_story_changed']);
    await undo(archive);
    expect(await keys()).toEqual(['edit_annotation_made', 'edit_story_changed']);
  });
});

describe('stories by their addresses', () => {
  it('are found by any form of the address, unless they are in the trash', async () => {
    const [ferry, bakery] = [anArticle({ url: 'https://example.org/ferry' }), anArticle({ url: 'https://example.org/bakery' })];
    const { archive } = await anArchive(ferry, bakery);
    await trashStories(archive, [bakery.uid]);
    const asked = [
      'http://www.example.org/ferry/?utm_source=x',
      'https://example.org/bakery',
      'https://example.org/',
      'mailto:a@example.org',
    ];
    expect(await storiesAt(archive.read, asked)).toEqual({ 'http://www.example.org/ferry/?utm_source=x': ferry.uid });
  });
});

describe('editing a story', () => {
  it('changes what is given, notes when, and can be undone', async () => {
    const story = anArticle({ headline: 'Ferry', byline: 'Ada', tags: ['Sea'], published: '2018' });
    const { archive } = await anArchive(story);
    const { article } = await editStory(archive, story.uid, { headline: ' Airship ', published: '2018-09-23', tags: ['Sky', ' Sky', ''] });
    expect(article).toMatchObject({ headline: 'Airship', byline: 'Ada', published: '2018-09-23', tags: ['Sky'] });
    expect(article.editedAt).toMatch(/^20/);
    await undo(archive);
    expect(await archive.read.articles.get(story.uid)).toMatchObject({ headline: 'Ferry', published: '2018', tags: ['Sea'], editedAt: '' });
    await redo(archive);
    expect((await archive.read.articles.get(story.uid))?.headline).toBe('Airship');
  });

  it('leaves no trace when nothing changes', async () => {
    const story = anArticle({ headline: 'Ferry' });
    const { archive } = await anArchive(story);
    await editStory(archive, story.uid, { headline: 'Ferry', tags: [] });
    expect(await archive.read.edits.list(1)).toEqual([]);
  });

  it.each([
    [{ published: 'last Tuesday' }, 'no date'],
    [{ updated: '2018-13-45' }, 'no date'],
    [{ url: 'example.org/a' }, 'no web address'],
    [{ url: 'javascript:alert(1)' }, 'no web address'],
    [{ language: 'klingon language' }, 'no language tag'],
  ])('refuses %j', async (change, words) => {
    const story = anArticle();
    const { archive } = await anArchive(story);
    await expect(editStory(archive, story.uid, change)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(words) as string,
    });
  });
});

describe('publications', () => {
  const stories = () => [anArticle({ publication: 'Tide' }), anArticle({ publication: 'Tide' }), anArticle({ publication: 'Ebb' })];

  it('are renamed with all their stories and what is noted on them', async () => {
    const { archive } = await anArchive(...stories());
    await changePublication(archive, 'Tide', { url: 'https://tide.example', note: 'daily' });
    expect(await renamePublication(archive, 'Tide', ' The  Tide ')).toEqual({ stories: 2 });
    expect(await listPublications(archive.read)).toEqual([
      { name: 'The Tide', url: 'https://tide.example', note: 'daily', count: 2 },
      { name: 'Ebb', url: '', note: '', count: 1 },
    ]);
    await undo(archive);
    expect((await listPublications(archive.read))[0]).toEqual({ name: 'Tide', url: 'https://tide.example', note: 'daily', count: 2 });
  });

  it('are merged; what is noted on the one that stays wins', async () => {
    const { archive } = await anArchive(...stories());
    await changePublication(archive, 'Tide', { url: 'https://tide.example', note: 'old' });
    await changePublication(archive, 'Ebb', { note: 'new' });
    await mergePublications(archive, 'Tide', 'Ebb');
    expect(await listPublications(archive.read)).toEqual([{ name: 'Ebb', url: 'https://tide.example', note: 'new', count: 3 }]);
    await expect(renamePublication(archive, 'Tide', 'x')).rejects.toMatchObject({ code: 'not-found' });
    await expect(mergePublications(archive, 'Ebb', 'Ebb')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

it('saved searches are kept, changed, moved and deleted', async () => {
  const { archive } = await anArchive();
  const first = await saveSearch(archive, 'Ferries', 'ferry OR boat');
  const second = await saveSearch(archive, 'Votes', 'vote');
  await changeSearch(archive, first.uid, { query: 'ferry' });
  await moveSearch(archive, second.uid, 0);
  expect((await listSavedSearches(archive.read)).map(({ name, query }) => [name, query])).toEqual([
    ['Votes', 'vote'],
    ['Ferries', 'ferry'],
  ]);
  await deleteSearch(archive, second.uid);
  await expect(deleteSearch(archive, second.uid)).rejects.toMatchObject({ code: 'not-found' });
  await undo(archive);
  expect(await listSavedSearches(archive.read)).toHaveLength(2);
});
