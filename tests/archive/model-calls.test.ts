import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract, type CallOutput, type CheckedInput, type Events } from '../../core/contract';
import { JobRunner } from '../../electron/services/jobs';
import { changes, run, type ArchiveCall } from '../../electron/archive/dispatch';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';

/** The archive as a window sees it: calls by name, their input checked as `electron/ipc.ts` does. */
async function aWindow(...stories: ReturnType<typeof anArticle>[]) {
  const { archive } = await anArchive(...stories);
  const told: Events['archive.changed'][] = [];
  const call = async <Name extends ArchiveCall>(name: Name, input: unknown): Promise<CallOutput<Name>> => {
    const checked = v.parse(contract[name].input, input) as CheckedInput<Name>;
    const answer = await run({ archive, jobs: new JobRunner(archive), emit: () => undefined }, name, checked);
    const change = changes[name];
    if (change) told.push(change);
    return answer;
  };
  return { call, told };
}

describe('calls of the data model', () => {
  it('edit, tell what changed, and are undone', async () => {
    const story = anArticle({ headline: 'Ferry', tags: ['Sea'], publication: 'Tide' });
    const { call, told } = await aWindow(story);
    await call('articles.edit', { uid: story.uid, fields: { headline: 'Airship' } });
    await call('articles.tag', { uids: [story.uid], add: ['Sky'] });
    await call('tags.rename', { from: 'Sea', to: 'Ocean' });
    await call('reading.star', { uids: [story.uid], starred: true });
    await call('publications.rename', { from: 'Tide', to: 'The Tide' });
    const { article, state } = await call('articles.get', { uid: story.uid });
    expect(article).toMatchObject({ headline: 'Airship', tags: ['Ocean', 'Sky'], publication: 'The Tide' });
    expect(state.starredAt).not.toBe('');
    expect(told).toHaveLength(5);
    for (let count = 0; count < 5; count += 1) await call('history.undo', {});
    expect((await call('articles.get', { uid: story.uid })).article).toMatchObject({
      headline: 'Ferry',
      tags: ['Sea'],
      publication: 'Tide',
    });
    expect((await call('history.redo', {})).label.key).toBe('edit_story_changed');
    expect(await call('history.peek', {})).toMatchObject({
      undo: { label: { key: 'edit_story_changed' } },
      redo: { label: { key: 'edit_stories_tagged' } },
    });
  });

  it('keep collections and saved searches', async () => {
    const story = anArticle();
    const { call } = await aWindow(story);
    const outer = await call('collections.create', { name: 'Outer' });
    const inner = await call('collections.create', { name: 'Inner', parentUid: outer.uid });
    await call('collections.add', { uid: inner.uid, uids: [story.uid] });
    await call('collections.move', { uid: inner.uid, parentUid: null, index: 0 });
    await call('collections.rename', { uid: inner.uid, name: 'First' });
    expect((await call('collections.list', {})).map(({ name, count }) => [name, count])).toEqual([
      ['First', 1],
      ['Outer', 0],
    ]);
    expect((await call('articles.list', { scope: { kind: 'collection', uid: inner.uid }, limit: 9, offset: 0 })).total).toBe(1);
    const saved = await call('searches.saved.save', { name: 'Ferries', query: 'ferry' });
    await call('searches.saved.change', { uid: saved.uid, query: 'boat' });
    expect(await call('searches.saved.list', {})).toEqual([{ ...saved, query: 'boat' }]);
  });

  it('merge what seems to be the same, and empty the trash', async () => {
    const text = 'The old ferry sailed at noon from the harbour and nobody aboard missed the bridge.';
    const [one, two] = [anArticle({ paragraphs: [text] }), anArticle({ paragraphs: [text] })];
    const { call } = await aWindow(one, two);
    const [group] = await call('duplicates.find', {});
    expect(group).toMatchObject({ reason: 'text', similarity: 100 });
    await call('articles.merge', { keep: one.uid, others: [two.uid] });
    expect((await call('articles.list', { scope: { kind: 'trashed' }, limit: 9, offset: 0 })).items.map(({ uid }) => uid)).toEqual([
      two.uid,
    ]);
    expect(await call('trash.empty', {})).toEqual({ purged: 1 });
    expect(await call('library.overview', {})).toMatchObject({ all: 1, trashed: 0 });
  });

  it('note what was looked at without making every window read its lists again', async () => {
    const story = anArticle();
    const { call, told } = await aWindow(story);
    await call('reading.open', { uid: story.uid });
    await call('reading.position', { uid: story.uid, position: 10 });
    expect(told).toEqual([]);
    expect((await call('articles.get', { uid: story.uid })).state).toMatchObject({ position: 10 });
  });

  it.each([
    ['articles.edit', { uid: 'x', fields: {} }],
    ['articles.edit', { uid: anArticle().uid, fields: { text: 'not a field' } }],
    ['articles.merge', { keep: anArticle().uid, others: [] }],
    ['reading.position', { uid: anArticle().uid, position: -1 }],
    ['tags.delete', { name: '' }],
  ] as const)('%s refuses %j at the door', async (name, input) => {
    const { call } = await aWindow();
    await expect(call(name, input)).rejects.toThrow();
  });
});
