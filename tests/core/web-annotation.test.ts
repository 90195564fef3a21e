import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodePoints } from '../../core/web-annotation/code-points';
import { readWebAnnotations } from '../../core/web-annotation/reading';
import { annotationCollection } from '../../core/web-annotation/writing';
import { HIGHLIGHT_COLOR_IDS } from '../../core/highlight-colors';
import { anAnnotation, aStoryNote } from '../support/articles';
import { anExportStory } from '../support/export-story';

const read = (value: unknown) => readWebAnnotations(JSON.stringify(value));
const quote = { type: 'TextQuoteSelector', exact: 'the night ferry', prefix: 'keeps ', suffix: '.' };

describe('places in code points', () => {
  it('are those in UTF-16 units, there and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, number) => {
        const characters = [...text];
        const at = number % (characters.length + 1);
        const units = characters.slice(0, at).join('').length;
        const points = new CodePoints(text);
        expect(points.fromUnits(units)).toBe(at);
        expect(points.toUnits(at)).toBe(units);
      }),
    );
  });
});

describe('Web Annotations', () => {
  const story = anExportStory(
    { url: 'https://example.org/ferry', paragraphs: ['😀 The ferry sailed at noon.', 'Nobody missed it.'] },
    (article) => [
      anAnnotation(article, 'Nobody', { note: 'Who *else*?', tags: ['Ask', 'Sea/Ferries'], color: 'blue' }),
      aStoryNote(article, 'On all of it.'),
    ],
  );

  it('hold what the model has words for, and the colour besides', () => {
    expect(annotationCollection(story)).toMatchObject({
      '@context': ['http://www.w3.org/ns/anno.jsonld', { color: 'urn:broadsheet:color' }],
      type: 'AnnotationCollection',
      total: 2,
      first: {
        type: 'AnnotationPage',
        items: [
          {
            type: 'Annotation',
            motivation: 'commenting',
            color: 'blue',
            body: [
              { type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: 'Who *else*?' },
              { type: 'TextualBody', purpose: 'tagging', value: 'Ask' },
              { type: 'TextualBody', purpose: 'tagging', value: 'Sea/Ferries' },
            ],
            target: {
              source: 'https://example.org/ferry',
              // The emoji is one character of two units.
              selector: [
                { type: 'TextQuoteSelector', exact: 'Nobody', suffix: ' missed it.' },
                { type: 'TextPositionSelector', start: 29, end: 35 },
              ],
            },
          },
          { target: 'https://example.org/ferry', body: [{ purpose: 'commenting', value: 'On all of it.' }] },
        ],
      },
    });
  });

  it('come back as they went out, whatever people write', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            note: fc.oneof(words, fc.constant('')),
            tags: fc.uniqueArray(words, { maxLength: 3 }),
            color: fc.constantFrom(...HIGHLIGHT_COLOR_IDS),
            where: fc.constantFrom('ferry', 'Nobody missed', 'story', 'lost'),
          }),
        ),
        (made) => {
          const written = anExportStory({ paragraphs: ['😀 The ferry sailed at noon.', 'Nobody missed it.'] }, (article) =>
            made.map(({ where, ...marking }) => {
              if (where === 'story') return aStoryNote(article, marking.note || 'Said.', { ...marking, note: marking.note || 'Said.' });
              const annotation = anAnnotation(article, where === 'lost' ? 'noon' : where, marking);
              return where === 'lost'
                ? { ...annotation, selector: { ...annotation.selector, exact: 'gone', start: -1, end: -1 } }
                : annotation;
            }),
          );
          const back = readWebAnnotations(JSON.stringify(annotationCollection(written)));
          expect(back?.refused).toEqual([]);
          const points = new CodePoints(written.article.text);
          const expected = written.annotations.map(({ uid, color, note, tags, createdAt, updatedAt, selector, place }) => ({
            ...{ uid, color, note, tags, createdAt, updatedAt },
            quote: selector && { exact: selector.exact, prefix: selector.prefix, suffix: selector.suffix },
            position: place && { start: points.fromUnits(place.start), end: points.fromUnits(place.end) },
          }));
          expect(back?.annotations).toEqual(expected);
        },
      ),
    );
  });

  it('are read from a page, a list, one alone, and Hypothesis’ own forms', () => {
    const one = { type: 'Annotation', target: { source: 'https://example.org', selector: quote }, bodyValue: 'Plain words.' };
    for (const form of [one, [one], { type: 'AnnotationPage', items: [one] }, { first: { items: [one] } }]) {
      expect(read(form)?.annotations).toMatchObject([
        { uid: '', note: 'Plain words.', quote: { exact: 'the night ferry' }, position: null },
      ]);
    }
    const hypothesis = {
      id: 'Xy12',
      created: '2024-05-03T10:00:00.123456+02:00',
      updated: '2024-05-04T10:00:00+00:00',
      text: 'Mine.',
      tags: ['sea', 'sea'],
      target: [
        {
          source: 'https://example.org',
          selector: [{ type: 'RangeSelector', startContainer: '/p[1]' }, { type: 'TextPositionSelector', start: 3, end: 18 }, quote],
        },
      ],
    };
    for (const form of [
      { export_date: '2024', annotations: [hypothesis] },
      { total: 1, rows: [hypothesis] },
    ]) {
      expect(read(form)?.annotations).toEqual([
        {
          uid: '',
          color: 'yellow',
          note: 'Mine.',
          tags: ['sea'],
          createdAt: '2024-05-03T08:00:00.123Z',
          updatedAt: '2024-05-04T10:00:00.000Z',
          quote: { exact: 'the night ferry', prefix: 'keeps ', suffix: '.' },
          position: { start: 3, end: 18 },
        },
      ]);
    }
  });

  it('that cannot be taken are told one by one', () => {
    const target = { source: 'https://example.org', selector: [{ type: 'FragmentSelector', value: 'char=1,2' }] };
    const { annotations, refused } = read([null, { body: 'x' }, { target }, { target: 'x', references: ['y'] }, { target: 'x' }]) ?? {};
    expect(annotations).toEqual([]);
    expect(refused).toEqual([
      expect.stringContaining('Entry 1 is no annotation'),
      expect.stringContaining('Entry 2 is no annotation'),
      expect.stringContaining('Entry 3 does not say which words'),
      expect.stringContaining('Entry 4 is a reply'),
      expect.stringContaining('Entry 5 is on the whole story and says nothing'),
    ]);
  });

  it.each(['', 'x', '{', '{}', '7', '{"a":1}'])('are not to be found in %j', (json) => {
    expect(readWebAnnotations(json)).toBeNull();
  });
});
