import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { canonicalStory } from '../../electron/importers/parts/story-html';
import { copyOfNote, isReference, linksWithin, noteAt, targetOf, waysBack } from '../../renderer/reading/footnotes';

function open(source: string) {
  const { document } = parseHTML(`<!doctype html><html><body><article>${canonicalStory(source).html}</article></body></html>`);
  const story = document.querySelector('article') as unknown as HTMLElement;
  const link = (text: string) => {
    const found = linksWithin(story).find(({ textContent }) => textContent === text);
    if (!found) throw new Error(`no link says “${text}”`);
    return found;
  };
  return { story, link };
}

const STORY = `
  <p>See <a href="#end">the end</a>.</p>
  <p id="r1">Rain<a href="#n1">1</a>, hail<a href="#n2">2</a>, and rain again<a href="#n1">1 again</a>.</p>
  <h2 id="end">The end</h2>
  <ol>
    <li id="n1"><p>Much. <a href="#r1">↩</a></p><p>More, as <a href="https://example.org/">they say</a>.</p></li>
    <li id="n2">Little, see <a href="#n1">the first</a>. <a href="#r1">back</a></li>
  </ol>
  <p>Look <a href="#r1">up</a>.</p>`;

describe('links within a story', () => {
  const { story, link } = open(STORY);
  const words = (element: Element | null) => element?.textContent.slice(0, 5);

  it('lead to text blocks, and a note is all of its item', () => {
    expect(words(targetOf(story, link('1')))).toBe('Much.');
    expect(noteAt(targetOf(story, link('1')) as HTMLElement).querySelectorAll('p')).toHaveLength(2);
    expect(words(noteAt(targetOf(story, link('up')) as HTMLElement))).toBe('Rain1');
    const { story: other } = open('<p><a href="https://example.org/#place-1">out</a></p>');
    expect(targetOf(other, other.querySelector('a') as Element)).toBeNull();
  });

  it('are references where notes follow, and not where headings or earlier parts are meant', () => {
    const references = linksWithin(story).filter((one) => isReference(story, one));
    expect(references.map(({ textContent }) => textContent)).toEqual(['1', '2', '1 again']);
  });

  it('lead from a note back to each of its references, and only from a note', () => {
    const back = (text: string) => waysBack(story, link(text)).map(({ textContent }) => textContent);
    expect(back('↩')).toEqual(['1', '1 again']);
    expect(back('back')).toEqual(['2']);
    expect([back('up'), back('1'), back('the first'), back('the end')]).toEqual([[], [], [], []]);
  });

  it('show a note without its way back, its names and its links to other places of the story', () => {
    const html = (text: string) =>
      copyOfNote(targetOf(story, link(text)) as HTMLElement)
        .map((node) => (node as HTMLElement).outerHTML)
        .join('');
    expect(html('1')).toBe('<p>Much. </p><p>More, as <a href="https://example.org/">they say</a>.</p>');
    expect(html('2')).toBe('<p>Little, see the first. back</p>');
    expect(story.querySelectorAll('[id]')).toHaveLength(4);
  });
});
