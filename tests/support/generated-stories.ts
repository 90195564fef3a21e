import fc from 'fast-check';
import type { ArticleFields } from '../../core/article';
import { HIGHLIGHT_COLOR_IDS } from '../../core/highlight-colors';
import type { ExportStory } from '../../core/exporting';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { newUid } from '../../electron/services/parts/identity';
import { escapeHtml } from '../../core/story';
import { anAnnotation, aStoryNote, sha256 } from './articles';
import { anExportStory } from './export-story';

/** Stories of every shape that an archive can hold, with fields, scripts and odd characters that somebody has to lose first. */

const ODD = [
  ...'ab 1.)*_`[]()<>#+-!|~=$\\&;:/"\'^%{}@\n\t',
  ' ', 'é', 'e\u0301', '日本', '語', 'العربية', 'עברית', '🙂', '👩‍👩‍👧', '\u00a0', '\u200b', '\u3000', '—', '“', '”', '¶', '·', '…', 'ß', 'İ',
  'www.example.org', 'https://example.org/a_b*c', 'me@example.org', '&amp;', '&#35;', '1. ', '- ', '+ ', '> ', '# ', '    ', '```', '~~~', '---', '***', '===',
  '%% end notes %%', '<!-- begin notes -->', '## Story', '[^1]', '[@key]', '==', '[[x]]', '![a](b)', '{.mark}', ': ', ':::', '| a |', '\\', '\\\\', '://',
]; // prettier-ignore
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('rain', 'the ferry', ' and ', ' ', 'Bo') },
  fc.constantFrom(...ODD),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(''));
const safe = text.map(escapeHtml);

const ADDRESSES = [
  'https://example.org/',
  'https://example.org/a_(b)*c?x=1&y=2&copy=3&amp;#f',
  'mailto:a@b.org',
  'https://例え.jp/道|x?q="a"',
  '#one',
  '#two',
];
const { inline } = fc.letrec<{ inline: string }>((tie) => ({
  inline: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    safe,
    fc
      .tuple(fc.constantFrom('em', 'strong', 'code', 's', 'sub', 'sup', 'u', 'mark', 'q', 'cite', 'small'), tie('inline'))
      .map(([name, inside]) => `<${name}>${inside}</${name}>`),
    fc.tuple(fc.constantFrom(...ADDRESSES), tie('inline')).map(([href, inside]) => `<a href="${escapeHtml(href)}">${inside}</a>`),
    fc
      .tuple(fc.constantFrom('lang="ja"', 'dir="rtl"', 'lang="ar" dir="rtl"'), tie('inline'))
      .map(([own, inside]) => `<span ${own}>${inside}</span>`),
    fc.tuple(safe, safe).map(([base, reading]) => `<ruby>${base}<rt>${reading}</rt></ruby>`),
    fc.tuple(tie('inline'), tie('inline')).map(([one, other]) => `${one}${other}`),
    fc.tuple(tie('inline'), tie('inline')).map(([one, other]) => `${one}<br>${other}`),
  ),
}));

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const source = fc.constantFrom(
  'https://example.org/p.jpg?a=1&b=2',
  `data:image/png;base64,${PIXEL}`,
  'data:image/jpg;base64,AAAA',
  'data:image/webp;base64,AAA',
);
const picture = fc.tuple(source, safe).map(([src, alt]) => `<img src="${escapeHtml(src)}" alt="${alt}">`);
const own = fc.constantFrom('', '', '', ' dir="rtl"', ' lang="ar" dir="rtl"', ' id="one"', ' id="two" lang="de"');
const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: fc.tuple(own, inline).map(([attributes, inside]) => `<p${attributes}>${inside}</p>`) },
    fc.tuple(fc.constantFrom('h2', 'h3', 'h4', 'h5', 'h6'), own, inline).map(([name, attributes, inside]) => `<${name}${attributes}>${inside}</${name}>`),
    fc.tuple(fc.constantFrom('<pre>', '<pre><code>'), safe, safe).map(([open, one, other]) => `${open}${one}\n  ${other}`),
    fc.tuple(own, inline).map(([attributes, inside]) => `<pre${attributes}>${inside}</pre>`),
    fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((blocks) => `<blockquote>${blocks.join('')}</blockquote>`),
    fc.tuple(fc.constantFrom('ul', 'ol', 'ol start="0"', 'ol start="7"'), fc.array(fc.array(tie('block'), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }))
      .map(([name, items]) => `<${name}>${items.map((blocks) => `<li>${blocks.join('')}</li>`).join('')}</${name.split(' ')[0] ?? ''}>`),
    fc.tuple(inline, tie('block')).map(([term, block]) => `<dl><dt>${term}</dt><dd>${block}</dd></dl>`),
    fc.tuple(fc.boolean(), fc.array(fc.tuple(inline, inline), { minLength: 1, maxLength: 3 })).map(([hasHead, rows]) => {
      const row = (name: string) => (cells: readonly string[]) => `<tr>${cells.map((cell) => `<${name}>${cell}</${name}>`).join('')}</tr>`;
      const head = hasHead ? `<thead>${row('th')(rows[0] ?? [])}</thead>` : '';
      return `<table>${head}<tbody>${rows.slice(hasHead ? 1 : 0).map(row('td')).join('')}</tbody></table>`;
    }),
    tie('block').map((inside) => `<table><tr><td colspan="2">${inside}</td></tr></table>`),
    picture,
    fc.tuple(picture, inline).map(([image, caption]) => `<figure>${image}<figcaption>${caption}</figcaption></figure>`),
    picture.map((image) => `<figure>${image}</figure>`),
    fc.tuple(tie('block'), inline).map(([inside, caption]) => `<figure>${inside}<figcaption>${caption}</figcaption></figure>`),
    fc.constant('<hr>'),
    fc.tuple(inline, fc.constantFrom('1', '*', '[1]', 'the hail'), inline).map(([inside, sign, note]) =>
      `<p id="back">Rain${inside}<sup><a href="#one">${sign}</a></sup> and<a href="#two">2</a></p><ol><li id="one">${note} <a href="#back">↩</a></li><li id="two">${note}</li></ol>`),
  ),
})); // prettier-ignore

/** A story's HTML as the archive keeps it. */
export const generatedHtml = fc
  .array(block, { minLength: 1, maxLength: 5 })
  .map((blocks) => canonicalStory(blocks.join('\n')))
  .filter((story) => story.text !== '');

/** A field of one line, as the archive keeps it. */
const line = text.map((value) => value.replace(/[\p{Surrogate}\p{Cc}\u00AD\uFEFF\u2028\u2029]/gu, '').replace(/\s+/gu, ' ').trim()); // prettier-ignore
const field = fc.oneof(fc.constant(''), line);
const date = fc.constantFrom(
  '',
  '2021',
  '2021-03',
  '2021-03-14',
  '2021-03-14T08:00',
  '2021-03-14T08:00:00+01:00',
  '2021-03-14T08:00:00.123Z',
);
const fields: fc.Arbitrary<ArticleFields> = fc.record({
  headline: field,
  deck: field,
  kicker: field,
  byline: fc.oneof(field, fc.constantFrom('Ann Bee', 'Ann Bee and Cee Dee', 'A, B & C', '[[x]]', 'Jean-Luc d’Or; 山田')),
  dateline: field,
  publication: field,
  section: field,
  edition: field,
  slugline: field,
  embargo: date,
  creditLine: field,
  rights: field,
  url: fc.constantFrom('', 'https://example.org/a?b=1&c=%20#d'),
  language: fc.constantFrom('', 'en', 'pt-BR', 'zh-Hant'),
  published: date,
  updated: date,
});

const note = fc.array(fc.oneof(line, fc.constantFrom('', '> q', '```', '- a', '## Story', '---', '^hl-01j00000000000000000000001', '%% end notes %%')), { maxLength: 4 }).map((lines) => lines.join('\n').trim()); // prettier-ignore
const tags = fc.uniqueArray(fc.oneof(line.filter((tag) => /[^\s/]/u.test(tag) && !tag.includes('/')), fc.constantFrom('Sea/Ferries', 'clippings', '2021', 'C#')), { maxLength: 3 }); // prettier-ignore
const marking = fc.record({
  color: fc.constantFrom(...HIGHLIGHT_COLOR_IDS),
  note,
  tags,
  createdAt: fc.constantFrom('2024-05-03T10:00:00.000Z', '2024-05-04T23:59:59.999Z'),
  updatedAt: fc.constantFrom('2024-05-03T10:00:00.000Z', '2025-01-01T00:00:00.000Z'),
});

/** A story with all its fields and overlapping highlights, some of which lost their passage. */
export const generatedStory: fc.Arbitrary<ExportStory> = fc
  .record({
    made: generatedHtml,
    fields,
    tags,
    markings: fc.array(fc.tuple(marking, fc.nat(), fc.nat(), fc.constantFrom('passage', 'passage', 'passage', 'story', 'lost')), { maxLength: 4 }),
  })
  .map(({ made, fields, tags, markings }) =>
    anExportStory({ ...fields, html: made.html, text: made.text, textHash: sha256(made.text), tags, uid: newUid() }, (article) =>
      markings.flatMap(([marking, from, length, kind]) => {
        if (kind === 'story') return marking.note === '' && marking.tags.length === 0 ? [] : [aStoryNote(article, marking.note, marking)];
        const start = from % made.text.length;
        const quote = made.text.slice(start, start + 1 + (length % (made.text.length - start)));
        // A highlight neither begins nor ends within a character, nor is it of white space alone.
        if (quote.trim() === '' || /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(quote)) return [];
        const whole = anAnnotation(article, quote, marking);
        if (kind === 'passage') return [whole];
        return [{ ...whole, selector: { ...whole.selector, exact: `gone ${quote}`, start: -1, textHash: 'x' } }];
      }),
    ),
  ); // prettier-ignore
