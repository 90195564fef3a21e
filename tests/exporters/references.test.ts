import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CITATION_STYLES } from '../../core/citation-styles';
import { citationKey, uniqueKeys } from '../../electron/exporters/parts/citation-keys';
import { cslItem } from '../../electron/exporters/parts/csl-item';
import { bibliography, referenceOf } from '../../electron/exporters/parts/references';
import { referenceText } from '../../electron/exporters/parts/reference-text';
import { anExportStory } from '../support/export-story';

const FERRY = {
  headline: 'Why did the night ferry sink?',
  byline: 'Ingrid Solbakken and Ola Berg',
  dateline: 'VARDEN',
  publication: 'The Northern Mail',
  section: 'Business',
  deck: 'Nobody missed it.',
  edition: 'Late edition',
  published: '2021-03-14T08:00:00+01:00',
  retrieved: '2024-05-01T08:00:00.000Z',
  url: 'https://www.example.org/ferry?a=1&b=2',
  language: 'en',
};
const story = (change: Parameters<typeof anExportStory>[0] = {}) => anExportStory({ ...FERRY, ...change }).article;
const text = (change: Parameters<typeof story>[0], style: string, locale = 'en-US') =>
  referenceOf(story(change), style, { locale, format: 'text' });

describe('a story as an item of CSL-JSON', () => {
  it('has what references are made of', () => {
    expect(cslItem(story())).toEqual({
      type: 'article-newspaper',
      title: 'Why did the night ferry sink?',
      author: [
        { family: 'Solbakken', given: 'Ingrid' },
        { family: 'Berg', given: 'Ola' },
      ],
      'container-title': 'The Northern Mail',
      issued: { 'date-parts': [[2021, 3, 14]] },
      accessed: { 'date-parts': [[2024, 5, 1]] },
      URL: 'https://www.example.org/ferry?a=1&b=2',
      'event-place': 'VARDEN',
      edition: 'Late edition',
      section: 'Business',
      language: 'en',
      abstract: 'Nobody missed it.',
    });
  });

  it('is a web page of its site without a publication, and leaves out what is not known', () => {
    const bare = { publication: '', byline: '', dateline: '', section: '', deck: '', edition: '', language: '', published: '' };
    expect(cslItem(story(bare))).toEqual({
      type: 'webpage',
      title: FERRY.headline,
      'container-title': 'example.org',
      accessed: { 'date-parts': [[2024, 5, 1]] },
      URL: FERRY.url,
    });
  });

  it.each([
    ['2018', [2018]],
    ['2018-09', [2018, 9]],
    ['2018-09-23', [2018, 9, 23]],
    ['2018-09-23T23:30:00-05:00', [2018, 9, 23]],
    ['2018-02-30', undefined],
    ['2018-13', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('has the date %j as precisely as it is known', (published, parts) => {
    expect(cslItem(story({ published })).issued?.['date-parts'][0]).toEqual(parts);
  });

  it('takes its title from the opening where there is no headline', () => {
    expect(cslItem(story({ headline: '', paragraphs: ['Short.'] })).title).toBe('Short.');
    expect(cslItem(story({ headline: ' ', paragraphs: ['x'.repeat(100)] })).title).toBe(`${'x'.repeat(80)}…`);
  });
});

describe('citation keys', () => {
  it.each([
    [{}, 'solbakken2021night'],
    [{ byline: 'Reuters' }, 'reuters2021night'],
    [{ byline: 'Søren Ångström-Weiß', headline: 'Über die Fähre' }, 'angstromweiss2021uber'],
    [{ byline: '山田 太郎', publication: '朝日新聞', headline: '台風が接近', url: 'https://www.asahi.com/a' }, 'asahi2021'],
    [{ byline: '', publication: '', url: '', published: '', headline: '台風' }, 'story'],
  ])('of %j', (change, key) => {
    expect(citationKey(story(change))).toBe(key);
  });

  it('differ within an export, and hold Latin letters and figures alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ headline: fc.string({ unit: 'grapheme' }), byline: fc.string({ unit: 'grapheme' }) }), { maxLength: 40 }),
        (changes) => {
          const keyOf = uniqueKeys();
          const keys = changes.map((change) => keyOf(story(change)));
          expect(new Set(keys).size).toBe(keys.length);
          for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9]*$/);
        },
      ),
      { numRuns: 50 },
    );
    const keyOf = uniqueKeys();
    expect(Array.from({ length: 28 }, () => keyOf(story())).slice(24)).toEqual(
      ['y', 'z', 'ba', 'bb'].map((letters) => `solbakken2021night${letters}`),
    );
  });
});

describe('references', () => {
  it.each([
    [
      'apa',
      'Solbakken, I., & Berg, O. (2021, March 14). Why did the night ferry sink? The Northern Mail. https://www.example.org/ferry?a=1&b=2',
    ],
    [
      'mla',
      'Solbakken, Ingrid, and Ola Berg. “Why Did the Night Ferry Sink?” The Northern Mail, 14 Mar. 2021, https://www.example.org/ferry?a=1&b=2.',
    ],
    [
      'harvard-cite-them-right',
      'Solbakken, I. and Berg, O. (2021) ‘Why did the night ferry sink?’, The Northern Mail, 14 March. Available at: https://www.example.org/ferry?a=1&b=2 (Accessed: 1 May 2024).',
    ],
  ])('are written in the style %s', (style, reference) => {
    expect(text({}, style, style.startsWith('harvard') ? 'en-GB' : 'en-US')).toBe(reference);
  });

  it('speak the language they are read in', () => {
    expect(text({ headline: 'Die Fähre sinkt', language: 'de', published: '' }, 'chicago-notes', 'de-DE')).toBe(
      'Solbakken, Ingrid, und Ola Berg. „Die Fähre sinkt“. The Northern Mail, o.\u00a0J. Zugegriffen 1. Mai 2024. https://www.example.org/ferry?a=1&b=2.',
    );
    expect(
      text({ byline: '山田 太郎', publication: '朝日新聞', headline: '台風が接近', language: 'ja', edition: '' }, 'chicago-notes', 'ja'),
    ).toContain('山田太郎. 「台風が接近」. 朝日新聞, 2021年3月14日');
  });

  it('capitalise the words of English headlines alone', () => {
    expect(text({ headline: 'a ferry in the night' }, 'mla')).toContain('“A Ferry in the Night.”');
    expect(text({ headline: 'Una noche en el mar', language: 'es' }, 'mla')).toContain('“Una noche en el mar.”');
    expect(text({ headline: 'Una noche en el mar', language: '' }, 'mla')).toContain('“Una noche en el mar.”');
  });

  it.each(CITATION_STYLES.map(({ id }) => id))('are whole in the style %s', (style) => {
    for (const change of [
      {},
      { headline: 'The ferry sank.' },
      { byline: '' },
      { published: '2021' },
      { published: '' },
      { publication: '' },
      { byline: 'dpa', url: '' },
    ]) {
      const reference = text(change, style);
      expect(reference).toMatch(/ferry sank|why did the night ferry sink\?/i);
      expect(reference).not.toMatch(/[?]\.|\.\.(?!\.)|, \)|,\.|\(\)|\s{2}|^\s|\s$/);
    }
  });

  it('keep every character of a headline, and take none of it for a command', () => {
    for (const headline of [
      '{a} $b$ \\c #d *e* _f_ @g <h> "i"',
      'Sum $ of {things',
      '台風 😀 ازدهار',
      "a: b, [c] & 'd' | %",
      '#image("/etc/passwd")',
    ]) {
      expect(text({ headline, language: 'de' }, 'apa')).toContain(headline);
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab{}$\\#*_@<>"\'&%[]:-'), minLength: 1 }), (characters) => {
        expect(text({ headline: `x${characters}x`, language: 'de' }, 'apa')).toContain(`x${characters}x`);
      }),
      { numRuns: 100 },
    );
  });

  it('are HTML with italics and links for what pastes it', () => {
    const html = referenceOf(story({ headline: 'A <b> & "c"' }), 'apa', { locale: 'en', format: 'html' });
    expect(html).toContain(
      'A &lt;b&gt; &amp; &quot;c&quot;. <i>The Northern Mail</i>. <a href="https://www.example.org/ferry?a=1&amp;b=2">https://',
    );
  });

  it('stand in the order of their style, and tell alike ones apart', () => {
    const stories = [
      story({ byline: 'Zoe Young' }),
      story({ byline: 'Ann Abel' }),
      story({ byline: 'Ann Abel', headline: 'Another ferry' }),
    ];
    const apa = bibliography(stories, 'apa', 'en');
    expect(apa.map((reference) => referenceText(reference).slice(0, 16))).toEqual([
      'Abel, A. (2021a,',
      'Abel, A. (2021b,',
      'Young, Z. (2021,',
    ]);
    const ieee = bibliography(stories, 'ieee', 'en');
    expect(ieee.map(({ label }) => label)).toEqual(['[1]', '[2]', '[3]']);
    expect(referenceText(ieee[0] ?? { label: '', runs: [] })).toMatch(/^Z\. Young/);
  });

  it('are refused in a style that there is not', () => {
    expect(() => text({}, 'nonsense')).toThrow('There is no citation style “nonsense”.');
    expect(bibliography([], 'apa', 'en')).toEqual([]);
  });

  it('hold odd addresses, dates and languages', () => {
    expect(text({ url: `https://example.org/${'a'.repeat(3_000)}` }, 'apa')).toContain('a'.repeat(3_000));
    expect(text({ language: 'English (UK)', published: 'spring' }, 'apa')).toContain('(n.d.)');
  });
});
