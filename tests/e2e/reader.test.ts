import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, Computer, startApp, type RunningApp } from '../support/app';
import { paintedAs } from '../support/painted';
import { Person } from '../support/person';

const GIF = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==';
const LINE = 'The ferry leaves at twenty to ten, when the shops are dark, and carries nurses, cod and the late post.';

const page = (title: string, address: string, body: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title><link rel="canonical" href="${address}"></head><body><article><h1>${title}</h1>${body}</article></body></html>`;

const LONG = page(
  'A long crossing',
  'https://example.org/long',
  `<p>It begins at the Café Último on the quay, as <a href="http://www.example.org/bakery/?utm_source=x">the bakery</a> and <a href="https://outside.example/timetable">the timetable</a> say.</p>
   <figure><img src="${GIF}" alt="The pier at dusk"><figcaption>The pier, before the lamps</figcaption></figure>
   ${Array.from({ length: 60 }, (_, number) => `<p>Paragraph ${number + 1}. ${LINE.repeat(4)}</p>`).join('\n')}`,
);
const BAKERY = page('Bakery opens at five', 'https://example.org/bakery', `<p>${LINE}</p>`.repeat(4));

/** Reading in the window: what is set, found, kept, linked and known of a story. */
describe('the reader', () => {
  const computer = new Computer();
  let running: RunningApp;
  let person: Person;

  const start = async () => {
    running = await startApp(computer);
    person = new Person(running);
    await running.page.getByRole('option').first().waitFor();
  };
  beforeAll(async () => {
    const files = { 'long.html': LONG, 'bakery.html': BAKERY };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(computer.home, name), text);
    await start();
    await person.importFiles(Object.keys(files).map((name) => join(computer.home, name)));
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  const story = () => person.page.getByRole('region', { name: 'Story', exact: true });
  const painted = (name: string) => paintedAs(person.page, name);
  /** The first paragraph that is not above the view. */
  const firstParagraph = () =>
    story().evaluate((scroller) => {
      const { top } = scroller.getBoundingClientRect();
      const shown = [...scroller.querySelectorAll('article p')].find((paragraph) => paragraph.getBoundingClientRect().bottom > top + 2);
      return /^Paragraph \d+/.exec(shown?.textContent ?? '')?.[0] ?? '';
    });
  const uidOf = async (headline: string) => {
    const reply = await ask(person.page, 'articles.list', { scope: { kind: 'all' }, limit: 10, offset: 0 });
    return (reply.ok && reply.value.items.find((item) => item.headline === headline)?.uid) || '';
  };
  const stateOf = async (headline: string) => {
    const reply = await ask(person.page, 'articles.get', { uid: await uidOf(headline) });
    return reply.ok ? reply.value.state : null;
  };

  it('finds words in the story, without accents and case, and gives the keyboard back', async () => {
    await person.open('A long crossing');
    await person.page.keyboard.press('Control+f');
    await person.page.keyboard.type('cafe ultimo');
    await person.page.getByRole('status').getByText('1 of 1').waitFor();
    expect(await painted('found-current')).toEqual(['Café Último']);
    await person.page.getByRole('textbox', { name: 'Words to find in the story' }).fill('twenty to ten');
    await person.page.keyboard.press('Enter');
    await person.page.keyboard.press('F3');
    await person.page.keyboard.press('Shift+F3');
    await person.page.getByRole('status').getByText('2 of 240').waitFor();
    await person.page.keyboard.press('Escape');
    expect(await painted('found')).toEqual([]);
    expect(await story().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('keeps what was found apart from what was searched for', async () => {
    await person.search('ferry');
    await person.open('A long crossing');
    await person.page.keyboard.press('Control+f');
    await person.page.keyboard.type('nurses');
    await person.page.getByRole('status').getByText('of 240').waitFor();
    await person.page.keyboard.press('Escape');
    await person.page.keyboard.press('n');
    await person.page.getByRole('group', { name: 'Found in this story' }).getByText('1 of 240').waitFor();
    expect(await painted('search-hit-current')).toEqual(['ferry']);
    await person.search('x');
    await person.page.keyboard.press('Escape');
  });

  it('keeps the place one reads at: in another window width, after another story, and after a restart', async () => {
    await person.open('A long crossing');
    await story().evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await expect.poll(async () => (await stateOf('A long crossing'))?.position ?? 0).toBeGreaterThan(1_000);
    const place = await firstParagraph();
    expect(place).not.toBe('');

    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 700));
    await expect.poll(firstParagraph).toBe(place);
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
    await expect.poll(firstParagraph).toBe(place);

    await person.open('Bakery opens at five');
    expect(await story().evaluate((element) => element.scrollTop)).toBe(0);
    await person.open('A long crossing');
    expect(await firstParagraph()).toBe(place);

    await running.close();
    await start();
    await person.open('A long crossing');
    await expect.poll(firstParagraph).toBe(place);
  });

  it('marks a story as opened, and as read once its end was reached', async () => {
    expect((await stateOf('A long crossing'))?.readAt).toBe('');
    const newestEdit = async () => {
      const peek = await ask(person.page, 'history.peek', {});
      return peek.ok ? peek.value.undo?.id : 'unknown';
    };
    const before = await newestEdit();
    await story().evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect.poll(async () => (await stateOf('A long crossing'))?.readAt ?? '', { timeout: 10_000 }).not.toBe('');
    expect((await stateOf('A long crossing'))?.openedAt).not.toBe('');
    // Having read is nothing one would undo.
    expect(await newestEdit()).toBe(before);
    await story().evaluate((element) => element.scrollTo(0, 0));
  });

  it('is set larger by key, in another face by choice, and remembers that', async () => {
    const size = () =>
      story()
        .locator('article p')
        .last()
        .evaluate((element) => getComputedStyle(element).fontSize);
    const before = await size();
    await story().focus();
    await person.page.keyboard.press('=');
    expect(Number.parseFloat(await size())).toBeGreaterThan(Number.parseFloat(before));
    await person.page.getByRole('button', { name: 'Type and column' }).click();
    await person.page.getByRole('radio', { name: 'Sans serif' }).check();
    await person.page.keyboard.press('Escape');
    await person.page.reload();
    await person.open('A long crossing');
    expect(Number.parseFloat(await size())).toBeGreaterThan(Number.parseFloat(before));
    expect(
      await story()
        .locator('article p')
        .last()
        .evaluate((element) => getComputedStyle(element).fontFamily),
    ).toContain('Inter');
    await person.page.getByRole('button', { name: 'Type and column' }).click();
    await person.page.getByRole('button', { name: 'As it was at first' }).click();
    await person.page.keyboard.press('Escape');
    expect(await size()).toBe(before);
  });

  it('opens the archived copy that a link leads to', async () => {
    const link = story().getByRole('link', { name: 'the bakery' });
    await expect.poll(() => link.getAttribute('aria-description')).toBe('Opens the archived story');
    await link.click();
    await person.page.getByRole('article').getByRole('heading', { level: 1, name: 'Bakery opens at five' }).waitFor();
    await person.open('A long crossing');
  });

  it('says where another link leads, and leaves the app only when that is chosen', async () => {
    await running.app.evaluate(({ shell }) => {
      shell.openExternal = (url: string) => {
        (globalThis as { opened?: string }).opened = url;
        return Promise.resolve();
      };
    });
    const link = story().getByRole('link', { name: 'the timetable' });
    await link.focus();
    await person.page.getByText('https://outside.example/timetable', { exact: true }).waitFor();
    await person.page.keyboard.press('Enter');
    await person.page.getByRole('menuitem', { name: 'Copy the address' }).click();
    await person.page.getByText('The address is on the clipboard.').waitFor();
    expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('https://outside.example/timetable');
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await running.app.evaluate(() => (globalThis as { opened?: string }).opened)).toBe(undefined);
    await link.click();
    await person.page.getByRole('menuitem', { name: 'Open in the browser' }).click();
    await expect
      .poll(() => running.app.evaluate(() => (globalThis as { opened?: string }).opened))
      .toBe('https://outside.example/timetable');
  });

  it('shows a picture large, with its caption, by keyboard', async () => {
    const picture = story().getByRole('button', { name: 'Show the picture large: The pier at dusk' });
    await picture.focus();
    await person.page.keyboard.press('Enter');
    const dialog = person.page.getByRole('dialog', { name: 'The pier at dusk' });
    await dialog.getByText('The pier, before the lamps').waitFor();
    await dialog.getByRole('button', { name: 'Full size' }).click();
    await person.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await picture.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('shows the original and what is known of it', async () => {
    await person.page.getByRole('tab', { name: 'Original' }).click();
    const frame = person.page.frameLocator('iframe[title="The original"]');
    await frame.getByRole('heading', { name: 'A long crossing' }).waitFor();
    await person.page.getByText('long.html').waitFor();
  });

  it('has every field to be put right, says what is wrong, and undoes', async () => {
    await person.page.getByRole('tab', { name: 'Details' }).click();
    const details = person.page.getByRole('region', { name: 'Details' });
    const published = details.getByRole('textbox', { name: 'Published' });
    await published.fill('last Tuesday');
    await published.press('Enter');
    await details.getByRole('alert').getByText('last Tuesday').waitFor();
    await published.press('Escape');
    expect(await published.inputValue()).toBe('');
    await published.fill('2018-09-23');
    await published.press('Tab');
    await details.getByText('Changed the story “A long crossing”').waitFor();
    const tags = details.getByRole('combobox', { name: 'Tags' });
    await tags.fill('Harbour');
    await tags.press('Enter');
    await details.getByRole('button', { name: 'Take off the tag Harbour' }).waitFor();
    await person.page.getByRole('button', { name: 'Undo' }).last().click();
    await details.getByRole('button', { name: 'Take off the tag Harbour' }).waitFor({ state: 'detached' });
    expect(await published.inputValue()).toBe('2018-09-23');
    await person.page.getByRole('tab', { name: 'Story' }).click();
    await story().getByText('23 September 2018').waitFor();
  });

  it('says in a sentence when the computer has no voice', async () => {
    const voices = await person.page.evaluate(() => speechSynthesis.getVoices().length);
    if (voices > 0) return;
    await person.page.getByRole('button', { name: 'Read aloud' }).click();
    await person.page.getByText('This computer has no voice for this story’s language, English.').waitFor();
  });

  it('never made the page complain', () => {
    expect(running.complaints).toEqual([]);
  });
});
