import { describe, expect, it } from 'vitest';
import iconv from 'iconv-lite';
import { chooseImporter } from '../../electron/importers';
import { htmlPage } from '../../electron/importers/html-page';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { firstStory, utf8 } from './stories';

const WORDS = 'The ferry sailed at noon and nobody missed it, although the band had been told one o’clock. ';
const BODY = `<article><p>${WORDS.repeat(4)}</p><p>${WORDS.repeat(4)}</p></article>`;

const read = (head: string, body = BODY, before = '') =>
  firstStory(htmlPage, utf8(`${before}<html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`), 'page.html');
const linked = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const article = (more: object) => linked({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: 'Ferry sails', ...more });

describe('telling a saved page from other files', () => {
  it.each([
    ['a page', '<!DOCTYPE html><html><p>a', 'x'],
    ['a page in capitals, after comments', '\uFEFF<!-- saved --><!-- twice -->\n<HTML LANG=en><P>a', 'x.html'],
    ['XHTML', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="x"><p>a</p></html>', 'x.xml'],
    ['a piece of a page', '<article><p>a</p></article>', 'x.txt'],
    ['a piece that is called a page', '<div><p>a</p></div>', 'x.htm'],
  ])('knows %s', (_, text, name) => expect(chooseImporter(utf8(text), name).id).toBe('html-page'));

  it.each([
    ['a feed', '<?xml version="1.0"?><rss><channel><description><![CDATA[<html>]]></description></channel></rss>', 'x.xml'],
    ['bookmarks', '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>', 'x'],
    ['a mail with a page in it', 'From: <Saved by Blink>\n\n<html><p>a', 'x.mhtml'],
  ])('does not take %s', (_, text, name) => expect(htmlPage.sniff(utf8(text), name)).toBe(0));
});

describe('what a page tells', () => {
  it('prefers JSON-LD, in whatever shape', async () => {
    const { fields, tags } = await read(
      article({
        author: [[{ name: 'Ada Lind' }], 'Bo Moss', 'https://social.example/x', { '@type': 'Person', name: ['Cy Holt'] }],
        publisher: [{ name: 'The Mill Echo' }],
        keywords: 'Ferries, Rivers,,rivers',
        inLanguage: { alternateName: 'sv' },
        datePublished: '2024-05-04T06:30:00+0200',
        dateline: 'MILLTOWN',
      }) + '<meta name="author" content="Someone Else">',
    );
    expect(fields).toEqual({
      headline: 'Ferry sails',
      byline: 'Ada Lind, Bo Moss, Cy Holt',
      publication: 'The Mill Echo',
      language: 'sv',
      published: '2024-05-04T06:30:00+02:00',
      dateline: 'MILLTOWN',
    });
    expect(tags.map(({ name }) => name)).toEqual(['Ferries', 'Rivers']);
  });

  it('picks the page’s own story among several', async () => {
    const { fields } = await read(
      `<link rel="canonical" href="https://mill.example/b">` +
        linked([
          { '@type': 'NewsArticle', headline: 'Another', url: 'https://mill.example/a', datePublished: '2020-01-01' },
          { '@graph': [{ '@type': 'NewsArticle', headline: 'This one', url: 'https://mill.example/b', datePublished: '2024-05-04' }] },
        ]),
    );
    expect(fields).toMatchObject({ url: 'https://mill.example/b', published: '2024-05-04' });
  });

  it('reads Open Graph and older names where there is no JSON-LD', async () => {
    const { fields } = await read(
      '<title>Ferry sails again | The Mill Echo</title><meta property="og:title" content="Ferry sails again | The Mill Echo">' +
        '<meta property="og:site_name" content="Mill Echo"><meta name="dc:creator" content="By Ada Lind">' +
        '<meta property="og:locale" content="pt_BR"><meta name="sailthru.date" content="Sat, 04 May 2024 06:30:00 +0200">' +
        '<meta property="article:author" content="https://social.example/ada"><meta property="og:url" content="https://mill.example/a">',
    );
    expect(fields).toEqual({
      headline: 'Ferry sails again',
      publication: 'Mill Echo',
      byline: 'Ada Lind',
      language: 'pt-BR',
      published: '2024-05-04T04:30:00Z',
      url: 'https://mill.example/a',
    });
  });

  it('takes the date from the page or its address when the head has none', async () => {
    const marked = await read('', `<article><time datetime="2024-05-04">Saturday</time><p>${WORDS.repeat(8)}</p></article>`);
    expect(marked.fields.published).toBe('2024-05-04');
    const addressed = await read('<link rel="canonical" href="https://mill.example/2024/05/04/ferry">');
    expect(addressed.fields.published).toBe('2024-05-04');
  });

  it('knows where and when a page was saved', async () => {
    const browser = await read('', BODY, '<!-- saved from url=(0022)https://mill.example/a -->');
    expect(browser.fields.url).toBe('https://mill.example/a');
    const single = await read(
      '<link rel="canonical" href="/">',
      BODY,
      '<!--\n Page saved with SingleFile \n url: https://mill.example/a \n saved date: Sat May 04 2024 08:30:00 GMT+0200 (Central European Summer Time)\n-->',
    );
    expect(single.fields.url).toBe('https://mill.example/a');
    expect(single.retrieved).toBe('2024-05-04T06:30:00Z');
  });

  it('makes addresses absolute', async () => {
    const body = `<article><p>${WORDS.repeat(4)} <a href="../b?c=1#d">b</a> <a href="#top">top</a></p><p>${WORDS.repeat(4)}</p></article>`;
    const base = '<base href="https://mill.example/news/today/">';
    for (const head of [base, '<link rel="canonical" href="https://mill.example/news/today/x">']) {
      const { body: story } = await read(head, body);
      const { html } = canonicalStory(story.kind === 'html' ? story.html : '');
      expect(html).toContain('<a href="https://mill.example/news/b?c=1#d">b</a> top');
    }
  });

  it('takes the site’s furniture off the story', async () => {
    const body =
      '<article><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul><p>By Ada Lind</p><p>Updated: May 4, 2024</p>' +
      `<p>${WORDS.repeat(4)}</p><p>Advertisement</p><p><a href="/b">Read more: Bridge shrinks again</a></p><p>${WORDS.repeat(4)}</p>` +
      '<p>Read more books, she said.</p><ul><li><a href="https://mill.example/1">The minutes</a></li><li><a href="https://mill.example/2">The map</a></li></ul></article>';
    const { body: story } = await read('<meta name="author" content="Ada Lind">', body);
    const { text } = canonicalStory(story.kind === 'html' ? story.html : '');
    expect(text.split('\n\n')).toEqual([
      WORDS.repeat(4).trim(),
      WORDS.repeat(4).trim(),
      'Read more books, she said.',
      'The minutes',
      'The map',
    ]);
  });

  it('finds names and dates that stand in one line, and undoes double escapes', async () => {
    const { fields } = await read(
      article({ headline: 'Ferry &amp; band&nbsp;sail', datePublished: '0001-01-01T00:00:00Z', author: 'By Ada Lind — May 4, 2024' }),
    );
    expect(fields.byline).toBe('Ada Lind');
    expect(fields.published).toBeUndefined();
    expect(fields.headline).toBe('Ferry & band sail');
  });

  it('marks tags that look like navigation', async () => {
    const { tags } = await read('<meta property="article:tag" content="Ferries"><meta property="article:tag" content="Most popular">');
    expect(tags).toEqual([
      { name: 'Ferries', navigation: false },
      { name: 'Most popular', navigation: true },
    ]);
  });

  it('warns of a page that holds little', async () => {
    const short = await read('', '<p>Subscribe to read on, please.</p>');
    expect(short.warnings.join()).toContain('may be a list of stories or lie behind a paywall');
    const paid = await read(article({ isAccessibleForFree: 'False' }), '<p>The beginning of it.</p>');
    expect(paid.warnings.join()).toContain('for subscribers');
    expect((await read('')).warnings).toEqual([]);
  });

  it('refuses a page without text', async () => {
    await expect(read('<title>x</title>', '<img src="x">')).rejects.toThrow('page.html is a web page without text.');
  });

  it('reads pages in old encodings', async () => {
    const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><title>灯台が点灯</title></head><body><p>${'港町の古い灯台が昨夜、百年ぶりに点灯した。'.repeat(10)}</p></body></html>`;
    const story = await firstStory(htmlPage, iconv.encode(page, 'shift_jis'), 'page.html');
    expect(story.fields.headline).toBe('灯台が点灯');
  });

  it('reads a page that was cut off', async () => {
    const whole = `<html><head><title>Ferry sails</title></head><body>${BODY}`;
    const story = await firstStory(htmlPage, utf8(whole.slice(0, -60)), 'page.html');
    expect(story.fields.headline).toBe('Ferry sails');
    expect(story.body.kind === 'html' && story.body.html).toContain('The ferry sailed');
  });
});
