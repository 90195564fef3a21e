import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { TextMap } from '../../renderer/reading/text-map';

/** The page's side of a story: its HTML parsed as the reader's page holds it, and the text the archive keeps. */
function open(source: string) {
  const { html, text } = canonicalStory(source);
  const { document } = parseHTML(`<!doctype html><html><body><div id="story">${html}</div></body></html>`);
  const root = document.querySelector('#story') as unknown as HTMLElement;
  return { root, text, map: new TextMap(root) };
}

const STORY = `
  <p><strong>HARBOUR</strong> TOWN — The ferry<br>sailed at <em>noon</em>.</p>
  <h2>What it costs</h2>
  <blockquote><p>Nobody missed it.</p></blockquote>
  <ul><li>Diesel</li><li>Crew, and <a href="https://example.org/pier">a pier</a></li></ul>
  <table><tr><th>Year</th><td>Nights</td></tr></table>
  <pre>one
   two</pre>
  <p>The end.</p>`;

describe('the text map', () => {
  it.each([
    ['a story with every kind of block', STORY],
    ['plain paragraphs', '<p>One.</p><p>Two.</p>'],
    ['Japanese', '<p>町議会は七日、決めた。</p><p>島の<em>夜行</em>フェリー</p>'],
    ['readings above characters', '<p><ruby>島<rt>しま</rt></ruby>の<ruby><em>夜</em>行<rt>やこう</rt></ruby>フェリー</p>'],
    ['a single word', '<p>Word</p>'],
    ['nothing', ''],
  ])('reads the same text from the page as the archive keeps: %s', (_, source) => {
    const { map, text } = open(source);
    expect(map.text).toBe(text);
  });

  it('finds every offset again', () => {
    const { map, text } = open(STORY);
    for (let offset = 0; offset < text.length; offset += 1) {
      if (text.slice(offset, offset + 2) === '\n\n' || text.slice(offset - 1, offset + 1) === '\n\n') continue;
      const start = map.boundary(offset, 'start');
      expect(start && map.offsetAt(start, 'start'), `start ${offset}`).toBe(offset);
      const end = map.boundary(offset + 1, 'end');
      expect(end && map.offsetAt(end, 'end'), `end ${offset + 1}`).toBe(offset + 1);
    }
  });

  it('knows a passage over several elements', () => {
    const { map, root, text } = open(STORY);
    const [strong, em] = [root.querySelector('strong')?.firstChild, root.querySelector('em')?.firstChild];
    const passage = strong && em && map.passage({ node: strong, offset: 3 }, { node: em, offset: 2 });
    expect(passage && text.slice(passage.start, passage.end)).toBe('BOUR TOWN — The ferry\nsailed at no');
  });

  it('takes a whole paragraph when the selection ends before the next one', () => {
    const { map, root, text } = open('<p>One two.</p><p>Three.</p>');
    const [first, second] = root.querySelectorAll('p');
    const passage = first && second && map.passage({ node: first, offset: 0 }, { node: second, offset: 0 });
    expect(passage && text.slice(passage.start, passage.end)).toBe('One two.');
  });

  it('takes the rest of the story when the selection ends behind it', () => {
    const { map, root, text } = open('<p>One two.</p><p>Three.</p>');
    const first = root.querySelector('p')?.firstChild;
    const passage = first && map.passage({ node: first, offset: 4 }, { node: root, offset: root.childNodes.length });
    expect(passage && text.slice(passage.start, passage.end)).toBe('two.\n\nThree.');
  });

  it('leaves white space at the edges out, and has no passage of white space alone', () => {
    const { map, root, text } = open('<p>One two three.</p>');
    const node = root.querySelector('p')?.firstChild as Node;
    const passage = map.passage({ node, offset: 3 }, { node, offset: 8 });
    expect(passage && text.slice(passage.start, passage.end)).toBe('two');
    expect(map.passage({ node, offset: 3 }, { node, offset: 4 })).toBeNull();
    expect(map.passage({ node, offset: 5 }, { node, offset: 5 })).toBeNull();
  });

  it('has no place in an empty story', () => {
    const { map } = open('');
    expect(map.boundary(0, 'start')).toBeNull();
    expect(map.boundary(0, 'end')).toBeNull();
  });
});
