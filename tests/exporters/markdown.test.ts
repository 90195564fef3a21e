import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { obsidianExporter } from '../../electron/exporters/obsidian';
import { obsidianTag } from '../../electron/exporters/parts/front-matter';
import { escapeMarkdown } from '../../electron/exporters/parts/markdown-text';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { anAnnotation, aStoryNote } from '../support/articles';
import type { ExportStory } from '../../core/exporting';
import { anExportStory, CONTEXT, ORIGINAL, writtenBy } from '../support/export-story';

const STORY = {
  headline: 'Harbour town keeps its night ferry',
  byline: 'Ingrid Solbakken and Ola Berg',
  dateline: 'VARDEN',
  publication: 'The Northern Mail',
  published: '2021-03-14T08:00:00+01:00',
  url: 'https://example.org/ferry',
  language: 'en',
  tags: ['Trending Japan', '2021', 'COVID-19'],
  paragraphs: ['VARDEN — When the last box had been tipped out, the officer counted twice.', 'It carries nurses, cod and the late post.'],
};

async function written(story: ExportStory, context = CONTEXT) {
  const text = new TextDecoder().decode(await writtenBy(obsidianExporter, story, context));
  const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  return { text, properties: parse(yaml) as Record<string, unknown>, body };
}

describe('the notes of a story for Obsidian', () => {
  it('tell times in the reader’s zone, and to the letter beside that', async () => {
    const { properties } = await written(anExportStory({ ...STORY, retrieved: '2024-05-01T21:05:06.000Z', embargo: '2024-05-01T09:00' }));
    expect(properties).toMatchObject({
      retrieved: '2024-05-01T23:05:06',
      'retrieved-exact': '2024-05-01T21:05:06.000Z',
      embargo: '2024-05-01T09:00',
    });
  });

  it('has the properties Obsidian knows, and no nesting', async () => {
    const { properties } = await written(anExportStory(STORY, (article) => [anAnnotation(article, 'nurses')]));
    expect(properties).toMatchObject({
      title: STORY.headline,
      aliases: ['The Northern Mail – Harbour town keeps its night ferry (2021-03-14)'],
      source: STORY.url,
      author: ['[[Ingrid Solbakken]]', '[[Ola Berg]]'],
      publisher: STORY.publication,
      published: '2021-03-14',
      dateline: 'VARDEN',
      language: 'en',
      tags: ['clippings', 'Trending-Japan', 'tag-2021', 'COVID-19'],
      citekey: 'solbakken2021harbour',
      sha256: ORIGINAL.sha256,
      highlights: 1,
      'published-exact': STORY.published,
      'tags-exact': STORY.tags,
    });
  });

  it.each(['Quote "this": yes\n---\nkey: value', '- [x] {a: b} # c', '2021-03-14', 'null', '', '"', "it's", '台風が接近', '\u2028'])(
    'survives the headline %j',
    async (headline) => {
      const { properties } = await written(anExportStory({ ...STORY, headline }));
      expect(properties['title'] ?? '').toBe(headline);
      expect(properties['publisher']).toBe(STORY.publication);
    },
  );

  it('names what a colour means, and says of a note on the whole story what it is on', async () => {
    const story = anExportStory(STORY, (article) => [
      anAnnotation(article, 'nurses'),
      aStoryNote(article, 'Ask **again**.', { color: 'blue' }),
    ]);
    const text = new TextDecoder().decode(await writtenBy(obsidianExporter, story, { ...CONTEXT, meanings: { yellow: 'claim [x]' } }));
    expect(text).toContain('> [!quote|yellow] claim \\[x\\] · ¶ 2\n> nurses[^solbakken2021harbour]\n');
    expect(text).toMatch(/> \[!note\|blue\] on the whole story\n\n\^hl-\w+\n\nAsk \*\*again\*\*\./);
    expect(text).not.toContain('passage no longer');
    expect(text).toContain('highlights: 1');
  });

  it('writes each highlight as a callout with a block id of its own line, its note below', async () => {
    const { body } = await written(
      anExportStory(STORY, (article) => [
        anAnnotation(article, 'nurses, cod', { color: 'green', note: 'Ask **who**.\n\n```\ncode\n```', tags: ['evidence'] }),
      ]),
    );
    expect(body).toMatch(
      /> \[!quote\|green\] ¶ 2\n> nurses, cod\[\^\w+\]\n\n\^hl-[0-9a-z]{26}\n\nAsk \*\*who\*\*\.\n\n```\ncode\n```\n\n#evidence · 2024-05-03 12:00 · \[jump\]\(broadsheet:/,
    );
    expect(body).toContain('%% begin notes %%\n%% end notes %%');
  });

  it('holds the whole story below the notes, highlights marked', async () => {
    const { body } = await written(anExportStory(STORY, (article) => [anAnnotation(article, 'nurses, cod')]));
    const story = body.slice(body.indexOf('## Story'));
    expect(story).toContain('VARDEN — When the last box had been tipped out, the officer counted twice.');
    expect(story).toContain('It carries ==nurses, cod== and the late post.');
    expect(story.match(/VARDEN/g)).toHaveLength(1);
  });

  it('leaves the story out of the notes alone', async () => {
    const { body } = await written(
      anExportStory(STORY, (article) => [anAnnotation(article, 'nurses')]),
      { ...CONTEXT, choice: { ...CONTEXT.choice, text: false } },
    );
    expect(body).toContain('> nurses');
    expect(body).not.toContain('## Story');
    expect(body).not.toContain('counted twice');
  });

  it('keeps a passage of several paragraphs in one quotation', async () => {
    const { body } = await written(anExportStory(STORY, (article) => [anAnnotation(article, 'counted twice.\n\nIt carries')]));
    expect(body).toContain('> counted twice.\n>\n> It carries');
  });

  it('translates the structure of saved pages', async () => {
    const html =
      '<h2>Head</h2>\n<ul><li><p>one</p></li><li><p>two</p></li></ul>\n<blockquote><p>said</p></blockquote>\n<p><a href="https://example.org/a(b)">link</a> and <strong>bold</strong></p>\n<table><tr><th><p>A</p></th></tr><tr><td><p>1|2</p></td></tr></table>\n<pre>x = `y`</pre>';
    const text = 'Head\n\none\n\ntwo\n\nsaid\n\nlink and bold\n\nA\n\n1|2\n\nx = `y`';
    const story = anExportStory({ ...STORY, dateline: '' });
    const { body } = await written({ ...story, article: { ...story.article, html, text } });
    const rendered = marked.parse(body.slice(body.indexOf('## Story')), { async: false });
    for (const part of [
      '<h3>Head</h3>',
      '<li>one</li>',
      '<blockquote>\n<p>said</p>',
      'href="https://example.org/a(b)"',
      '<strong>bold</strong>',
      '<th><p>A</p></th>',
      '<td><p>1|2</p></td>',
      '<code>x = `y`\n</code>',
    ]) {
      expect(rendered).toContain(part);
    }
  });

  it('writes a numbered list of notes as footnotes, and any other as the list it is', async () => {
    const story = anExportStory({ ...STORY, dateline: '' });
    const markdownOf = async (source: string) => {
      const { body } = await written({ ...story, article: { ...story.article, ...canonicalStory(source) } });
      return body.slice(body.indexOf('## Story\n\n') + 10, -1);
    };
    const notes = '<ol><li id="a">Much. <a href="#r">↩</a><p>More.</p></li><li id="b">Little.</li></ol>';
    expect(await markdownOf(`<p id="r">Rain<sup><a href="#a">1</a></sup> and <a href="#b">the hail of 1811</a>.</p>${notes}`)).toBe(
      '<a id="place-1"></a>Rain[^1] and [the hail of 1811](<#place-3>)[^2]<!--html -->.\n\n' +
        '[^1]: <a id="place-2"></a>Much. <!--html <a href="#place-1">↩</a>-->\n\n    More.\n[^2]: <a id="place-3"></a>Little.',
    );
    // One that nothing refers to, and one before its references, stay lists.
    expect(await markdownOf(`<p>Rain<sup><a href="#a">1</a></sup>.</p>${notes}`)).toMatch(/\n\n1\. <a id="place-1"><\/a>Much\. ↩\n/);
    expect(await markdownOf(`${notes}<p>Rain<a href="#a">1</a><a href="#b">2</a>.</p>`)).toMatch(
      /\n2\. <a id="place-2"><\/a>Little\.\n\nRain\[1\]\(<#place-1>\)\[2\]\(<#place-2>\)\.$/,
    );
  });
});

describe('escaping', () => {
  it('gives back any line of text when it is read as Markdown', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab 1.)*_`[]()<>#+-!|~=$\\&;:/"\'^%{}') }), (text) => {
        const line = text.trim().replace(/ +/g, ' ');
        const rendered = marked.parse(escapeMarkdown(line), { async: false });
        const plain = rendered
          .replace(/^<p>|<\/p>\n?$/g, '')
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, '&');
        expect(plain).toBe(line);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['Trending Japan', 'Trending-Japan'],
    ['2021', 'tag-2021'],
    ['place/Vardø', 'place/Vardø'],
    ['C#', 'C'],
    ['🙂', ''],
    ['北朝鮮', '北朝鮮'],
  ])('makes an Obsidian tag of %j', (name, tag) => {
    expect(obsidianTag(name)).toBe(tag);
  });
});
