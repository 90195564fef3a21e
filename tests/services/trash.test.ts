import { describe, expect, it } from 'vitest';
import { annotateQuote, removeAnnotation } from '../../electron/services/annotations';
import { editStory } from '../../electron/services/articles';
import { peekHistory, redo, undo } from '../../electron/services/history';
import { newUid } from '../../electron/services/parts/identity';
import { keepPosition, markOpened, markRead, star } from '../../electron/services/reading';
import { renameTag } from '../../electron/services/tags';
import { emptyOld, emptyTrash, restoreStories, trashStories } from '../../electron/services/trash';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';

const DAY = 86_400_000;
const marking = { color: 'yellow', note: 'secret', tags: [] } as const;

describe('the trash', () => {
  it('takes and gives back, and counts only what changed', async () => {
    const [one, two] = [anArticle(), anArticle()];
    const { archive } = await anArchive(one, two);
    expect(await trashStories(archive, [one.uid])).toEqual({ trashed: 1 });
    expect(await trashStories(archive, [one.uid, two.uid, two.uid])).toEqual({ trashed: 1 });
    expect(await restoreStories(archive, [one.uid])).toEqual({ restored: 1 });
    await undo(archive);
    await undo(archive);
    expect((await archive.read.maintenance.overview()).trashed).toBe(1);
    await expect(trashStories(archive, [two.uid, newUid()])).rejects.toMatchObject({ code: 'not-found' });
    expect((await archive.read.maintenance.overview()).trashed).toBe(1);
  });

  it('is emptied of what has been in it for thirty days, and of nothing else', async () => {
    const [old, fresh, kept] = [anArticle(), anArticle(), anArticle()];
    const { archive } = await anArchive(old, fresh, kept);
    await trashStories(archive, [old.uid, fresh.uid]);
    const state = await archive.read.states.get(old.uid);
    await archive.write((store) => store.states.put(old.uid, { ...state!, trashedAt: new Date(Date.now() - 31 * DAY).toISOString() }));
    expect(await emptyOld(archive, new Date())).toEqual({ purged: 1 });
    expect(await archive.read.articles.get(old.uid)).toBeNull();
    expect(await archive.read.articles.get(fresh.uid)).not.toBeNull();
    expect(await emptyOld(archive, new Date(Date.now() + 29 * DAY))).toEqual({ purged: 0 });
    expect(await emptyOld(archive, new Date(Date.now() + 31 * DAY))).toEqual({ purged: 1 });
    expect(await archive.read.articles.get(kept.uid)).not.toBeNull();
  });

  it('leaves nothing of what is removed for good in the history, and the rest can still be undone', async () => {
    const [gone, kept] = [anArticle({ tags: ['Sea'] }), anArticle({ tags: ['Sea'] })];
    const { archive } = await anArchive(gone, kept);
    await editStory(archive, gone.uid, { headline: 'A secret headline' });
    const { uid } = await annotateQuote(archive, gone.uid, 'ferry', { ...marking, tags: [] });
    await annotateQuote(archive, gone.uid, 'Nobody', { ...marking, tags: [] });
    await removeAnnotation(archive, uid);
    await renameTag(archive, 'Sea', 'Ocean');
    await trashStories(archive, [gone.uid]);
    expect(await emptyTrash(archive)).toEqual({ purged: 1 });
    const entries = await archive.read.edits.list(10);
    const changes = JSON.stringify(await Promise.all(entries.map(({ id }) => archive.read.edits.changes(id))));
    expect(changes).not.toContain('secret');
    expect((await peekHistory(archive.read)).undo?.label.key).toBe('edit_tag_renamed');
    await undo(archive);
    expect((await archive.read.articles.get(kept.uid))?.tags).toEqual(['Sea']);
    await expect(undo(archive)).rejects.toMatchObject({ code: 'not-found' });
    await redo(archive);
    expect((await archive.check()).problems).toEqual([]);
  });

  it('is emptied in one go, however full', async () => {
    const articles = Array.from({ length: 450 }, () => anArticle());
    const { archive } = await anArchive(...articles);
    await trashStories(
      archive,
      articles.map(({ uid }) => uid),
    );
    expect(await emptyTrash(archive)).toEqual({ purged: 450 });
    expect(await emptyTrash(archive)).toEqual({ purged: 0 });
  });
});

describe('reading', () => {
  it('stars and reads can be undone; having looked at a story cannot', async () => {
    const story = anArticle();
    const { archive } = await anArchive(story);
    await markOpened(archive, story.uid);
    await keepPosition(archive, story.uid, 40);
    expect(await archive.read.edits.list(10)).toEqual([]);
    await markRead(archive, [story.uid], true);
    await markRead(archive, [story.uid], true);
    await star(archive, [story.uid], true);
    expect(await archive.read.edits.list(10)).toHaveLength(2);
    expect(await archive.read.maintenance.overview()).toMatchObject({ starred: 1, unread: 0 });
    await undo(archive);
    await undo(archive);
    expect(await archive.read.states.get(story.uid)).toMatchObject({ readAt: '', starredAt: '', position: 40 });
    await expect(keepPosition(archive, story.uid, -1)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(markOpened(archive, newUid())).rejects.toMatchObject({ code: 'not-found' });
  });
});
