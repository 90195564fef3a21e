import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { ExportStory } from '../../core/exporting';
import { docxExporter } from '../../electron/exporters/docx';
import { anAnnotation } from '../support/articles';
import { ferry, generatedStories, PICTURE, storyOf, togetherBy, walked } from '../support/document-stories';
import { anExportStory, CONTEXT, writtenBy } from '../support/export-story';
import { xmlOf } from '../support/xml';

function filesOf(document: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(document)).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

const valuesOf = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, value = '']) => value);

/** What word processors refuse in a document: broken XML, parts that lead nowhere, names and numbers that are there twice. */
function complaintsAbout(document: Uint8Array): string[] {
  const files = filesOf(document);
  const said: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    if (!/\.(xml|rels)$/.test(path)) continue;
    try {
      xmlOf(text);
    } catch (error) {
      said.push(`${path}: ${String(error)}`);
    }
  }
  const types = files['[Content_Types].xml'] ?? '';
  for (const part of valuesOf(types, /PartName="\/([^"]*)"/g)) if (!(part in files)) said.push(`typed and missing: ${part}`);
  const extensions = new Set(valuesOf(types, /Extension="([^"]*)"/g));
  for (const path of Object.keys(files)) if (!extensions.has(path.split('.').at(-1) ?? '')) said.push(`without a type: ${path}`);
  for (const part of ['document', 'comments']) {
    const text = files[`word/${part}.xml`] ?? '';
    const relations = files[`word/_rels/${part}.xml.rels`] ?? '';
    const known = new Set(valuesOf(relations, / Id="([^"]*)"/g));
    for (const id of valuesOf(text, / r:(?:id|embed)="([^"]*)"/g)) if (!known.has(id)) said.push(`${part}: no relation ${id}`);
    for (const target of valuesOf(relations, /Target="([^"]*)"\/>/g)) if (!(`word/${target}` in files)) said.push(`no part ${target}`);
  }
  const text = files['word/document.xml'] ?? '';
  const styles = new Set(valuesOf(files['word/styles.xml'] ?? '', /w:styleId="([^"]*)"/g));
  for (const style of valuesOf(text, /<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]*)"/g))
    if (!styles.has(style)) said.push(`no style ${style}`);
  const lists = new Set(valuesOf(files['word/numbering.xml'] ?? '', /<w:num w:numId="([^"]*)"/g));
  for (const list of valuesOf(text, /<w:numId w:val="([^"]*)"/g)) if (!lists.has(list)) said.push(`no list ${list}`);
  const comments = valuesOf(files['word/comments.xml'] ?? '', /<w:comment w:id="([^"]*)"/g).join();
  for (const name of ['commentRangeStart', 'commentRangeEnd', 'commentReference']) {
    const found = valuesOf(text, new RegExp(`<w:${name} w:id="([^"]*)"`, 'g'));
    if (found.toSorted((a, b) => Number(a) - Number(b)).join() !== comments) said.push(`${name}: ${found.join()} for ${comments}`);
  }
  const bookmarks = valuesOf(text, /<w:bookmarkStart [^>]*w:name="([^"]*)"/g);
  if (new Set(bookmarks).size < bookmarks.length) said.push('a bookmark twice');
  for (const anchor of valuesOf(text, /w:anchor="([^"]*)"/g)) if (!bookmarks.includes(anchor)) said.push(`no bookmark ${anchor}`);
  return [...said, ...tableComplaints(text)];
}

/** Rows of a table must be as wide as its grid, and every cell must end with a paragraph. */
function tableComplaints(text: string): string[] {
  const said: string[] = [];
  const open: { grid: number; row: number; last: string }[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const table = open.at(-1);
    if (name === 'w:tbl') open.push({ grid: 0, row: 0, last: '' });
    if (!table) return;
    if (name === 'w:gridCol') table.grid += 1;
    if (name === 'w:tr') table.row = 0;
    if (name === 'w:tc') table.row += 1;
    if (name === 'w:gridSpan') table.row += Number(attributes['w:val']) - 1;
  });
  parser.on('closetag', ({ name }) => {
    const table = open.at(-1);
    if (!table) return;
    if (name === 'w:tr' && table.row !== table.grid) said.push(`a row of ${table.row} in a table of ${table.grid}`);
    if (name === 'w:tc' && table.last !== 'w:p') said.push(`a cell that ends with ${table.last}`);
    if (name === 'w:tbl') open.pop();
    const around = open.at(-1);
    if (around && (name === 'w:p' || name === 'w:tbl')) around.last = name;
  });
  parser.write(text).close();
  return said;
}

/** The document's words, a line a paragraph. */
const linesOf = (document: Uint8Array) =>
  (filesOf(document)['word/document.xml'] ?? '')
    .split('</w:p>')
    .map((paragraph) => valuesOf(paragraph.replaceAll('<w:br/>', '<w:t>\n</w:t>'), /<w:t(?: [^>]*)?>([^<]*)</g).join(''))
    .map((line) => line.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '')); // prettier-ignore

const documentOf = (story: ExportStory, context = CONTEXT) => writtenBy(docxExporter, story, context);
const htmlOf = async (document: Uint8Array) => {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(document) }, { styleMap: ['comment-reference => sup', "p[style-name='Title'] => h1.title:fresh"] }); // prettier-ignore
  return value;
};

describe('a story for word processors', () => {
  it('is sound, of one story and of many, and the same bytes every time', async () => {
    const stories = [ferry(), anExportStory({ headline: 'العبّارة', language: 'ar', paragraphs: ['تبحر 3 العبّارات.'] }), ferry()];
    for (const write of [() => documentOf(stories[0] ?? ferry()), () => togetherBy(docxExporter, walked(...stories))]) {
      const document = await write();
      expect(complaintsAbout(document)).toEqual([]);
      expect(Buffer.from(document).equals(Buffer.from(await write()))).toBe(true);
    }
  });

  it('has the story’s structure, as another reader sees it', async () => {
    const html = await htmlOf(await documentOf(ferry()));
    for (const part of [
      'Harbour town keeps its night ferry',
      '<h1>',
      'Eleven ballots',
      '<strong>Maren Holt</strong>',
      '<ul><li>Monday</li>',
      'colspan="2"',
      'alt="The quay at night"',
      'href="https://example.org/post?a=1&amp;b=2"',
      'H<sub>2</sub>O',
      '“so”',
    ])
      // prettier-ignore
      expect(html).toContain(part);
    expect(html.match(/<thead>|<th>/g)?.length).toBeGreaterThan(0);
  });

  it('has notes as comments on their passages, and on the headline, with colour, tags and date', async () => {
    const document = await documentOf(ferry(), { ...CONTEXT, meanings: { green: 'evidence' } });
    const { 'word/comments.xml': comments = '', 'word/document.xml': text = '' } = filesOf(document);
    expect(valuesOf(comments, /w:author="([^"]*)"/g)).toEqual(Array.from({ length: 6 }, () => 'Broadsheet'));
    expect(comments).toContain('w:date="2024-05-03T10:00:00Z"');
    for (const part of ['evidence (G) · ¶ 1 · #claim', 'on the whole story · #todo', 'minutes', 'Spans three blocks.'])
      expect(comments).toContain(part);
    const passage = /<w:commentRangeStart w:id="2"\/>(.*?)<w:commentRangeEnd w:id="2"\/>/s.exec(text)?.[1] ?? '';
    expect(valuesOf(passage, /<w:t [^>]*>([^<]*)</g).join('')).toBe('counted twice.1Eleven ballotsIt carries nurses');
    const headline = /<w:pStyle w:val="Title"\/>.*?<\/w:p>/s.exec(text)?.[0] ?? '';
    expect(headline).toContain('<w:commentReference w:id="0"/>');
    const html = await htmlOf(document);
    expect(html).toContain('Worth a follow-up in spring.');
    const lines = linesOf(document);
    expect(lines).toContain('a passage that went');
    expect(lines).toContain('Gone.');
  });

  it('marks highlights with a fill and a line, and what is read from right to left', async () => {
    const files = filesOf(await documentOf(ferry()));
    const text = files['word/document.xml'] ?? '';
    expect(text).toContain('<w:rStyle w:val="HighlightPink"/>');
    expect(/w:styleId="HighlightPink".*?<\/w:style>/s.exec(files['word/styles.xml'] ?? '')?.[0]).toContain('w:fill="F8C9D8"');
    expect(text).toMatch(/<w:bidi\/><\/w:pPr><w:r><w:rPr><w:rtl\/><w:lang w:val="ar-EG" w:bidi="ar-EG"\/>/);
    expect(text).toContain('<w:lang w:eastAsia="ja-JP"/>');
    expect(text).toContain('<w:ruby>');
  });

  it('says what it is', async () => {
    const {
      'docProps/core.xml': core = '',
      'word/header1.xml': header = '',
      'word/footer1.xml': footer = '',
    } = filesOf(await documentOf(ferry()));
    for (const part of [
      'Harbour town keeps its night ferry',
      'Ingrid Solbakken; Ola Berg',
      'Sea/Ferries, Votes, counted',
      '>en-GB<',
      '2024-05-03T10:00:00Z',
    ])
      // prettier-ignore
      expect(core).toContain(part);
    expect(header).toContain('The Northern Mail · Harbour town keeps its night ferry');
    expect(footer).toContain('NUMPAGES');
  });

  it('begins many stories with a table of contents, each on a page of its own', async () => {
    const document = await togetherBy(docxExporter, walked(ferry(), anExportStory({ headline: 'Second' })));
    const text = filesOf(document)['word/document.xml'] ?? '';
    expect(text).toContain('TOC \\h \\z \\t &quot;Title,1&quot;');
    expect(text.match(/<w:pageBreakBefore\/>/g)).toHaveLength(2);
    expect(text.indexOf('Second')).toBeLessThan(text.indexOf('VARDEN'));
  });

  it('keeps cells that reach over rows and columns in their places', async () => {
    const story = storyOf(
      '<table><tr><th rowspan="3">a</th><th colspan="2">b</th></tr><tr><td>c</td></tr><tr><td>d</td><td rowspan="9">e</td></tr></table>' +
        `<table><tr>${Array.from({ length: 70 }, (_, n) => `<td>${n}</td>`).join('')}</tr></table>`,
    );
    const document = await documentOf(story);
    expect(complaintsAbout(document)).toEqual([]);
    for (const text of story.article.text.split('\n\n')) expect(linesOf(document)).toContain(text);
  });

  it.each<[string, ExportStory]>([
    ['nothing at all', anExportStory({ headline: '', paragraphs: [], retrieved: '' })],
    ['forty authors', anExportStory({ byline: Array.from({ length: 40 }, (_, n) => `Writer ${n}`).join(', ') })],
    ['a long address', anExportStory({ url: `https://example.org/${'a'.repeat(3_000)}` })],
    ['a date and a language that are none', anExportStory({ published: 'in May', language: 'English (UK)' })],
    ['control characters and half a character', anExportStory({ headline: 'A\u0000B\uD83D\uFFFE', byline: '\u0001', kicker: '\t\n' })],
    ['broken pictures', storyOf('<figure><img src="data:image/png;base64,AAAA" alt="x"></figure><figure><img src="https://example.org/a b|c.png"></figure><p>a</p>')], // prettier-ignore
    ['one picture twice', storyOf(`<figure><img src="${PICTURE}"></figure><figure><img src="${PICTURE}"></figure><p>a</p>`)],
  ])('is sound of a story with %s', async (_, story) => expect(complaintsAbout(await documentOf(story))).toEqual([]));

  it('is sound with two thousand notes', async () => {
    const paragraphs = Array.from({ length: 2_000 }, (_, index) => `Paragraph ${index}.`);
    const story = anExportStory({ paragraphs }, (article) => paragraphs.map((one) => anAnnotation(article, one, { note: 'Why?' })));
    expect(complaintsAbout(await documentOf(story))).toEqual([]);
  });

  it('is sound of any stories, and holds every word of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(generatedStories(), { minLength: 1, maxLength: 3 }), async (stories) => {
        const document = await togetherBy(docxExporter, walked(...stories));
        expect(complaintsAbout(document)).toEqual([]);
        const plain = (text: string) => text.replace(/[\s“”]/gu, '');
        const words = plain(linesOf(document).join(''));
        for (const { article } of stories) if (!article.html.includes('<ruby>')) expect(words).toContain(plain(article.text));
      }),
      { numRuns: 100 },
    );
  });
});
