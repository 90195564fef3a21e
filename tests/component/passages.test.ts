import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paintedAs } from '../support/painted';
import { openStage, type OpenStage } from '../support/stage';

const HTML = `
<h2>The crossing</h2>
<p>It leaves at <b>21.40</b>, when the <i>shops</i> are dark.<br>Nobody waits.</p>
<ul><li><p>nurses and midwives</p></li><li><p>crated cod</p></li></ul>
<table><tbody><tr><td><p>Winter</p></td><td><p>Nights lost</p></td></tr><tr><td><p>1998</p></td><td><p>two</p></td></tr></tbody></table>
<figure><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><figcaption>The pier at dusk</figcaption></figure>
<p dir="rtl" lang="ar">قال رئيس المرفأ إن العبّارة باقية</p>
<p lang="ja"><ruby>夜行<rt>やこう</rt></ruby>フェリーは午後九時四十分に港を出る。</p>`;

let open: OpenStage;
beforeAll(async () => {
  open = await openStage();
});
afterAll(() => open.close());

/** Puts a story on the stage, as the reader does. */
const show = (html: string) =>
  open.page.evaluate((source) => {
    document.body.innerHTML = '<article style="width: 600px; font: 18px serif"></article>';
    document.querySelector('article')?.append(stage.safeHtml(source));
  }, html);

/** What stands between the first place of `from` and the end of the first `to`, selected with the mouse's own selection. */
const passageBetween = (from: string, to: string) =>
  open.page.evaluate(
    ([first, last]) => {
      const map = new stage.TextMap(document.querySelector('article') as Element);
      const start = map.text.indexOf(first as string);
      const end = map.text.indexOf(last as string, start) + (last as string).length;
      const range = map.range(start, end);
      if (!range) return null;
      const selection = document.getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
      const { startContainer, startOffset, endContainer, endOffset } = range;
      const passage = map.passage({ node: startContainer, offset: startOffset }, { node: endContainer, offset: endOffset });
      return {
        start,
        end,
        passage,
        drawn: [...range.getClientRects()].length,
        text: passage && map.text.slice(passage.start, passage.end),
      };
    },
    [from, to],
  );

describe('a passage', () => {
  it.each([
    ['within one paragraph', '21.40', 'shops'],
    ['across a line break', 'are dark', 'Nobody'],
    ['from a headline into a paragraph', 'crossing', 'leaves'],
    ['across items of a list', 'midwives', 'crated'],
    ['across cells and rows of a table', 'Winter', 'two'],
    ['from a table into a caption', 'two', 'pier'],
    ['across scripts and directions', 'dusk', '夜行'],
  ])('%s is found in the page again as it was marked', async (_, from, to) => {
    await show(HTML);
    const found = await passageBetween(from, to);
    expect(found?.passage).toEqual({ start: found?.start, end: found?.end });
    expect(found?.text?.startsWith(from)).toBe(true);
    expect(found?.text?.endsWith(to)).toBe(true);
    expect(found?.drawn).toBeGreaterThan(0);
  });
});

describe('the second gate', () => {
  it('lets through canonical names and links within the story, and no others', async () => {
    const story = '<p>Rain<a href="#place-1">1</a></p>\n<p id="place-1">Much.</p>';
    const through = (html: string) =>
      open.page.evaluate((source) => {
        const page = document.createElement('div');
        page.append(stage.safeHtml(source));
        return page.innerHTML;
      }, html);
    expect(await through(story)).toBe(story);
    expect(await through('<p id="location">a</p><p id="place-01">b</p><a href="#app">c</a>')).toBe('<p>a</p><p>b</p><a>c</a>');
  });
});

describe('highlights that overlap', () => {
  it('are each painted whole, and the shorter is the one under the mouse', async () => {
    await show('<p>One two three four five six seven eight nine ten.</p>');
    const found = await open.page.evaluate(() => {
      const map = new stage.TextMap(document.querySelector('article') as Element);
      const mark = (uid: string, color: 'yellow' | 'blue', words: string) => {
        const start = map.text.indexOf(words);
        return { uid, color, place: { start, end: start + words.length } } as unknown as Parameters<
          typeof stage.paint
        >[1]['annotations'][number];
      };
      const annotations = [mark('long', 'yellow', 'two three four five six'), mark('short', 'blue', 'four five')];
      stage.paint(map, { annotations, activeUid: '', hits: [], currentHit: -1 });
      const box = map.range(map.text.indexOf('four'), map.text.indexOf('four') + 4)?.getBoundingClientRect() as DOMRect;
      const other = map.range(map.text.indexOf('three'), map.text.indexOf('three') + 5)?.getBoundingClientRect() as DOMRect;
      const at = (rect: DOMRect) => stage.annotationAt(rect.left + rect.width / 2, rect.top + rect.height / 2, map, annotations)?.uid;
      return { inner: at(box), outer: at(other) };
    });
    const painted = { yellow: await paintedAs(open.page, 'annotation-yellow'), blue: await paintedAs(open.page, 'annotation-blue') };
    expect({ ...painted, ...found }).toEqual({ yellow: ['two three four five six'], blue: ['four five'], inner: 'short', outer: 'long' });
  });
});
