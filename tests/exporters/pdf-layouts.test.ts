import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notesPdfExporter } from '../../electron/exporters/notes-pdf';
import { pdfExporter } from '../../electron/exporters/pdf';
import { anAnnotation } from '../support/articles';
import { anExportStory } from '../support/export-story';
import { difference, fromPng, pagePicture, toPng } from '../support/page-picture';
import { aPicture, aStoryOf, FERRY_FIELDS, FERRY_PARAGRAPHS, ferryNotes, setPages, theFerry } from '../support/page-stories';

/**
 * Pages as they were looked at and found good. After a change that is meant to be seen, `RECORD=1` takes them anew: look at each of
 * them in `approved/` before it is kept.
 */
const APPROVED = join(import.meta.dirname, 'approved');
/** Of the pixels of a page; one line of text that moved makes more. */
const TOLERATED = 0.0015;

const [OPENING = '', ...REST] = FERRY_PARAGRAPHS;
const RICH = `<p>${OPENING} It cites <a href="https://example.org/budget">the budget</a> and <a href="https://example.org/survey">a <em>survey</em></a>.</p>
  <h2>What it costs</h2><table><thead><tr><th>Year</th><th>Passengers</th><th>Kroner</th></tr></thead>
  <tbody><tr><td>2019</td><td>12,400</td><td>2.1 million</td></tr><tr><td>2020</td><td>9,310</td><td>2.4 million</td></tr></tbody></table>
  <ul><li>nurses</li><li>bakers</li></ul><blockquote><p>${REST[0]}</p></blockquote>
  <figure><img src="${aPicture(320, 120)}" alt="The strait"><figcaption>The strait at noon</figcaption></figure>
  <figure><img src="https://example.org/lost.jpg" alt="A map"><figcaption>A map</figcaption></figure><pre>06:00  bus\n01:15  boat</pre>`;

const EVERY_PHRASE = [
  'after a debate',
  'carries nurses',
  'one and four',
  'sleeps on an island',
  'own accountants',
  'the museum',
  'taxi for the few',
];
const crowded = () =>
  theFerry(1, {}, (article) => [
    ...ferryNotes(article),
    ...EVERY_PHRASE.map((phrase) =>
      anAnnotation(article, phrase, { note: `On “${phrase}”. ${REST.join(' ').slice(0, 420)}`, color: 'green' }),
    ),
  ]);

/** What a layout's words are written in, where the bundled faces lack it: other systems have other fonts. */
const HAS_FONT = { japanese: 'DroidSansFallback', arabic: 'DejaVuSans' };

const JAPANESE = {
  ...FERRY_FIELDS,
  headline: '港町、夜行フェリーの存続を決定',
  deck: '看護師やパン職人を運ぶ便に議員十一人が賛成',
  kicker: '北部',
  byline: '山田太郎、鈴木花子',
  publication: '北方新報',
  dateline: 'ヴァルデン',
  language: 'ja',
  paragraphs: Array.from(
    { length: 4 },
    () =>
      '港湾評議会は火曜日の夜、真夜中を過ぎるまで続いた議論の末、ヴァルデン海峡を渡る最終フェリー「北星」を時刻表に残すことを決めた（賛成11、反対8）。看護師、パン職人、そして二つの漁業会社の乗組員が、午前一時から四時の間にこの船で帰宅している。',
  ),
};
const ARABIC = {
  ...FERRY_FIELDS,
  headline: 'بلدة الميناء تحتفظ بعبّارتها الليلية',
  deck: 'أحد عشر عضوًا يؤيدون القارب',
  kicker: '',
  byline: 'مروان مقدسي',
  publication: 'بريد الشمال',
  dateline: 'فاردن',
  language: 'ar',
  paragraphs: Array.from(
    { length: 4 },
    () =>
      'قرر مجلس الميناء مساء الثلاثاء، بعد نقاش استمر إلى ما بعد منتصف الليل، أن تبقى العبّارة الأخيرة Nordstjernen عبر مضيق فاردن في جدول المواعيد (61 في المئة).',
  ),
};

const LAYOUTS: Record<string, () => Promise<Uint8Array>> = {
  everyday: () => setPages(pdfExporter, theFerry(2)),
  'two-columns': () => setPages(pdfExporter, theFerry(3), { columns: 'two' }),
  'notes-in-the-margin': () => setPages(pdfExporter, theFerry(2), { notes: 'margin' }, 'us-letter'),
  'crowded-margin': () => setPages(pdfExporter, crowded(), { notes: 'margin', margins: 'narrow' }),
  'notes-behind': () => setPages(pdfExporter, theFerry(), { notes: 'endnotes', provenance: true }, 'us-legal'),
  'clean-copy': () => setPages(pdfExporter, theFerry(), { clean: true, runningHead: false, runningFoot: false }, 'a5'),
  everything: () =>
    setPages(
      pdfExporter,
      aStoryOf(RICH, {}, () => []),
      { links: true },
    ),
  'long-headline': () =>
    setPages(
      pdfExporter,
      theFerry(1, { headline: `The harbour town that ${'keeps its night ferry and '.repeat(9)}sleeps`, byline: 'A. Writer, '.repeat(40) }),
      {},
      'jis-b5',
    ),
  'large-type': () => setPages(pdfExporter, theFerry(), { textSize: 'largest', margins: 'wide', notes: 'none' }),
  'notes-alone': () => setPages(notesPdfExporter, theFerry()),
  japanese: () =>
    setPages(
      pdfExporter,
      anExportStory(JAPANESE, (article) => [anAnnotation(article, '最終フェリー', { note: '船名を確認。' })]),
    ),
  arabic: () =>
    setPages(
      pdfExporter,
      anExportStory(ARABIC, (article) => [anAnnotation(article, 'منتصف الليل', { note: 'تحقق من المحضر.' })]),
      { notes: 'margin' },
    ),
};

describe('pages look as they were approved', () => {
  it.each(Object.entries(LAYOUTS))('%s', async (name, set) => {
    const pdf = await set().catch((error: unknown) => {
      // A system without fonts for a script refuses its stories with a sentence; that is tested elsewhere.
      if (name in HAS_FONT) return null;
      throw error;
    });
    const font = HAS_FONT[name as keyof typeof HAS_FONT] as string | undefined;
    if (!pdf || (font !== undefined && !Buffer.from(pdf).toString('latin1').includes(`+${font}`))) return;
    const seen = await pagePicture(pdf, 1);
    if (!seen) return;
    const file = join(APPROVED, `${name}.png`);
    if (process.env['RECORD'] || !existsSync(file)) {
      mkdirSync(APPROVED, { recursive: true });
      writeFileSync(file, toPng(seen));
      expect.fail(`${file} was recorded anew. Look at it, and run the test again.`);
    }
    const share = difference(seen, fromPng(readFileSync(file)));
    if (share > TOLERATED) writeFileSync(join(APPROVED, `${name}.seen.png`), toPng(seen));
    expect(share, `${name}.seen.png beside the approved picture shows what differs`).toBeLessThanOrEqual(TOLERATED);
  });
});
