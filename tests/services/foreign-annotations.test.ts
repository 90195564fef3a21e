import { describe, expect, it } from 'vitest';
import { createAnnotation } from '../../electron/services/annotations';
import { loadStory } from '../../electron/services/articles';
import { renderStory } from '../../electron/services/exports/one';
import { takeAnnotations } from '../../electron/services/foreign-annotations';
import { peekHistory, undo } from '../../electron/services/history';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';
import { CONTEXT } from '../support/export-story';

const PARAGRAPHS = [
  'HARBOUR TOWN — The ferry sailed at noon, and nobody on the quay had expected it to.',
  'Nobody missed it, said the harbour master.',
];

describe('annotations of a file', () => {
  it('come back into another archive as they were, once, and go with one undo', async () => {
    const article = anArticle({ paragraphs: PARAGRAPHS });
    const { archive } = await anArchive(article);
    const at = (quote: string) => ({ start: article.text.indexOf(quote), end: article.text.indexOf(quote) + quote.length });
    await createAnnotation(archive, article.uid, at('the quay'), { color: 'blue', note: 'Which?', tags: ['Ask', 'Sea'] });
    await createAnnotation(archive, article.uid, at('Nobody missed it'), { color: 'underline', note: '', tags: [] });
    await createAnnotation(archive, article.uid, null, { color: 'pink', note: 'On all of it.', tags: [] });
    const json = new TextDecoder().decode((await renderStory(archive.read, article.uid, 'w3c', CONTEXT)).bytes);
    const before = (await loadStory(archive.read, article.uid)).annotations;
    expect(await takeAnnotations(archive, article.uid, json)).toEqual({ added: 0, orphaned: 0, present: 3, refused: [] });

    const { archive: other } = await anArchive(article);
    expect(await takeAnnotations(other, article.uid, json)).toEqual({ added: 3, orphaned: 0, present: 0, refused: [] });
    expect((await loadStory(other.read, article.uid)).annotations).toEqual(before);
    expect((await other.check()).problems).toEqual([]);
    await undo(other);
    expect((await loadStory(other.read, article.uid)).annotations).toEqual([]);
    // What was undone is not there: it may be taken again.
    expect(await takeAnnotations(other, article.uid, json)).toMatchObject({ added: 3 });
    expect((await loadStory(other.read, article.uid)).annotations).toEqual(before);
  });

  it('find their passages in another text, or are kept as orphans', async () => {
    const article = anArticle({ paragraphs: ['A first paragraph that was not there.', ...PARAGRAPHS] });
    const { archive } = await anArchive(article);
    const on = (exact: string, prefix: string, suffix: string) => ({
      target: [
        {
          source: 'x',
          selector: [
            { type: 'TextPositionSelector', start: 3, end: 9 },
            { type: 'TextQuoteSelector', exact, prefix, suffix },
          ],
        },
      ],
      text: exact,
    });
    const json = JSON.stringify({
      rows: [
        on('the quay', 'and nobody on ', ' had expected'),
        on('the old lighthouse', 'below ', ' at night'),
        { target: 'x', references: ['y'] },
      ],
    });
    const report = await takeAnnotations(archive, article.uid, json);
    expect(report).toMatchObject({ added: 2, orphaned: 1, present: 0, refused: [expect.stringContaining('reply')] });
    const { annotations } = await loadStory(archive.read, article.uid);
    expect(annotations.map(({ note, place, orphaned }) => [note, place && article.text.slice(place.start, place.end), orphaned])).toEqual([
      ['the quay', 'the quay', false],
      ['the old lighthouse', null, true],
    ]);
    expect(await takeAnnotations(archive, article.uid, json)).toMatchObject({ added: 0, present: 2 });
  });

  it('are refused where there are none, and leave no trace', async () => {
    const article = anArticle();
    const { archive } = await anArchive(article);
    await expect(takeAnnotations(archive, article.uid, '{"headline":"x"}')).rejects.toMatchObject({ code: 'unrecognised' });
    await expect(takeAnnotations(archive, '01JD0000000000000000000000', '[]')).rejects.toMatchObject({ code: 'not-found' });
    expect((await peekHistory(archive.read)).undo).toBeNull();
  });
});
