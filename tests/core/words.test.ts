import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datelineOpening } from '../../core/dateline';
import { safeFileName } from '../../core/file-name';
import { snippetOf } from '../../core/snippet';
import { escapeHtml, paragraphsToHtml } from '../../core/story';

describe('the opening of a story', () => {
  it.each([
    ['NEW YORK — Leaders met.', 'NEW YORK', 'NEW YORK — '],
    ['New York, July 17 (Agency) - Leaders met.', 'NEW YORK', 'New York, July 17 (Agency) - '],
    ['NEW YORK is large.', 'NEW YORK', ''],
    ['Elsewhere — nothing.', 'NEW YORK', ''],
    ['NEW YORK — Leaders met.', '', ''],
  ])('%s', (text, dateline, opening) => {
    expect(text.slice(0, datelineOpening(text, dateline))).toBe(opening);
  });
});

describe('a file name from a headline', () => {
  it.each([
    ['A/B: "C"?', 'A B C'],
    ['...', 'fallback'],
    ['', 'fallback'],
    ['CON', '_CON'],
    ['台風が接近', '台風が接近'],
    ['Line\nbreak\ttab', 'Line break tab'],
  ])('%j', (headline, name) => {
    expect(safeFileName(headline, 'fallback')).toBe(name);
  });

  it('is one that every file system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (headline) => {
        const name = safeFileName(headline, 'fallback');
        expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}]/u);
        expect(name).not.toMatch(/^[. ]|[. ]$/);
        expect(Buffer.byteLength(name)).toBeGreaterThan(0);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('a snippet', () => {
  it('stands where most hits are', () => {
    const text = `${'padding words '.repeat(50)}the needle and the needle ${'more words '.repeat(50)}`;
    const first = text.indexOf('needle');
    const second = text.lastIndexOf('needle');
    const parts = snippetOf(text, [
      { start: first, end: first + 6 },
      { start: second, end: second + 6 },
    ]);
    expect(parts.filter(({ hit }) => hit).map((part) => part.text)).toEqual(['needle', 'needle']);
    expect(parts[0]?.text).toBe('…');
    expect(parts.at(-1)?.text).toBe('…');
  });

  it('is the beginning of a story without hits', () => {
    expect(snippetOf('Short story.', [])).toEqual([{ text: 'Short story.', hit: false }]);
  });
});

describe('story HTML of plain paragraphs', () => {
  it('escapes everything that could be markup', () => {
    expect(paragraphsToHtml(['<b>&"\'', 'two\nlines'])).toBe('<p>&lt;b&gt;&amp;&quot;&#39;</p>\n<p>two<br>lines</p>');
    expect(escapeHtml('a')).toBe('a');
  });
});
