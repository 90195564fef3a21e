import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTAINERS, INLINES, TEXT_BLOCKS } from '../../core/story';
import { htmlPage } from '../../electron/importers/html-page';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { storiesOf, utf8 } from './stories';

const ALLOWED = new Set<string>([...TEXT_BLOCKS, ...CONTAINERS, ...INLINES]);
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  href: /^(https?:|mailto:|#place-[1-9]\d*$)/,
  id: /^place-[1-9]\d*$/,
  src: /^(https?:\/\/|data:image\/(png|jpe?g|gif|webp|avif|bmp);base64,)/,
  alt: /^/,
  lang: /^[a-z\d-]+$/i,
  dir: /^(ltr|rtl|auto)$/,
  start: /^\d+$/,
  colspan: /^\d+$/,
  rowspan: /^\d+$/,
};
/** The only shape in which markup may stand in canonical HTML: what is no such tag may hold no angle bracket at all. */
const TAG = /<(\/?)([a-z]+[1-6]?)((?: [a-z]+="[^"<>]*")*)>/g;

/** Everything in a piece of HTML that canonical HTML may not hold. */
function faults(html: string): string[] {
  const found: string[] = [];
  const rest = html.replace(TAG, (_, __, name: string, attributes: string) => {
    if (!ALLOWED.has(name)) found.push(`<${name}>`);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g))
      if (!ATTRIBUTES[attribute]?.test(value)) found.push(`${attribute}="${value}"`);
    return '';
  });
  if (/[<>]/.test(rest)) found.push(rest);
  return found;
}

const PAYLOADS = [
  '<script>steal()</script>',
  '<scr<script>ipt>steal()</scr</script>ipt>',
  '<p onclick="steal()" onmouseover=steal()>a</p>',
  '<img src=x onerror=steal()>',
  '<img src="https://example.org/x" onerror="steal()" srcset="javascript:steal()">',
  '<a href="javascript:steal()">a</a>',
  '<a href=" \u0001JaVaScRiPt:steal()">a</a>',
  '<a href="java\tscr\nipt:steal()">a</a>',
  '<a href="&#106;avascript&colon;steal()">a</a>',
  '<a href="data:text/html,<script>steal()</script>">a</a>',
  '<a href="vbscript:steal()">a</a>',
  '<a href="https://example.org/&quot; onclick=&quot;steal()">a</a>',
  '<a href="file:///etc/passwd">a</a>',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<img alt="&quot;><script>steal()</script>" src="https://example.org/x">',
  '<svg><script>steal()</script><a xlink:href="javascript:steal()"><text>a</text></a></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=steal()>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=steal()&gt;">',
  '<math><mi xlink:href="data:x,<script>steal()</script>">x</mi></math>',
  '<noscript><p title="</noscript><img src=x onerror=steal()>"></noscript>',
  '<style>@import "https://example.org/x";</style><p style="background:url(javascript:steal())">a</p>',
  '<iframe src="https://example.org/"></iframe><iframe srcdoc="<script>steal()</script>"></iframe>',
  '<object data="x"></object><embed src="x"><applet code="x"></applet>',
  '<base href="https://evil.example/"><a href="/x">a</a>',
  '<meta http-equiv="refresh" content="0;url=javascript:steal()">',
  '<link rel="stylesheet" href="https://example.org/x.css">',
  '<template><img src=x onerror=steal()></template>',
  '<form action="javascript:steal()"><input name="attributes"><input name="firstChild"><button formaction="javascript:steal()">b</button></form>',
  '<form id="x"><input name="parentNode"><img name="nextSibling" src="https://example.org/x"></form>',
  '<textarea></textarea><title></textarea><img src=x onerror=steal()></title>',
  '<xmp><img src=x onerror=steal()></xmp><plaintext><img src=x onerror=steal()>',
  '<!--><img src=x onerror=steal()>--><![CDATA[<img src=x onerror=steal()>]]><?php steal() ?>',
  '<p>&lt;script&gt;steal()&lt;/script&gt; &amp;lt;img onerror=steal()&amp;gt;</p>',
  '<p lang="\'><script>steal()</script>" dir="ltr onclick=steal()">a</p>',
  '<details ontoggle=steal() open><summary>a</summary></details><marquee onstart=steal()>b</marquee>',
  '<video><source onerror="steal()"></video><audio src=x onerror=steal()></audio>',
  '<x-element onfocus=steal() tabindex=1 autofocus>a</x-element>',
  '<p\0 onclick=steal()>a</p\0><\0script>steal()</script>',
  '<table><td><form><p id=a></form><a href="javascript:steal()">x</a></table>',
  '<p id="location">a</p><a href="#location">a</a><a name="cookie" id="__proto__">b</a><a href="#cookie">b</a><a href="#__proto__">b</a>',
  '<p id="x&quot; onclick=&quot;steal()">a</p><a href="#x&quot; onclick=&quot;steal()">a</a><a href="#%22onclick=steal()">a</a>',
  '<ol start="1&quot; onclick=&quot;steal()"><li value="x">a</li></ol>',
];

describe('hostile HTML', () => {
  it.each(PAYLOADS)('comes to nothing: %s', (payload) => {
    for (const source of [payload, `<p>before ${payload} after</p>`, `<ul><li>${payload}`, `<table><tr><td>${payload}`]) {
      const { html } = canonicalStory(source);
      expect(faults(html), html).toEqual([]);
      // A second parser's view: nothing but what was written.
      const { document } = parseHTML(`<body>${html}</body>`);
      expect(
        document.querySelectorAll('script, style, svg, math, iframe, [onerror], [onclick], [style], [id]:not([id^="place-"]), [class]')
          .length,
      ).toBe(0);
    }
  });

  it('keeps the words that hostile markup stands around', () => {
    const { text } = canonicalStory(`<p>before</p>${PAYLOADS[0] ?? ''}<p>after <a href="javascript:x()">link</a></p>`);
    expect(text).toBe('before\n\nafter link');
  });

  it('comes to nothing in any order and nesting', () => {
    const piece = fc.oneof(
      fc.constantFrom(...PAYLOADS),
      fc.string({ maxLength: 8 }),
      fc.constantFrom('<p>', '</p>', '<svg>', '"', "'", '<!--', '<'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const { html } = canonicalStory(pieces.join(''));
        expect(faults(html), html).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('can be told from harmless HTML by these tests', () => {
    for (const bad of [
      '<script>x</script>',
      '<p onclick="x">a</p>',
      '<a href="javascript:x">a</a>',
      '<p>a > b</p>',
      '<img src="x">',
      '<p id="top">a</p>',
    ])
      expect(faults(bad), bad).not.toEqual([]);
  });
});

describe('a hostile page', () => {
  const words = 'The ferry sailed at noon and nobody missed it, although the band had been told one o’clock. '.repeat(6);

  it.each(PAYLOADS)('is read without running anything: %s', async (payload) => {
    const page = `<html><head><title>Ferry sails</title></head><body><article><p>${words}</p><p>${words}</p>${payload}</article></body></html>`;
    const [story] = await storiesOf(htmlPage, utf8(page), 'a.html');
    const html = story?.body.kind === 'html' ? canonicalStory(story.body.html).html : '';
    expect(faults(html)).toEqual([]);
    expect(html).toContain('The ferry sailed at noon');
  });

  it('may nest ten thousand deep', async () => {
    const page = `<html><title>Deep</title><body>${'<div>'.repeat(10_000)}<p>${words}</p></body></html>`;
    const [story] = await storiesOf(htmlPage, utf8(page), 'a.html');
    expect(story?.body.kind === 'html' ? canonicalStory(story.body.html).text : '').toContain('The ferry sailed at noon');
  });

  it('may hold metadata of any shape', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.string(), async (value, text) => {
        const linked = JSON.stringify({
          '@context': 'https://schema.org',
          '@type': 'NewsArticle',
          headline: value,
          author: value,
          keywords: value,
          publisher: { name: value },
          datePublished: value,
        });
        const page = `<html><head><script type="application/ld+json">${linked.replaceAll('<', '\\u003c')}</script><script type="application/ld+json">${text}</script></head><body><p>${words}</p></body></html>`;
        const [story] = await storiesOf(htmlPage, utf8(page), 'a.html');
        for (const field of Object.values(story?.fields ?? {})) expect(typeof field).toBe('string');
      }),
      { numRuns: 50 },
    );
  });
});

const LIST = join(import.meta.dirname, '../../../shared/data/hostile/xss-payload-list.txt');

describe.skipIf(!existsSync(LIST))('the public list of payloads', () => {
  it('comes to nothing', () => {
    const payloads = readFileSync(LIST, 'utf8').split('\n');
    expect(payloads.length).toBeGreaterThan(100);
    for (const payload of payloads) expect(faults(canonicalStory(payload).html), payload).toEqual([]);
  });
});
