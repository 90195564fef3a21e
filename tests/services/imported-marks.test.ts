import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Archive } from '../../db/store';
import { loadStory } from '../../electron/services/articles';
import { gathered } from '../../electron/services/exports/together';
import { previewImport, runImport } from '../../electron/services/imports';
import { undoImport } from '../../electron/services/imports/undo';
import { JobRunner } from '../../electron/services/jobs';
import { anArchive } from '../support/archive';
import { anAnnotation, anArticle, aStoryNote } from '../support/articles';
import { CONTEXT } from '../support/export-story';
import { anyArchive, fill } from '../support/generated';

const ALL = { kind: 'all' } as const;
const sourceOf = (bytes: Uint8Array) => [{ kind: 'bytes', bytes, name: 'notes.jsonld' }] as const;
const annotationsIn = async (archive: Archive, uids: readonly string[]) =>
  Promise.all(uids.map(async (uid) => (await loadStory(archive.read, uid)).annotations));

describe('Web Annotations of many stories in one file', () => {
  const one = anArticle({ url: 'https://example.org/ferry' });
  const two = anArticle({ paragraphs: ['No address, 終わり.'] });

  it('find their stories by address, once, and go with the import when it is undone', async () => {
    const { archive } = await anArchive(one, two);
    const made = [anAnnotation(one, 'The ferry', { note: 'Which?', tags: ['Ask'] }), aStoryNote(two, 'All of it.', { color: 'pink' })];
    await archive.write(async (store) => {
      for (const annotation of made) await store.annotations.insert(annotation);
    });
    const { bytes } = await gathered(archive.read, ALL, 'w3c', CONTEXT);
    const before = await annotationsIn(archive, [one.uid, two.uid]);

    const { archive: other } = await anArchive(one, two);
    const jobs = new JobRunner(other);
    const previews: string[] = [];
    for await (const { status, reason } of previewImport(other.read, sourceOf(bytes))) previews.push(`${status}: ${reason}`);
    expect(previews).toEqual(Array(2).fill('duplicate: 1 highlight or note for a story that is there.'));
    const report = await runImport(jobs, sourceOf(bytes));
    expect(report.results).toMatchObject([
      { status: 'duplicate', uid: one.uid, reason: '1 highlight or note was added to the story.' },
      { status: 'duplicate', uid: two.uid, reason: '1 highlight or note was added to the story.' },
    ]);
    expect(await annotationsIn(other, [one.uid, two.uid])).toEqual(before);
    expect((await runImport(jobs, sourceOf(bytes))).results[0]?.reason).toContain('already');
    await undoImport(jobs, other, report.run);
    expect(await annotationsIn(other, [one.uid, two.uid])).toEqual([[], []]);

    const { archive: empty } = await anArchive();
    const nothing = await runImport(new JobRunner(empty), sourceOf(bytes));
    expect(nothing.results).toMatchObject([
      { status: 'skipped', reason: expect.stringContaining('https://example.org/ferry') as string },
      { status: 'skipped' },
    ]);
  });

  it('come back as they were, whatever they say', async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, async (made) => {
        const { archive } = await anArchive();
        const stories = made.stories.map((story, index) => ({
          ...story,
          fields: { ...story.fields, url: `https://example.org/${index}` },
        }));
        const uids = await fill(archive, { ...made, stories });
        const { bytes } = await gathered(archive.read, ALL, 'w3c', CONTEXT);
        const articles = await Promise.all(uids.map((uid) => archive.read.articles.get(uid)));
        const { archive: other } = await anArchive(...articles.flatMap((article) => (article ? [{ ...article, original: null }] : [])));
        await runImport(new JobRunner(other), sourceOf(bytes));
        // An orphan keeps the words it was made on; where it stood in a text that is gone is not said.
        const comparable = async (archiveOf: Archive) =>
          (await annotationsIn(archiveOf, uids)).map((annotations) =>
            annotations
              .map(({ selector, ...rest }) => ({ ...rest, quote: selector && [selector.exact, selector.prefix, selector.suffix] }))
              .toSorted((a, b) => (a.uid < b.uid ? -1 : 1)),
          );
        expect(await comparable(other)).toEqual(await comparable(archive));
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
