import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, Computer, startApp, type RunningApp } from '../support/app';
import { Person } from '../support/person';
import { writePrintPage } from '../support/stories';

const FERRY = 'Harbour town keeps its night ferry';
const PASSAGE = 'carries nurses, cod and the late post';

let computer: Computer;
let running: RunningApp | undefined;
let person: Person;
beforeEach(async () => {
  computer = new Computer();
  running = await startApp(computer);
  await running.page.getByRole('option').first().waitFor();
  person = new Person(running);
  await person.importFiles([writePrintPage(computer.home)]);
  await person.open(FERRY);
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  computer.dispose();
});

/** What other programs find on the system's clipboard. */
const clipboard = () =>
  running?.app.evaluate(async ({ clipboard: board }) => {
    // Older versions have a function for each form.
    const older = board as unknown as { readHTML?: () => string };
    if (older.readHTML) return { text: await board.readText(), html: older.readHTML() };
    const [item] = await board.read();
    const read = async (type: string) => (item?.types.includes(type) ? await ((await item.getType(type)) as Blob).text() : '');
    return { text: await read('text/plain'), html: await read('text/html') };
  });

/** A shortcut, and what is said of it. */
async function press(keys: string, said: string) {
  await running?.page.keyboard.press(keys);
  await running?.page.getByText(said).last().waitFor();
}

describe('copying', () => {
  it('puts passages, stories and references on the clipboard, with formatting for programs that have it', async () => {
    const app = running as RunningApp;
    await person.select(PASSAGE);
    await press('c', 'The quotation is on the clipboard');
    expect(await clipboard()).toMatchObject({
      text: expect.stringMatching(/^“carries nurses, cod and the late post”\n— Harbour town keeps/) as string,
      html: '',
    });

    await person.select(PASSAGE);
    await app.page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect.poll(async () => (await clipboard())?.text).toMatch(/^> carries nurses, cod and the late post\n>\n> — \*Harbour/);

    await person.select(PASSAGE);
    await app.page.getByRole('button', { name: 'Copy with formatting' }).click();
    await expect.poll(async () => (await clipboard())?.html).toContain('<blockquote');
    expect((await clipboard())?.text).toMatch(/^“carries/);

    await press('Control+Alt+r', 'The story is on the clipboard');
    expect((await clipboard())?.html).toContain(`<b>${FERRY}</b>`);
    await press('Control+Alt+m', 'The story is on the clipboard');
    expect((await clipboard())?.text).toMatch(/^# Harbour town keeps its night ferry\n/);
    await press('Control+Shift+c', 'The reference is on the clipboard');
    expect(await clipboard()).toMatchObject({ text: expect.stringMatching(/^Harbour town keeps its night ferry\. \(n\.d\.\)/) as string });
    expect(app.complaints).toEqual([]);
  });

  it('writes references in the style that was chosen, one of one’s own as well, and remembers it', async () => {
    const app = running as RunningApp;
    const styles = join(computer.env['XDG_CONFIG_HOME'] ?? join(computer.home, '.config'), 'Broadsheet', 'citation-styles');
    mkdirSync(styles, { recursive: true });
    writeFileSync(
      join(styles, 'house.csl'),
      '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>House style</title><id>h</id><updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation><bibliography><layout prefix="See "><text variable="title" font-style="italic"/></layout></bibliography></style>',
    );
    await app.page.keyboard.press('Control+,');
    const choice = app.page.getByRole('combobox', { name: 'Citation style of references' });
    await choice.selectOption({ label: 'House style' });
    await app.page.reload();
    await app.page.getByRole('option').first().waitFor();
    await person.open(FERRY);
    await press('Control+Shift+c', 'The reference is on the clipboard');
    expect(await clipboard()).toMatchObject({
      text: `See ${FERRY}`,
      html: expect.stringContaining(`<p>See <i>${FERRY}</i></p>`) as string,
    });
  });

  it('makes a bibliography of the chosen stories, and drags them out as files of the chosen format', async () => {
    const app = running as RunningApp;
    await app.page.getByRole('listbox', { name: 'Stories' }).focus();
    await app.page.keyboard.press('Control+a');
    await app.page.getByText('2 chosen').or(app.page.getByText('2 stories')).first().waitFor();
    await press('Control+Shift+c', '2 references are on the clipboard');
    expect((await clipboard())?.text.split('\n')).toHaveLength(2);

    await app.app.evaluate(({ webContents }) => {
      Object.assign(globalThis, { dragged: [] });
      for (const contents of webContents.getAllWebContents()) {
        contents.startDrag = ({ files = [] }) => void (globalThis as unknown as { dragged: string[] }).dragged.push(...files);
      }
    });
    const list = await ask(app.page, 'articles.uids', { query: '' });
    expect(list).toMatchObject({ ok: true });
    const uids = (list as { value: string[] }).value;
    expect(await ask(app.page, 'stories.drag', { uids, to: 'ris' })).toMatchObject({ ok: true });
    const files = await app.app.evaluate(() => (globalThis as unknown as { dragged: string[] }).dragged);
    expect(files).toHaveLength(2);
    for (const file of files) expect(readFileSync(file, 'utf8')).toMatch(/^TY {2}- /);
  });
});
