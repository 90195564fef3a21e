import { describe, expect, it } from 'vitest';
import type { Archive } from '../../db/store';
import * as collections from '../../electron/services/collections';
import { undo } from '../../electron/services/history';
import { newUid } from '../../electron/services/parts/identity';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';

/** The tree as indented names. */
async function tree(archive: Archive): Promise<string[]> {
  const all = await collections.listCollections(archive.read);
  const below = (parentUid: string | null, depth: string): string[] =>
    all.filter((one) => one.parentUid === parentUid).flatMap((one) => [`${depth}${one.name}`, ...below(one.uid, `${depth}-`)]);
  return below(null, '');
}

async function planted() {
  const { archive } = await anArchive();
  const make = async (name: string, parent: string | null = null) => (await collections.createCollection(archive, name, parent)).uid;
  const a = await make('A');
  const b = await make('B', a);
  const c = await make('C', b);
  const d = await make('D');
  return { archive, a, b, c, d };
}

describe('the tree of collections', () => {
  it('keeps what is made in order', async () => {
    const { archive } = await planted();
    expect(await tree(archive)).toEqual(['A', '-B', '--C', 'D']);
  });

  it('moves a collection with what is below it, and among its siblings', async () => {
    const { archive, b, d, a } = await planted();
    await collections.moveCollection(archive, b, null, 0);
    expect(await tree(archive)).toEqual(['B', '-C', 'A', 'D']);
    await collections.moveCollection(archive, d, null, 1);
    expect(await tree(archive)).toEqual(['B', '-C', 'D', 'A']);
    await collections.moveCollection(archive, a, d, 99);
    expect(await tree(archive)).toEqual(['B', '-C', 'D', '-A']);
    for (let step = 0; step < 3; step += 1) await undo(archive);
    expect(await tree(archive)).toEqual(['A', '-B', '--C', 'D']);
  });

  it('refuses a circle with a sentence, and leaves everything as it was', async () => {
    const { archive, a, c } = await planted();
    await expect(collections.moveCollection(archive, a, c, 0)).rejects.toMatchObject({
      code: 'invalid-input',
      message: '“A” cannot be moved into “C”, which stands below it. It was left where it was.',
    });
    await expect(collections.moveCollection(archive, a, a, 0)).rejects.toMatchObject({
      message: expect.stringContaining('into itself') as string,
    });
    expect(await tree(archive)).toEqual(['A', '-B', '--C', 'D']);
  });

  it('loses what is below a deleted collection, and undo brings all of it back', async () => {
    const { archive, a, c } = await planted();
    const story = anArticle();
    await archive.write((store) => store.articles.insert(story));
    await collections.addToCollection(archive, c, [story.uid]);
    await collections.deleteCollection(archive, a);
    expect(await tree(archive)).toEqual(['D']);
    await undo(archive);
    expect(await tree(archive)).toEqual(['A', '-B', '--C', 'D']);
    expect(await archive.read.collections.of(story.uid)).toEqual([c]);
  });

  it('takes no empty name and no parent that is not there', async () => {
    const { archive, a } = await planted();
    await expect(collections.createCollection(archive, ' ', null)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(collections.createCollection(archive, 'E', newUid())).rejects.toMatchObject({ code: 'not-found' });
    await expect(collections.renameCollection(archive, a, 'x'.repeat(201))).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('the stories of a collection', () => {
  const stories = ['a', 'b', 'c', 'd'].map((headline) => anArticle({ headline }));
  const uid = (headline: string) => stories.find((story) => story.headline === headline)?.uid ?? '';

  async function filled() {
    const { archive } = await anArchive(...stories);
    const collection = await collections.createCollection(archive, 'C', null);
    await collections.addToCollection(archive, collection.uid, ['c', 'a', 'b', 'a'].map(uid));
    const order = async () => {
      const { items } = await archive.read.articles.list({ kind: 'collection', uid: collection.uid }, { limit: 10, offset: 0 });
      return items.map(({ headline }) => headline).join('');
    };
    return { archive, collection: collection.uid, order };
  }

  it('stand in the order they were put in, each once', async () => {
    const { archive, collection, order } = await filled();
    expect(await order()).toBe('cab');
    expect(await collections.addToCollection(archive, collection, ['d', 'c'].map(uid))).toEqual({ added: 1 });
    expect(await order()).toBe('cabd');
  });

  it('are moved and taken out', async () => {
    const { archive, collection, order } = await filled();
    await collections.reorderCollection(archive, collection, ['b', 'c'].map(uid), 0);
    expect(await order()).toBe('bca');
    await collections.reorderCollection(archive, collection, ['b'].map(uid), 99);
    expect(await order()).toBe('cab');
    expect(await collections.takeFromCollection(archive, collection, ['a', 'd'].map(uid))).toEqual({ taken: 1 });
    expect(await order()).toBe('cb');
    for (let step = 0; step < 3; step += 1) await undo(archive);
    expect(await order()).toBe('cab');
  });

  it('must be in the archive', async () => {
    const { archive, collection, order } = await filled();
    await expect(collections.addToCollection(archive, collection, [uid('d'), newUid()])).rejects.toMatchObject({ code: 'not-found' });
    expect(await order()).toBe('cab');
  });
});
