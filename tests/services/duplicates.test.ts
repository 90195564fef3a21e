import { describe, expect, it } from 'vitest';
import type { NewArticle } from '../../db/store';
import { annotateQuote } from '../../electron/services/annotations';
import { loadStory } from '../../electron/services/articles';
import { addToCollection, createCollection } from '../../electron/services/collections';
import { findDuplicates, nearDuplicateOf, NearDuplicates } from '../../electron/services/duplicates';
import { undo } from '../../electron/services/history';
import { mergeStories } from '../../electron/services/merging';
import { star } from '../../electron/services/reading';
import { trashStories } from '../../electron/services/trash';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';
import { modelDump } from '../support/model-dump';

const words = (count: number, seed: number) =>
  Array.from({ length: count }, (_, index) => `w${(index * 7_919 + seed * 104_729) % 100_003}`);
const wire = (seed: number, ...more: string[]) => [words(200, seed).join(' '), ...more];

describe('finding duplicates', () => {
  it('says by what: the address, or how much of the text', async () => {
    const first = anArticle({ headline: 'wire', paragraphs: wire(1), url: 'https://example.org/a' });
    const same = anArticle({ headline: 'again', paragraphs: wire(9), url: 'http://www.example.org/a/?utm_source=mail' });
    const printed = anArticle({ headline: 'printed', paragraphs: wire(1, 'Reporting by Ada Quill.') });
    const other = anArticle({ headline: 'other', paragraphs: wire(5), url: 'https://example.org/b' });
    const { archive } = await anArchive(first, same, printed, other);
    const groups = await findDuplicates(archive.read);
    expect(groups.map(({ reason, stories }) => [reason, ...stories.map(({ headline }) => headline)])).toEqual([
      ['address', 'wire', 'again'],
      ['text', 'wire', 'printed'],
    ]);
    expect(groups[1]?.similarity).toBeGreaterThanOrEqual(95);
    expect(groups[1]?.similarity).toBeLessThan(100);
    await trashStories(archive, [printed.uid, same.uid]);
    expect(await findDuplicates(archive.read)).toEqual([]);
  });

  it('puts a chain of versions into one group', async () => {
    const versions = [0, 1, 2, 3].map((count) => anArticle({ paragraphs: wire(1, ...words(count * 4, 50)) }));
    const { archive } = await anArchive(...versions, anArticle({ paragraphs: wire(2) }));
    const groups = await findDuplicates(archive.read);
    expect(groups.map(({ stories }) => stories.map(({ uid }) => uid))).toEqual([versions.map(({ uid }) => uid)]);
  });

  it('is not taken in by what a hundred stories share', async () => {
    const notice = words(20, 77);
    const stories = Array.from({ length: 100 }, (_, index) => anArticle({ paragraphs: [words(60, index).join(' '), notice.join(' ')] }));
    const { archive } = await anArchive(...stories);
    expect(await findDuplicates(archive.read)).toEqual([]);
  });

  it('tells an import of a story that is there already under another address', async () => {
    const story = anArticle({ paragraphs: wire(1) });
    const { archive } = await anArchive(story, anArticle({ paragraphs: wire(2) }));
    const text = [...wire(1), 'Corrects the name of the ferry.'].join('\n\n');
    expect(await nearDuplicateOf(archive.read, text)).toEqual({ uid: story.uid, similarity: expect.closeTo(0.97, 1) as number });
    expect(await nearDuplicateOf(archive.read, wire(3).join('\n\n'))).toBeNull();
    expect(await nearDuplicateOf(archive.read, 'Too short.')).toBeNull();
  });

  it('knows what was imported meanwhile', async () => {
    const { archive } = await anArchive(
      ...Array.from({ length: 3_000 }, (_, seed) => anArticle({ paragraphs: [words(12, seed).join(' ')] })),
    );
    const near = new NearDuplicates(archive.read);
    const story = anArticle({ paragraphs: wire(5_000) });
    expect(await near.find(story.text)).toBeNull();
    await archive.write((store) => store.articles.insert(story));
    expect(await near.find(`${story.text} more`)).toMatchObject({ uid: story.uid });
  });
});

describe('merging stories', () => {
  const kept = () =>
    anArticle({
      headline: 'Ferry sails',
      deck: '',
      byline: 'Ada Quill',
      tags: ['Sea', 'x'],
      paragraphs: ['The old ferry sailed at noon.', 'Nobody missed it.'],
    });
  const gone = () =>
    anArticle({
      headline: 'Ferry sails on time',
      deck: 'All aboard',
      tags: ['Votes', 'Sea'],
      url: 'https://example.org/a',
      paragraphs: ['Harbour: the old ferry sailed at noon.', 'Nobody missed it, said the harbour master.'],
    });
  const marking = { color: 'green', note: 'n', tags: ['t'] } as const;
  const mark = async (archive: Parameters<typeof annotateQuote>[0], { uid }: NewArticle, quote: string) =>
    annotateQuote(archive, uid, quote, { ...marking, tags: ['t'] });

  it('keeps the annotations of both, those without a place as orphans', async () => {
    const [keep, other] = [kept(), gone()];
    const { archive } = await anArchive(keep, other);
    await mark(archive, keep, 'noon');
    await mark(archive, other, 'Nobody missed it');
    await mark(archive, other, 'said the harbour master');
    expect(await mergeStories(archive, keep.uid, [other.uid])).toEqual({ kept: keep.uid, merged: 1, annotations: 2, orphans: 1 });
    const { annotations } = await loadStory(archive.read, keep.uid);
    expect(annotations.map(({ selector, place }) => [selector?.exact, place && keep.text.slice(place.start, place.end)])).toEqual([
      ['noon', 'noon'],
      ['Nobody missed it', 'Nobody missed it'],
      ['said the harbour master', null],
    ]);
    expect(annotations.every(({ note, tags }) => note === 'n' && tags[0] === 't')).toBe(true);
  });

  it('unites tags, collections and stars, fills empty fields, and says where the other went', async () => {
    const [keep, other] = [kept(), gone()];
    const { archive, file } = await anArchive(keep, other, anArticle());
    const collection = await createCollection(archive, 'C', null);
    await addToCollection(archive, collection.uid, [other.uid]);
    await star(archive, [other.uid], true);
    const before = await modelDump(file, archive, ['ferry', 'aboard']);
    await mergeStories(archive, keep.uid, [other.uid]);
    const { article, state } = await loadStory(archive.read, keep.uid);
    expect(article).toMatchObject({
      headline: 'Ferry sails',
      deck: 'All aboard',
      byline: 'Ada Quill',
      url: 'https://example.org/a',
      tags: ['Sea', 'x', 'Votes'],
    });
    expect(state.starredAt).not.toBe('');
    expect(await archive.read.articles.list({ kind: 'collection', uid: collection.uid }, { limit: 9, offset: 0 })).toMatchObject({
      total: 1,
      items: [{ uid: keep.uid }],
    });
    expect((await loadStory(archive.read, other.uid)).state).toMatchObject({
      mergedInto: keep.uid,
      trashedAt: expect.stringMatching(/^2/) as string,
    });
    await undo(archive);
    expect(await modelDump(file, archive, ['ferry', 'aboard'])).toEqual(before);
  });

  it('merges many in one edit', async () => {
    const stories = [kept(), gone(), gone(), gone()];
    const [keep, ...others] = stories.map(({ uid }) => uid);
    const { archive } = await anArchive(...stories);
    expect(await mergeStories(archive, keep!, others)).toMatchObject({ merged: 3 });
    expect((await archive.read.maintenance.overview()).all).toBe(1);
    await undo(archive);
    expect((await archive.read.maintenance.overview()).all).toBe(4);
  });

  it('refuses itself and what is in the trash, and changes nothing then', async () => {
    const [keep, other] = [kept(), gone()];
    const { archive, file } = await anArchive(keep, other);
    await trashStories(archive, [other.uid]);
    const before = await modelDump(file, archive);
    await expect(mergeStories(archive, keep.uid, [keep.uid])).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(mergeStories(archive, keep.uid, [other.uid])).rejects.toMatchObject({
      message: expect.stringContaining('in the trash') as string,
    });
    expect(await modelDump(file, archive)).toEqual(before);
  });
});
