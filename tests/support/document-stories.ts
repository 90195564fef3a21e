import fc from 'fast-check';
import { FIELD_NAMES } from '../../core/article';
import type { ExportStory } from '../../core/exporting';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { HIGHLIGHT_COLOR_IDS } from '../../core/highlight-colors';
import { isCompanion, type Exporter, type Stories } from '../../electron/exporters/exporter';
import { describePassage } from '../../core/anchoring/describe';
import { anAnnotation, aStoryNote, sha256 } from './articles';
import { anExportStory, CONTEXT } from './export-story';

/** A picture of two pixels. */
export const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGM4IScnJ3cCAAcjAgnukg5ZAAAAAElFTkSuQmCC';

type Change = Parameters<typeof anExportStory>[0];

/** A story of a piece of HTML, as an import would keep it. */
export function storyOf(html: string, change: Change = {}, annotate?: Parameters<typeof anExportStory>[1]): ExportStory {
  const made = canonicalStory(html);
  return anExportStory({ ...change, html: made.html, text: made.text, textHash: sha256(made.text) }, annotate);
}

/** Stories as exporters of many walk them. */
export function walked(...stories: ExportStory[]): Stories {
  return {
    total: stories.length,
    async *[Symbol.asyncIterator]() {
      yield* stories;
    },
  };
}

/** The file an exporter writes for many stories. */
export async function togetherBy({ writeTogether }: Exporter, stories: Stories, context = CONTEXT): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeTogether?.(stories, context) ?? []) if (!isCompanion(piece)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Words of many scripts, markup, emoji, marks of direction, control characters and halves of characters. */
const WORDS = fc.oneof(
  fc.constantFrom('ferry', 'night & day', '<b>', '"quoted"', 'العبّارة', 'שלום', '台風', 'поезд', '👩‍👩‍👧', '🏳️‍🌈', '\u202Eabc\u202C', 'é\u0301', '&amp;', ']]>', 'a\u00A0b', '\u2028', "it's"), // prettier-ignore
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const LINE = fc.array(WORDS, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const INLINE = fc
  .tuple(
    fc.constantFrom(
      '',
      'em',
      'strong',
      'code',
      'sub',
      's',
      'u',
      'q',
      'small',
      'a href="https://example.org/?a=1&amp;b"',
      'span lang="ar" dir="rtl"',
      'mark',
    ),
    LINE,
  ) // prettier-ignore
  .map(([tag, line]) => (tag === '' ? escaped(line) : `<${tag}>${escaped(line)}</${tag.split(' ', 1)[0] ?? ''}>`));
const PARAGRAPH = fc.array(INLINE, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
const BLOCK = fc.oneof(
  PARAGRAPH.map((text) => `<p>${text}</p>`),
  fc.tuple(fc.integer({ min: 2, max: 6 }), PARAGRAPH).map(([level, text]) => `<h${level}>${text}</h${level}>`),
  PARAGRAPH.map((text) => `<blockquote dir="rtl"><p>${text}</p><p>${text}</p></blockquote>`),
  fc.array(PARAGRAPH, { minLength: 1, maxLength: 3 }).map((items) => `<ol start="4">${items.map((text) => `<li>${text}<ul><li>${text}</li></ul></li>`).join('')}</ol>`), // prettier-ignore
  fc.tuple(PARAGRAPH, PARAGRAPH).map(([a, b]) => `<table><tr><th>${a}</th><th>${b}</th></tr><tr><td colspan="2">${b}</td></tr></table>`),
  PARAGRAPH.map((text) => `<figure><img src="${PICTURE}" alt="x"><figcaption>${text}</figcaption></figure>`),
  PARAGRAPH.map((text) => `<figure><figcaption>${text}</figcaption><p>${text}</p></figure>`),
  PARAGRAPH.map((text) => `<dl><dt>${text}</dt><dd>${text}</dd></dl>`),
  LINE.map((text) => `<pre>${escaped(text)}\n  ${escaped(text)}</pre>`),
  PARAGRAPH.map((text) => `<p>${text}<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby><br>${text}</p>`),
  fc.constant('<hr>'),
);

/** Stories of every field, block, script and odd character, with annotations that overlap as they please. */
export function generatedStories(): fc.Arbitrary<ExportStory> {
  const fields = fc.record(
    Object.fromEntries(FIELD_NAMES.map((name) => [name, fc.oneof(fc.constant(''), LINE.map((line) => line.replace(/[\p{Cc}\p{Cs}\p{Cn}]/gu, ' ')))])), // prettier-ignore
  );
  const annotation = fc.record({
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 60 }),
    color: fc.constantFrom(...HIGHLIGHT_COLOR_IDS),
    note: fc.oneof(fc.constant(''), LINE),
    tags: fc.array(LINE, { maxLength: 2 }),
    kind: fc.constantFrom('passage', 'passage', 'passage', 'story', 'orphan'),
  });
  return fc.tuple(fc.array(BLOCK, { maxLength: 6 }), fields, fc.array(annotation, { maxLength: 6 })).map(([blocks, change, marks]) =>
    storyOf(blocks.join('\n'), change, (article) =>
      marks.map(({ from, length, color, note, tags, kind }) => {
        const made = aStoryNote(article, note, { color, tags });
        if (kind === 'story') return made;
        const start = Math.floor(from * article.text.length);
        const selector = describePassage(article.text, article.textHash, start, Math.min(article.text.length, start + length));
        return { ...made, selector: kind === 'orphan' ? { ...selector, start: -1 } : selector };
      }),
    ),
  );
}

/** A story with every kind of block, highlights of every kind, notes, an orphan and a note on the whole. */
export const ferry = (): ExportStory =>
  storyOf(
    `<p>VARDEN — When the last box had been tipped out, the officer counted <em>twice</em>.<a href="#n1"><sup>1</sup></a></p>
<h2>Eleven ballots</h2>
<p>It carries nurses, cod and the <a href="https://example.org/post?a=1&amp;b=2">late post</a>, said <strong>Maren Holt</strong>.</p>
<blockquote><p>Without it we are an island with a view.</p></blockquote>
<ul><li><p>Monday</p></li><li><p>Friday</p><ol start="3"><li><p>at three</p></li></ol></li></ul>
<table><thead><tr><th>Year</th><th>Boats</th></tr></thead><tbody><tr><th>2020</th><td>4</td></tr><tr><td colspan="2">none since</td></tr></tbody></table>
<figure><img src="${PICTURE}" alt="The quay at night"><figcaption>The quay. Photo: Eli Moe</figcaption></figure>
<figure><img src="https://example.org/far.jpg" alt="The strait"></figure>
<pre>02:15  out
03:40  in</pre>
<p lang="ja">船は<ruby>真夜中<rt>まよなか</rt></ruby>に出る。</p>
<p dir="rtl" lang="ar">تبحر العبارة عند منتصف الليل.</p>
<hr>
<ol><li id="n1">The minutes say eleven.</li></ol>
<p>H<sub>2</sub>O, <s>no</s> <u>yes</u> <code>a &lt; b</code> <q>so</q> <cite>Mail</cite> <small>end</small>.</p>`,
    {
      headline: 'Harbour town keeps its night ferry',
      deck: 'By eleven ballots, the strait stays open after dark',
      kicker: 'Northern counties',
      byline: 'Ingrid Solbakken and Ola Berg',
      dateline: 'VARDEN',
      publication: 'The Northern Mail',
      section: 'News',
      edition: 'Late',
      slugline: 'ferry-vote',
      creditLine: 'NTB',
      rights: '© The Northern Mail',
      published: '2021-03-14T08:00:00+01:00',
      updated: '2021-03-15',
      embargo: '2021-03-14T06:00:00Z',
      url: 'https://example.org/2021/03/14/ferry?from=front&page=1',
      language: 'en-GB',
      tags: ['Sea/Ferries', 'Votes, counted'],
    },
    (article) => [
      anAnnotation(article, 'the officer counted', { note: 'Check the **minutes**.\n\n- who\n- when', tags: ['claim'], color: 'green' }),
      anAnnotation(article, 'counted twice.1\n\nEleven ballots\n\nIt carries nurses', { color: 'blue', note: 'Spans three blocks.' }),
      anAnnotation(article, 'late post', { color: 'underline' }),
      anAnnotation(article, 'island with a view', { color: 'pink', note: 'See [this](javascript:alert(1)) & <b>that</b>' }),
      anAnnotation(article, 'Boats', { color: 'orange', tags: ['figures'] }),
      anAnnotation(article, 'منتصف', { color: 'purple', note: 'متى؟' }),
      { ...anAnnotation(article, 'Friday', { note: 'Gone.' }), selector: { exact: 'a passage that went', prefix: '', suffix: '', start: -1, end: -1, textHash: '' } }, // prettier-ignore
      aStoryNote(article, 'Worth a follow-up in spring.', { color: 'yellow', tags: ['todo'] }),
    ],
  );
