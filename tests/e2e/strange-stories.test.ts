import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Computer, startApp, type RunningApp } from '../support/app';
import { Person } from '../support/person';
import { runCli } from '../support/cli';

/** Headlines and tags that turn lines around, hide letters or never end. */
const TURNED = 'Ferry \u202Egnp.exe\u202C sails\u2066 \u200B\u200D\uFEFF again';
const ENDLESS_TAG = 'x'.repeat(200);

const line = (story: Record<string, unknown>) => `${JSON.stringify({ language: 'en', published: '2020-01-01', ...story })}\n`;

/** Nested tables, as pages laid out in the nineties have them. */
const nested = (depth: number): string =>
  depth === 0 ? '<p>the innermost cell</p>' : `<table><tr><td>${nested(depth - 1)}</td><td><p>beside ${depth}</p></td></tr></table>`;

const STORIES = [
  line({ id: 'long', headline: 'Five megabytes on one line', body: 'word and '.repeat(580_000) }),
  line({
    id: 'headings',
    headline: 'Ten thousand headings',
    html: Array.from({ length: 10_000 }, (_, index) => `<h2>Part ${index}</h2>`).join(''),
  }),
  line({ id: 'tables', headline: 'Tables in tables', html: nested(40) }),
  line({ id: 'turned', headline: TURNED, body: 'The words stay.', tags: ['\u202Eevil', ENDLESS_TAG, 'a\u200Bb'] }),
  line({
    id: 'script',
    headline: '<img src=x onerror="window.ran=1"><script>window.ran=1</script>',
    body: '<script>window.ran=1</script> stays text.',
  }),
  line({
    id: 'html',
    headline: 'A page that wants to run',
    html: '<p onclick="window.ran=1">Click <a href="javascript:window.ran=1">here</a>.</p><script>window.ran=1</script><img src="x" onerror="window.ran=1"><iframe srcdoc="<script>top.ran=1</script>"></iframe><svg onload="window.ran=1"></svg>',
  }),
].join('');

describe('strange stories', () => {
  const computer = new Computer();
  let running: RunningApp;
  let person: Person;

  beforeAll(async () => {
    const archive = join(computer.home, 'strange.broadsheet');
    const file = join(computer.home, 'strange.jsonl');
    writeFileSync(file, STORIES);
    expect((await runCli(['import', file], { archive })).code).toBe(0);
    const { lines } = await runCli(['list', '--json'], { archive });
    const uid = String(lines.find(({ headline }) => headline === 'Tables in tables')?.['uid']);
    const note = 'Plain **bold** <img src=x onerror="window.ran=1"> [run](javascript:window.ran=1)\n\n<script>window.ran=1</script>';
    expect((await runCli(['annotate', uid, '--quote', 'the innermost cell', '--note', note], { archive })).code).toBe(0);
    running = await startApp(computer, { args: ['--archive', archive] });
    person = new Person(running);
    await running.page.getByRole('option').first().waitFor();
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  const ran = () => running.page.evaluate(() => 'ran' in window);

  it.each(['Five megabytes on one line', 'Ten thousand headings', 'Tables in tables', 'A page that wants to run'])(
    'opens “%s”',
    async (headline) => {
      await person.open(headline);
      expect(await ran()).toBe(false);
    },
  );

  it('shows the text of what wanted to run, and runs none of it', async () => {
    await person.open('A page that wants to run');
    await running.page.getByRole('article').getByText('Click').click();
    await person.open('Tables in tables');
    await running.page.getByText('bold', { exact: true }).waitFor();
    expect(
      await running.page.getByRole('article').locator('script, iframe, svg, [onclick], [onerror], a[href^="javascript:"]').count(),
    ).toBe(0);
    expect(await ran()).toBe(false);
    expect(running.complaints).toEqual([]);
  });

  it('keeps a headline that turns its line around within its own line', async () => {
    const row = running.page.getByRole('option').filter({ hasText: 'Ferry' }).first();
    await row.click();
    const heading = running.page.getByRole('article').getByRole('heading', { level: 1 });
    await heading.waitFor();
    // What follows the headline reads on from left to right: the line of the publication and the date is not turned.
    const boxes = await running.page.evaluate(() => {
      const list = document.querySelector('[role="listbox"]') as Element;
      return { inner: list.scrollWidth, outer: list.clientWidth };
    });
    expect(boxes.inner).toBeLessThanOrEqual(boxes.outer);
    expect(await row.textContent()).toContain('Ferry');
  });

  it('lets no tag, however long, push anything out of its place', async () => {
    const wide = await running.page.evaluate(() => {
      const root = document.documentElement;
      const nav = document.querySelector('nav') as Element;
      const { left, right } = nav.getBoundingClientRect();
      const boxes = [...nav.querySelectorAll('button')].map((button) => button.getBoundingClientRect());
      return { page: root.scrollWidth - root.clientWidth, out: boxes.filter((box) => box.left < left || box.right > right).length };
    });
    expect(wide).toEqual({ page: 0, out: 0 });
  });
});
