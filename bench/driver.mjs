/** Drives the window and reads what it did from the page's own clocks. It knows the window by roles, not by its making. */
import { recordsOf } from './corpora.mjs';

/** Milliseconds after a key in which results may come and be painted. */
const PATIENCE = 400;

export class Driver {
  constructor(app, page) {
    this.app = app;
    this.page = page;
  }

  /** Puts into the page what measures: when something in an element was last changed and then painted. */
  async prepare() {
    await this.page.evaluate(() => {
      globalThis.measure = {
        /**
         * Calls `act`, which may answer with the time it began at, and tells how long it took until what it changed in `element` was
         * painted; 0 when nothing changed.
         */
        async untilPainted(element, patience, act) {
          let last = 0;
          const changed = () => requestAnimationFrame(() => setTimeout(() => (last = performance.now())));
          const observer = new MutationObserver(changed);
          observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['lang'] });
          const called = performance.now();
          const started = (await act()) ?? called;
          await new Promise((done) => setTimeout(done, patience));
          observer.disconnect();
          return last === 0 ? 0 : last - started;
        },
        /** The times between frames while `step` is called in each. */
        frames(seconds, step) {
          return new Promise((done) => {
            const deltas = [];
            const started = performance.now();
            let before = started;
            const frame = (now) => {
              deltas.push(now - before);
              before = now;
              if (now - started > seconds * 1000) done(deltas.slice(2));
              else {
                step(deltas.length, (now - started) / (seconds * 1000));
                requestAnimationFrame(frame);
              }
            };
            requestAnimationFrame(frame);
          });
        },
        list: () => document.querySelector('main :is([role="listbox"], [role="grid"])'),
        scroller() {
          let node = this.list();
          while (node && node.scrollHeight <= node.clientHeight) node = node.parentElement;
          return node;
        },
      };
    });
    this.session = await this.page.context().newCDPSession(this.page);
    await this.session.send('Performance.enable');
  }

  /** Puts a query in the place of the one in the search field, its chips included. */
  async #search(query) {
    const field = this.page.locator('[role="search"] [role="combobox"]');
    await field.press('ControlOrMeta+a');
    await field.fill(query);
  }

  /** Types words of the archive letter by letter. @returns milliseconds from each key to the results it brought */
  async typeQueries(file) {
    const words = [];
    for await (const { headline } of recordsOf(file)) {
      const two = headline.split(' ').slice(0, 2).join(' ');
      if (/^[a-z ]{5,24}$/iu.test(two)) words.push(two);
      if (words.length === 12) break;
    }
    const times = [];
    for (const word of words) {
      await this.#search('');
      await this.page.waitForTimeout(PATIENCE);
      for (const letter of word) {
        await this.page.evaluate((patience) => {
          globalThis.timing = globalThis.measure.untilPainted(globalThis.measure.list(), patience, () => {
            // The clock starts when the key reaches the page.
            return new Promise((done) => addEventListener('keydown', (event) => done(event.timeStamp), { once: true, capture: true }));
          });
        }, PATIENCE);
        await this.page.keyboard.press(letter === ' ' ? 'Space' : letter);
        const time = await this.page.evaluate(() => globalThis.timing);
        if (time > 0) times.push(time);
      }
    }
    await this.#search('');
    await this.page.waitForTimeout(PATIENCE);
    return times;
  }

  async #display() {
    const deltas = await this.page.evaluate(() => globalThis.measure.frames(1, () => undefined));
    return deltas.toSorted((a, b) => a - b)[Math.floor(deltas.length / 2)];
  }

  async scroll({ seconds, pixels }) {
    const display = await this.#display();
    const deltas = await this.page.evaluate(
      ([length, by]) => {
        const scroller = globalThis.measure.scroller();
        scroller.scrollTop = 0;
        return globalThis.measure.frames(length, () => scroller.scrollBy(0, by));
      },
      [seconds, pixels],
    );
    return { deltas, display };
  }

  /** As somebody who drags the scroll bar from top to bottom. */
  async scrollWhole({ seconds }) {
    const display = await this.#display();
    const deltas = await this.page.evaluate((length) => {
      const scroller = globalThis.measure.scroller();
      scroller.scrollTop = 0;
      const height = scroller.scrollHeight - scroller.clientHeight;
      return globalThis.measure.frames(length, (_, share) => (scroller.scrollTop = height * share));
    }, seconds);
    await this.page.evaluate(() => (globalThis.measure.scroller().scrollTop = 0));
    await this.page.waitForTimeout(PATIENCE);
    return { deltas, display };
  }

  /** @returns milliseconds from a click on a story to its being painted */
  async openStories(many) {
    const times = [];
    for (let number = 0; number < many; number += 1) {
      const time = await this.page.evaluate(
        ([index, patience]) => {
          const rows = [...document.querySelectorAll('[role="option"], [role="row"]')].filter(
            (row) => row.getBoundingClientRect().height > 0,
          );
          const row = rows[index % Math.max(1, Math.min(6, rows.length))];
          return globalThis.measure.untilPainted(document.querySelector('.stage'), patience, () => row?.click());
        },
        [number + 1, PATIENCE],
      );
      if (time > 0) times.push(time);
    }
    return times;
  }

  /** Highlights passages all over a story. @returns how many */
  async annotateMuch(uid, many) {
    return this.page.evaluate(
      async ([articleUid, wanted]) => {
        const got = await window.broadsheet.call('articles.get', { uid: articleUid });
        const { length } = got.value.article.text;
        const colors = ['yellow', 'green', 'blue', 'pink', 'orange', 'purple', 'underline'];
        for (let number = 0; number < wanted; number += 1) {
          const start = Math.floor((length / wanted) * number) + 3;
          const note = number % 10 === 0 ? `Note ${number}` : '';
          await window.broadsheet.call('annotations.create', { articleUid, start, end: start + 40, color: colors[number % 7], note });
        }
        return (await window.broadsheet.call('articles.get', { uid: articleUid })).value.annotations.length;
      },
      [uid, many],
    );
  }

  async openLong(uid, many) {
    const times = [];
    await this.page.waitForTimeout(2_000);
    for (let number = 0; number < many; number += 1) {
      await this.#search('');
      await this.page.waitForTimeout(2 * PATIENCE);
      await this.openStories(1);
      await this.#search('headline:"the long story of the bench"');
      await this.page.locator('[role="option"], [role="row"]').first().getByText('bench').first().waitFor();
      await this.page.waitForTimeout(PATIENCE);
      const time = await this.page.evaluate(
        (patience) =>
          globalThis.measure.untilPainted(document.querySelector('.stage'), patience, () =>
            document.querySelector('[role="option"], [role="row"]').click(),
          ),
        5 * PATIENCE,
      );
      times.push(time);
    }
    return times;
  }

  async #scriptSeconds() {
    const { metrics } = await this.session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration').value;
  }

  #painted() {
    return this.page.evaluate(() => CSS.highlights.get('annotation-yellow')?.size ?? 0);
  }

  /** Marks passages of an ordinary story with a key. @returns milliseconds of script for each */
  async highlight(many) {
    await this.#search('');
    await this.page.waitForTimeout(2 * PATIENCE);
    await this.openStories(1);
    const times = [];
    for (let number = 0; number < many; number += 1) {
      await this.page.evaluate((index) => {
        document.querySelector('main [role="region"]').focus();
        const block = [...document.querySelectorAll('article p')].at(-1 - (index % 3));
        const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
        const from = Math.min(index * 9, text.length - 12);
        document.getSelection().setBaseAndExtent(text, Math.max(0, from), text, Math.max(0, from) + 8);
      }, number);
      await this.page.waitForTimeout(PATIENCE);
      const painted = await this.#painted();
      const before = await this.#scriptSeconds();
      await this.page.keyboard.press('1');
      await this.page.waitForTimeout(PATIENCE);
      times.push((await this.#scriptSeconds()) - before);
      if ((await this.#painted()) !== painted + 1) throw new Error('The selected passage was not highlighted.');
    }
    return times.map((seconds) => seconds * 1000);
  }

  async #memory() {
    await this.session.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.session.send('Performance.getMetrics');
    const processes = await this.app.evaluate(({ app }) =>
      app.getAppMetrics().map(({ type, memory }) => ({ type, kB: memory.workingSetSize })),
    );
    return {
      heap: metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 1e6,
      process: (Math.max(...processes.filter(({ type }) => type === 'Tab').map(({ kB }) => kB)) * 1024) / 1e6,
    };
  }

  /** Searches, scrolls and opens stories for so long. @returns a line a round: its number, heap and process in MB (10⁶ bytes) */
  async use(seconds) {
    const rounds = [];
    const end = performance.now() + seconds * 1000;
    for (let round = 0; rounds.length < 3 || performance.now() < end; round += 1) {
      await this.#search(['a', 'the', 'st', 'er', 'on'][round % 5]);
      await this.page.waitForTimeout(PATIENCE);
      await this.openStories(6);
      await this.#search('');
      await this.page.waitForTimeout(PATIENCE);
      await this.page.evaluate((by) => {
        const scroller = globalThis.measure.scroller();
        scroller.scrollTop = by * 5_000;
      }, round % 40);
      await this.page.waitForTimeout(PATIENCE);
      await this.openStories(6);
      const { heap, process } = await this.#memory();
      rounds.push([round + 1, heap, process]);
    }
    return rounds;
  }
}
