import { describe, expect, it } from 'vitest';
import { editSentence } from '../../core/edit-sentence';
import type { Archive } from '../../db/store';
import { createAnnotation, moveAnnotation, nearestTo, removeAnnotation, updateAnnotation } from '../../electron/services/annotations';
import { loadStory } from '../../electron/services/articles';
import { colorMeanings, giveMeaning } from '../../electron/services/color-meanings';
import { peekHistory, undo } from '../../electron/services/history';
import { mergeStories } from '../../electron/services/merging';
import { restoreStories } from '../../electron/services/restore';
import { linkedTo } from '../../electron/services/search';
import { storyLink } from '../../core/story-link';
import { anArchive } from '../support/archive';
import { anArticle, sha256 } from '../support/articles';

const marking = { color: 'green', note: '', tags: [] } as const;
const mark = (archive: Archive, uid: string, passage: { start: number; end: number } | null, note = '') =>
  createAnnotation(archive, uid, passage, { ...marking, note, tags: [] });

/** A story of one sentence, its highlight on “Nobody missed it”, and the story's text changed since. */
async function changed(after: string) {
  const before = 'The ferry sailed at noon. Nobody missed it, said the harbour master.';
  const article = anArticle({ paragraphs: [before] });
  const { archive } = await anArchive(article);
  const start = before.indexOf('Nobody');
  const { uid } = await mark(archive, article.uid, { start, end: start + 'Nobody missed it'.length });
  await archive.write((store) =>
    store.articles.update(article.uid, { text: after, html: `<p>${after}</p>`, textHash: sha256(after), wordCount: 1 }),
  );
  return { archive, article, uid };
}

const last = async (archive: Archive) => {
  const { undo: entry } = await peekHistory(archive.read);
  return entry && editSentence(entry.label);
};

describe('a note on a whole story', () => {
  it('is no orphan, comes first, and is called by the headline in the history', async () => {
    const article = anArticle({ headline: 'Ferry stays' });
    const { archive } = await anArchive(article);
    await mark(archive, article.uid, { start: 0, end: 7 });
    const note = await mark(archive, article.uid, null, 'Ask the council.');
    expect(note).toMatchObject({ selector: null, place: null, orphaned: false, note: 'Ask the council.' });
    expect((await loadStory(archive.read, article.uid)).annotations.map(({ uid }) => uid)[0]).toBe(note.uid);
    expect(await last(archive)).toBe('Made a note on the story “Ferry stays”');
    await updateAnnotation(archive, note.uid, { note: 'Asked.' });
    expect(await last(archive)).toBe('Changed a note on the story “Ferry stays”');
    await removeAnnotation(archive, note.uid);
    expect(await last(archive)).toBe('Removed a note on the story “Ferry stays”');
    expect(await nearestTo(archive.read, (await mark(archive, article.uid, null)).uid)).toBeNull();
  });

  it('goes along when its story is merged into another, and is no orphan there', async () => {
    const [keep, other] = [anArticle(), anArticle({ paragraphs: ['Something else altogether.'] })];
    const { archive } = await anArchive(keep, other);
    const note = await mark(archive, other.uid, null, 'Of the other.');
    expect(await mergeStories(archive, keep.uid, [other.uid])).toMatchObject({ annotations: 1, orphans: 0 });
    expect((await loadStory(archive.read, keep.uid)).annotations).toMatchObject([{ uid: note.uid, place: null, orphaned: false }]);
  });
});

describe('an orphan', () => {
  it('is told the nearest passage, and one move attaches it, which can be undone', async () => {
    const { archive, article, uid } = await changed('The ferry sailed at noon. Nobody will ever miss its horn, said others.');
    expect((await loadStory(archive.read, article.uid)).annotations).toMatchObject([{ uid, place: null, orphaned: true }]);
    const near = await nearestTo(archive.read, uid);
    expect(near?.text).toMatch(/^Nobody/);
    expect(near?.confidence).toBeGreaterThan(0);
    expect(near?.confidence).toBeLessThan(1);
    const moved = await moveAnnotation(archive, uid, near ?? { start: 0, end: 1 });
    expect(moved).toMatchObject({ orphaned: false, place: { start: near?.start, end: near?.end }, selector: { exact: near?.text } });
    await undo(archive);
    expect((await loadStory(archive.read, article.uid)).annotations).toMatchObject([{ uid, orphaned: true }]);
  });

  it('is told of nothing where nothing is near', async () => {
    const { archive, uid } = await changed('夜のフェリーは正午に出た。');
    expect(await nearestTo(archive.read, uid)).toBeNull();
  });
});

describe('links between stories', () => {
  it('tell which notes link to a story', async () => {
    const [linked, other] = [anArticle({ headline: 'Ferry [stays]' }), anArticle({ paragraphs: ['Something else.'] })];
    const { archive } = await anArchive(linked, other);
    const note = await mark(archive, other.uid, { start: 0, end: 9 }, `Compare ${storyLink(linked.uid, 'Ferry [stays]')}.`);
    await mark(archive, other.uid, null, `Only its number: ${linked.uid}`);
    await mark(archive, linked.uid, null, storyLink(other.uid, 'Something'));
    expect(await linkedTo(archive.read, linked.uid)).toMatchObject([{ uid: note.uid, articleUid: other.uid }]);
  });
});

describe('a text that changes', () => {
  it('takes passages along that are found for certain, and undo puts them back', async () => {
    const paragraphs = [
      'The ferry sailed at noon, as it had for thirty years.',
      'Nobody missed it, said the harbour master, but for the gulls.',
    ];
    const saved = anArticle({ paragraphs });
    const { archive: backup } = await anArchive(saved);
    const text = `An opening that came later.\n\n${saved.text}`;
    const { archive } = await anArchive({ ...saved, text, html: `<p>${text}</p>`, textHash: sha256(text) });
    const start = text.indexOf('the harbour master');
    const { uid, selector } = await mark(archive, saved.uid, { start, end: start + 'the harbour master'.length });
    await restoreStories(backup.read, archive, [saved.uid]);
    expect((await archive.read.annotations.get(uid))?.selector).toMatchObject({
      exact: 'the harbour master',
      start: saved.text.indexOf('the harbour master'),
      textHash: saved.textHash,
    });
    await undo(archive);
    expect((await archive.read.annotations.get(uid))?.selector).toEqual(selector);
    expect((await loadStory(archive.read, saved.uid)).annotations).toMatchObject([{ place: { start } }]);
  });
});

describe('moving an annotation', () => {
  it('refuses a passage without words, and an annotation that is not there', async () => {
    const article = anArticle();
    const { archive } = await anArchive(article);
    const { uid } = await mark(archive, article.uid, { start: 0, end: 7 });
    await expect(moveAnnotation(archive, uid, { start: 3, end: 3 })).rejects.toMatchObject({ code: 'passage-not-found' });
    await expect(moveAnnotation(archive, article.uid, { start: 0, end: 3 })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('meanings of colours', () => {
  it('are kept in the order of the palette, changed, taken away and undone', async () => {
    const { archive } = await anArchive();
    expect(await colorMeanings(archive.read)).toEqual({});
    await giveMeaning(archive, 'blue', ' evidence\n');
    expect(await last(archive)).toBe('Gave a highlight colour the meaning “evidence”');
    expect(JSON.stringify(await giveMeaning(archive, 'yellow', 'claim'))).toBe('{"yellow":"claim","blue":"evidence"}');
    expect(await giveMeaning(archive, 'blue', '')).toEqual({ yellow: 'claim' });
    expect(await last(archive)).toBe('Took the meaning “evidence” from a highlight colour');
    await undo(archive);
    expect(await colorMeanings(archive.read)).toEqual({ yellow: 'claim', blue: 'evidence' });
  });
});
