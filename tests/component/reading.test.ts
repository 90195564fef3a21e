import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type OpenStage } from '../support/stage';

let open: OpenStage;
beforeAll(async () => {
  open = await openStage();
});
afterAll(() => open.close());

/** Reads a story aloud with a system whose voices end a sentence at once when told to. */
const read = (deeds: string[], from = 0) =>
  open.page.evaluate(
    async ([wanted, start]) => {
      const said: string[] = [];
      let end: () => void = () => undefined;
      const aloud = new stage.Aloud({
        voices: () => Promise.resolve([{ id: 'Kate', name: 'Kate', language: 'en-GB' }]),
        say(words, { rate }, done) {
          said.push(`${words} ${rate}`);
          end = done;
        },
        stop: () => undefined,
      });
      const story = { text: 'It sailed. Nobody waved.\n\nIt came back.', language: 'en-GB' };
      const spoken = await aloud.start(story, start);
      const deed: Record<string, () => void> = {
        end: () => end(),
        toggle: () => aloud.toggle(),
        next: () => aloud.step(1),
        previous: () => aloud.step(-1),
        faster: () => aloud.setRate(1.5),
        stop: () => aloud.stop(),
      };
      for (const name of wanted) deed[name]?.();
      return { spoken, said, status: aloud.status, sentence: aloud.sentence };
    },
    [deeds, from] as const,
  );

describe('reading aloud', () => {
  it('says one sentence after the other, and stops at the end', async () => {
    expect(await read(['end', 'end', 'end'])).toEqual({
      spoken: true,
      said: ['It sailed. 1', 'Nobody waved. 1', 'It came back. 1'],
      status: 'off',
      sentence: null,
    });
  });

  it('begins where one reads, pauses and goes on with the same sentence, and steps', async () => {
    const { said, status } = await read(['toggle', 'end', 'toggle', 'faster', 'previous', 'previous', 'next'], 12);
    expect(said).toEqual([
      'Nobody waved. 1',
      'Nobody waved. 1',
      'Nobody waved. 1.5',
      'It sailed. 1.5',
      'It sailed. 1.5',
      'Nobody waved. 1.5',
    ]);
    expect(status).toBe('speaking');
  });

  it('says no more once it was stopped', async () => {
    expect(await read(['stop', 'end'])).toMatchObject({ said: ['It sailed. 1'], status: 'off' });
  });
});

describe('the reading position', () => {
  const PARAGRAPH = 'The ferry leaves at twenty to ten, when the shops are dark, and carries nurses, cod and the late post. ';
  const STORIES: [string, string, string][] = [
    ['paragraphs', 'ltr', `<p>${PARAGRAPH.repeat(5)}</p>`.repeat(40)],
    ['one paragraph alone', 'ltr', `<p>${PARAGRAPH.repeat(200)}</p>`],
    [
      'lists and headings',
      'ltr',
      `<h2>Crossings</h2><ul><li><p>${PARAGRAPH}</p></li><li><p>${PARAGRAPH.repeat(3)}</p></li></ul>`.repeat(40),
    ],
    ['a story from right to left', 'rtl', `<p>${'قال رئيس المرفأ إن العبّارة باقية. '.repeat(20)}</p>`.repeat(30)],
    ['Japanese', 'ltr', `<p>${'夜行フェリーは午後九時四十分に港を出る。'.repeat(20)}</p>`.repeat(30)],
  ];

  it.each(STORIES)('in %s is the same line again, in a column of any width', async (_, dir, html) => {
    const places = await open.page.evaluate(
      ([direction, source]) => {
        document.body.innerHTML = `<div id="scroller"><div id="head"></div><article dir="${direction}"></article></div>`;
        const [scroller, story] = [document.querySelector<HTMLElement>('#scroller'), document.querySelector('article')];
        if (!scroller || !story) return [];
        Object.assign(scroller.style, { height: '500px', width: '600px', overflow: 'auto', font: '18px/1.6 serif' });
        (document.querySelector('#head') as HTMLElement).style.height = '200px';
        story.replaceChildren(stage.safeHtml(source));
        const page = new stage.StoryPage();
        Object.assign(page, { scroller, story, map: new stage.TextMap(story) });
        const found = [{ wanted: 0, at: page.firstVisible() }];
        for (const share of [0.2, 0.5, 0.8]) {
          scroller.style.width = '600px';
          scroller.scrollTo(0, scroller.scrollHeight * share);
          const wanted = page.firstVisible();
          scroller.style.width = '330px';
          page.goTo(wanted);
          // The line holds the offset: it is the first of the line or stands in it.
          const first = page.firstVisible();
          const box = page.map?.range(wanted, wanted + 1)?.getBoundingClientRect();
          const line = page.map?.range(first, first + 1)?.getBoundingClientRect();
          found.push({ wanted, at: box && line && Math.abs(box.top - line.top) < 2 ? wanted : first });
        }
        scroller.scrollTo(0, scroller.scrollHeight);
        found.push({ wanted: 1, at: page.share() });
        return found;
      },
      [dir, html] as const,
    );
    expect(places).toHaveLength(5);
    for (const { wanted, at } of places) expect(at).toBe(wanted);
    expect(places.slice(1, 4).every(({ wanted }) => wanted > 0)).toBe(true);
  });
});
