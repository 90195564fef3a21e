import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTAINERS, INLINES, paragraphsToHtml, TEXT_BLOCKS } from '../../core/story';
import { canonicalStory, storyFromText } from '../../electron/importers/parts/story-html';
import { storyTree } from '../../electron/exporters/parts/story-tree';

const html = (source: string) => canonicalStory(source).html;
const text = (source: string) => canonicalStory(source).text;

describe('canonical story HTML', () => {
  it('puts all text into text blocks', () => {
    expect(html('loose <b>words</b><div>and a division</div><li>stray</li>')).toBe(
      '<p>loose <strong>words</strong></p>\n<p>and a division</p>\n<p>stray</p>',
    );
    expect(html('<ul><li>one<li>two<p>more</p></ul>')).toBe('<ul><li><p>one</p></li><li><p>two</p><p>more</p></li></ul>');
    expect(html('<blockquote>said</blockquote>')).toBe('<blockquote><p>said</p></blockquote>');
  });

  it('separates blocks by one blank line and counts paragraphs without headings', () => {
    const story = canonicalStory('<h2>Weather</h2><p>Rain.</p><ul><li>Hail</li></ul><pre>a\n  b</pre>');
    expect(story.text).toBe('Weather\n\nRain.\n\nHail\n\na\n  b');
    expect(story.paragraphCount).toBe(3);
  });

  it('collapses white space, but not in preformatted text', () => {
    expect(html('<p>  one \n\t two <em> three</em> </p>')).toBe('<p>one two <em>three</em></p>');
    expect(html('<pre>\n\none\n   two  \n\n</pre>')).toBe('<pre>one\n   two</pre>');
  });

  it('keeps single line breaks and makes paragraphs of double ones', () => {
    expect(html('<p>a<br>b<br><br>c<br></p>')).toBe('<p>a<br>b</p>\n<p>c</p>');
    expect(text('<p>a<br/>b</p>')).toBe('a\nb');
  });

  it('reads presentational elements as what they mean, and nests them once', () => {
    expect(html('<p><i><em>a</em></i> <b>b</b><strike>c</strike><font color=red>d</font></p>')).toBe(
      '<p><em>a</em> <strong>b</strong><s>c</s>d</p>',
    );
    expect(html('<em><p>a</p><p>b</p></em>')).toBe('<p><em>a</em></p>\n<p><em>b</em></p>');
    expect(html('<h1>Top</h1>')).toBe('<h2>Top</h2>');
  });

  it('keeps absolute links only', () => {
    expect(html('<p><a href="https://example.org/a?b=1&amp;c=2" onclick="x()">l</a> <a href="/rel">r</a> <a href="#n">n</a></p>')).toBe(
      '<p><a href="https://example.org/a?b=1&amp;c=2">l</a> r n</p>',
    );
    expect(html('<a href="mailto:desk@example.org">mail</a>')).toBe('<p><a href="mailto:desk@example.org">mail</a></p>');
  });

  it('connects notes with their references, by names of its own', () => {
    expect(
      html(
        '<p>Rain<a id="r" href="#n">1</a> and <a href="#gone">hail</a>.</p><ol><li id="n">Much. <a href="#r">back</a></li><li id="x">No.</li></ol>',
      ),
    ).toBe(
      '<p id="place-1">Rain<a href="#place-2">1</a> and hail.</p>\n<ol><li><p id="place-2">Much. <a href="#place-1">back</a></p></li><li><p>No.</p></li></ol>',
    );
  });

  it('finds what a link leads to as a browser does', () => {
    const link = (rest: string, name = 'n') => html(`<p><a href="#${name}">1</a></p>${rest}`);
    // By an anchor's name, percent-encoded, and the first of several.
    expect(link('<p><a name="fn:é">a</a></p>', 'fn:%C3%A9')).toBe('<p><a href="#place-1">1</a></p>\n<p id="place-1">a</p>');
    expect(link('<p id="n">a</p><p id="n">b</p>')).toBe('<p><a href="#place-1">1</a></p>\n<p id="place-1">a</p>\n<p>b</p>');
    // An empty anchor or a container names the text that follows.
    expect(link('<a id="n"></a><p>a</p>')).toContain('<p id="place-1">a</p>');
    expect(link('<table id="n"><tr><td></td><td>a</td></tr></table>')).toContain('<td><p id="place-1">a</p></td>');
    // Nothing follows, or nothing of the story.
    expect(link('<p id="n"></p>')).toBe('<p>1</p>');
    expect(link('<script id="n">a</script><p id="n" hidden>b</p>')).toBe('<p>1</p>');
    expect(link('', 'place-1')).toBe('<p>1</p>');
  });

  it('keeps images with an absolute address and moves them out of running text', () => {
    expect(html('<p>one <img src="https://example.org/i.jpg" alt="a  b" onerror=x> two</p>')).toBe(
      '<p>one two</p>\n<img src="https://example.org/i.jpg" alt="a b">',
    );
    expect(html('<img src="i.jpg"><img src="data:image/png;base64,AAAA"><img src="data:image/svg+xml,<svg/>">')).toBe(
      '<img src="data:image/png;base64,AAAA" alt="">',
    );
    expect(html('<figure><div><img src="https://example.org/i.jpg"></div><figcaption><p>A.</p><p>B.</p></figcaption></figure>')).toBe(
      '<figure><img src="https://example.org/i.jpg" alt=""><figcaption>A.<br>B.</figcaption></figure>',
    );
  });

  it('makes tables whole', () => {
    expect(html('<table><caption>Goals</caption><tr><th>Town<td colspan="2">3</table>')).toBe(
      '<p>Goals</p>\n<table><tbody><tr><th><p>Town</p></th><td colspan="2"><p>3</p></td></tr></tbody></table>',
    );
    expect(html('<table><tr><td>a<tr><td>b</table>')).toBe(
      '<table><tbody><tr><td><p>a</p></td></tr><tr><td><p>b</p></td></tr></tbody></table>',
    );
    expect(html('<dl>stray<dt>term<dd>meaning</dl>')).toBe('<dl><dd><p>stray</p></dd><dt><p>term</p></dt><dd><p>meaning</p></dd></dl>');
    expect(html('<table><tr><td></td><td>x</td></tr><tr><td> </td></tr></table>')).toBe(
      '<table><tbody><tr><td></td><td><p>x</p></td></tr></tbody></table>',
    );
  });

  it('keeps language and direction where they change', () => {
    expect(html('<div dir="rtl" lang="ar"><p>سلام</p><blockquote><p>مرحبا</p></blockquote></div>')).toBe(
      '<p lang="ar" dir="rtl">سلام</p>\n<blockquote lang="ar" dir="rtl"><p>مرحبا</p></blockquote>',
    );
    expect(html('<p>He said <span lang="fr" class="x">bonjour</span> <span class="y">twice</span>.</p>')).toBe(
      '<p>He said <span lang="fr">bonjour</span> twice.</p>',
    );
    expect(html('<p lang=\'x" onclick="y\' dir="up">a</p>')).toBe('<p>a</p>');
  });

  it('keeps readings above the characters they are of, and out of the text', () => {
    const story = canonicalStory(
      '<p><ruby>島<rp>(</rp><rt> しま </rt><rp>)</rp></ruby>の<ruby><b>夜</b><rt>や</rt>行<rt>こう</rt></ruby></p>',
    );
    expect(story.html).toBe('<p><ruby>島<rt>しま</rt></ruby>の<ruby><strong>夜</strong><rt>や</rt>行<rt>こう</rt></ruby></p>');
    expect(story.text).toBe('島の夜行');
    expect(html('<p>a<rt>b</rt> <ruby><rt>c</rt></ruby>d</p><rt>e</rt>')).toBe('<p>a d</p>');
  });

  it('drops what is empty', () => {
    const story = canonicalStory('<p> &nbsp; </p><ul><li></li></ul><figure></figure><table><tr><td></td></tr></table><h2></h2>');
    expect(story).toEqual({ html: '', text: '', paragraphCount: 0 });
  });

  it('leaves no character that a page or a database would change', () => {
    expect(text('a\0b\u0007c\ud800d\u00ade\r\nf')).toBe('abc\ufffdde f');
  });

  it('takes pages nested ten thousand deep', () => {
    for (const name of ['div', 'blockquote', 'ul', 'span lang="de"', 'em', 'table']) {
      expect(text(`<${name}>`.repeat(10_000) + 'bottom')).toBe('bottom');
    }
  });
});

/** Pieces of which bad and good pages alike are made. */
const soup = fc
  .array(
    fc.oneof(
      fc
        .constantFrom(...TEXT_BLOCKS, ...CONTAINERS, ...INLINES, 'div', 'caption', 'script', 'svg', 'h1', 'bdo', 'center')
        .chain((name) =>
          fc.constantFrom(
            `<${name}>`,
            `</${name}>`,
            `<${name} lang="fr">`,
            `<${name} dir="rtl" href="https://example.org/" src="https://example.org/i">`,
            `<${name} id="place-2" href="#place-1" lang="de">`,
            `<${name} id="a" name="b" href="#b">`,
          ),
        ),
      fc.constantFrom('<a href="#a">', '<a href="#place-2">', '<a name="a">', '</a>'),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(' ', '\n', '&nbsp;', 'word', ' two words ', '<!--', '-->', '<br>', '&lt;b&gt;', '\u2028', '\r', '<', '"'),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

describe('any HTML at all', () => {
  it('is canonical after one pass', () => {
    fc.assert(
      fc.property(soup, (source) => {
        const once = canonicalStory(source);
        expect(canonicalStory(once.html)).toEqual(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has the same text with the places that its links lead to as without', () => {
    fc.assert(
      fc.property(soup, (source) => {
        const { text, paragraphCount } = canonicalStory(source);
        const plain = canonicalStory(source.replace(/(?: id="[^"]*"| name="b"| href="#[^"]*")/g, ''));
        expect({ text, paragraphCount }).toEqual({ text: plain.text, paragraphCount: plain.paragraphCount });
      }),
      { numRuns: 2_000 },
    );
  });

  it('has the same text with readings as without', () => {
    fc.assert(
      fc.property(soup, (source) => {
        const plain = source.replace(/<(\/?)rt/g, '<$1rp').replace(/<(\/?)ruby/g, '<$1blink');
        expect(canonicalStory(source).text).toBe(canonicalStory(plain).text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leads with every link within it to a place it has, and has no place without a link', () => {
    fc.assert(
      fc.property(soup, (source) => {
        const story = canonicalStory(source).html;
        const found = (pattern: RegExp) => [...story.matchAll(pattern)].map(([, place]) => place);
        const places = found(/ id="([^"]*)"/g);
        expect(places).toEqual(places.map((_, index) => `place-${index + 1}`));
        expect(new Set(found(/ href="#([^"]*)"/g))).toEqual(new Set(places));
      }),
      { numRuns: 2_000 },
    );
  });

  it('has the text that exporters read from its HTML', () => {
    fc.assert(
      fc.property(soup, (source) => {
        const story = canonicalStory(source);
        expect(storyTree(story.html).text).toBe(story.text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a story from plain text', () => {
  it('is what its HTML is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (paragraphs) => {
        const carried = paragraphs.map((paragraph) => paragraph.replaceAll('\r', ''));
        expect(storyFromText(carried)).toEqual(canonicalStory(paragraphsToHtml(carried)));
      }),
    );
  });

  it('keeps quotes, angle brackets and line feeds', () => {
    expect(storyFromText(['“Rain” & <hail>', 'a\nb'])).toEqual({
      html: '<p>“Rain” &amp; &lt;hail&gt;</p>\n<p>a<br>b</p>',
      text: '“Rain” & <hail>\n\na\nb',
      paragraphCount: 2,
    });
  });
});
