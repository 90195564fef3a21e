import fc from 'fast-check';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES } from '../../core/article';
import { newsDate, newsDateOf } from '../../core/news-date';
import { nitfExporter } from '../../electron/exporters/nitf';
import { chooseImporter } from '../../electron/importers';
import { nitf } from '../../electron/importers/nitf';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { firstStory, storiesOf, utf8 } from '../importers/stories';
import { anExportStory, writtenBy } from '../support/export-story';
import { temporaryFolder } from '../support/folder';
import { generatedExport } from '../support/generated';
import { samplesOf, schemaFile } from '../support/newswire';

const schema = schemaFile('nitf-3-6.xsd');
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
const samples = samplesOf('newswire/newsml-g2', /NITF.*\.xml$/i);

/** A story whose body is this HTML, made canonical. */
const withBody = (html: string) => {
  const { html: canonical, text } = canonicalStory(html);
  const story = anExportStory({});
  return { ...story, article: { ...story.article, html: canonical, text } };
};

/** Bodies that the generated ones do not hold. */
const BODIES = [
  '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan="2" rowspan="3">b</td></tr></tbody></table>',
  '<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><td>b</td></tr><tr><td>c</td></tr></tbody></table>',
  '<figure><table><tbody><tr><td>a</td></tr></tbody></table><figcaption>Told</figcaption></figure>',
  '<figure><img src="https://example.org/a.jpg" alt="A"></figure><p>x</p><img src="https://example.org/b.jpg" alt="B">',
  '<ol start="4"><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>',
  '<dl><dt><p>a</p><p>b</p></dt><dd><p>c</p><blockquote><p>d</p></blockquote></dd></dl>',
  '<pre>a\n  b</pre><pre>c <strong>d</strong>\n  e</pre>',
  '<p id="place-1" lang="ar" dir="rtl">\u0627 <a href="#place-1">b</a></p>',
  '<p><ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby> <mark>m</mark><small>s</small><cite>c</cite></p>',
  '<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote><hr><p>c</p>',
];

/** Without what NITF has no place for; the text is the same all the same. */
const told = async (bytes: Uint8Array) => {
  const { body } = await firstStory(nitf, bytes, 'story.xml');
  return canonicalStory(body.kind === 'html' ? body.html : '');
};

describe('NITF', () => {
  it('comes back with nothing changed', async () => {
    await fc.assert(
      fc.asyncProperty(generatedExport, async (story) => {
        const { article } = story;
        const bytes = await writtenBy(nitfExporter, story);
        expect(chooseImporter(bytes, 'story.xml').id).toBe('nitf');
        const { fields, tags, sourceId, retrieved } = await firstStory(nitf, bytes, 'story.xml');
        for (const name of FIELD_NAMES) expect(fields[name] ?? '', name).toBe(article[name]);
        expect(tags.map(({ name }) => name)).toEqual(article.tags);
        expect([sourceId, retrieved]).toEqual([article.sourceId || article.uid, article.retrieved]);
        expect(await told(bytes)).toMatchObject({ html: article.html, text: article.text });
      }),
      { endOnFailure: true },
    );
  });

  it.each(BODIES)('keeps %s', async (html) => {
    const story = withBody(html);
    expect(await told(await writtenBy(nitfExporter, story))).toMatchObject({ html: story.article.html, text: story.article.text });
  });

  it('keeps the text where it has no place for what is around it', async () => {
    const story = withBody(
      '<ul><li><figure><table><tbody><tr><td>a</td></tr></tbody></table><figcaption>b</figcaption></figure></li></ul>',
    );
    expect((await told(await writtenBy(nitfExporter, story))).text).toBe(story.article.text);
  });

  it.skipIf(schema === null || !hasXmllint)('is valid against the published schema', async () => {
    const folder = temporaryFolder();
    const stories = [
      ...fc.sample(generatedExport, 60),
      ...BODIES.map(withBody),
      anExportStory({ headline: '\0\u0007 \ud800', paragraphs: [']]> & <'] }),
    ];
    const paths = await Promise.all(
      stories.map(async (story, index) => {
        const path = join(folder, `${index}.xml`);
        writeFileSync(path, await writtenBy(nitfExporter, story));
        return path;
      }),
    );
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema ?? '', ...paths], { stdio: ['ignore', 'ignore', 'pipe'] });
  });

  it('reads dates as wires write them, and writes them so', () => {
    expect(
      ['20020225T143000-0500', '2020-09-07T14:45:26', '20151210T191044Z', '20240501', '20240501000000-0500', 'soon'].map(newsDateOf),
    ).toEqual(['2002-02-25T14:30:00-05:00', '2020-09-07T14:45:26', '2015-12-10T19:10:44Z', '2024-05-01', '2024-05-01T00:00:00-05:00', '']);
    expect(['2024-05-01T08:00:00.5+02:00', '2024-05-01', '2024-05'].map(newsDate)).toEqual(['20240501T080000.5+0200', '20240501', '']);
  });

  it('refuses what has no text, with a sentence', async () => {
    const bare = '<nitf><head><title>A</title></head><body><body.head/><body.content> </body.content></body></nitf>';
    await expect(firstStory(nitf, utf8(bare), 'x.xml')).rejects.toMatchObject({ code: 'unrecognised' });
    expect(() => chooseImporter(utf8('<?xml version="1.0"?><rss/>'), 'x.xml')).toThrow();
  });

  it.skipIf(samples.length === 0)('finds the stories in other standards’ envelopes', async () => {
    let read = 0;
    for (const { name, bytes } of samples) {
      const found = await storiesOf(nitf, bytes, name).catch(() => []);
      for (const { fields, body } of found) {
        expect(fields.headline, name).not.toBe('');
        expect(body.kind === 'html' && canonicalStory(body.html).text.length, name).toBeGreaterThan(100);
        read += 1;
      }
    }
    expect(read).toBeGreaterThan(0);
  });
});
