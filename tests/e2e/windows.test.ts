import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, Computer, electronPath, SANDBOX_SWITCHES, startApp, type RunningApp } from '../support/app';
import { Person } from '../support/person';
import { writePrintPage } from '../support/stories';

let computer: Computer;
let running: RunningApp | undefined;
beforeEach(() => {
  computer = new Computer();
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  computer.dispose();
});

const start = async (options: Parameters<typeof startApp>[1] = {}): Promise<RunningApp> => {
  running = await startApp(computer, options);
  await running.page.getByRole('option').first().waitFor();
  return running;
};

describe('the language', () => {
  const root = (page: Page) => page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));

  it('is the system’s, and the person’s once one was chosen, in every window and after a restart', async () => {
    const { page } = await start({ env: { LANG: 'ar_EG.UTF-8' } });
    expect(await root(page)).toEqual({ lang: 'ar', dir: 'rtl' });
    expect(await ask(page, 'app.preferences', {})).toMatchObject({
      value: { language: 'system', spoken: 'ar', locale: 'ar-EG' },
    });

    const story = page.getByRole('article').getByRole('heading', { level: 1 });
    const headline = await story.textContent();
    await ask(page, 'app.configure', { language: 'de' });
    await expect.poll(() => root(page)).toEqual({ lang: 'de', dir: 'ltr' });
    expect(await story.textContent()).toBe(headline);
    await running?.close();

    const again = await start({ env: { LANG: 'ar_EG.UTF-8' } });
    expect(await root(again.page)).toEqual({ lang: 'de', dir: 'ltr' });
    expect(again.complaints).toEqual([]);
  });
});

/** Starts the app a second time, as a link or the file manager does, and waits for its end. */
function startAgain(...words: string[]) {
  const root = join(import.meta.dirname, '../..');
  return spawnSync(electronPath(), [...SANDBOX_SWITCHES, root, ...words], { env: computer.env, encoding: 'utf8', timeout: 60_000 });
}

const headlineOn = (page: Page) => page.getByRole('article').getByRole('heading', { level: 1 });

/** Two stories in the archive: the sample and the ferry. @returns the ferry's identifier */
async function importFerry({ page }: RunningApp): Promise<string> {
  const person = new Person(running as RunningApp);
  await person.importFiles([writePrintPage(computer.home)]);
  const reply = await ask(page, 'articles.list', { scope: { kind: 'all' }, limit: 10, offset: 0 });
  const ferry = reply.ok ? reply.value.items.find(({ headline }) => headline.startsWith('Harbour town')) : undefined;
  return ferry?.uid ?? '';
}

/** Waits for a window that is opened meanwhile. */
async function opening({ app }: RunningApp, work: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([app.waitForEvent('window'), work()]);
  await page.getByRole('option').first().waitFor();
  return page;
}

describe('windows', () => {
  it('open beside each other, on a story of their own, and are all told what changes', async () => {
    const app = await start();
    const uid = await importFerry(app);
    const second = await opening(app, () => ask(app.page, 'window.open', { uid }));
    await expect.poll(() => headlineOn(second).textContent()).toContain('Harbour town');
    const third = await opening(app, () => ask(second, 'window.new', {}));
    await ask(third, 'reading.star', { uids: [uid], starred: true });
    await ask(third, 'trash.put', { uids: [uid] });
    for (const page of [app.page, second, third]) await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await third.close();
    await second.close();
    expect(await ask(app.page, 'app.info', {})).toMatchObject({ ok: true });
  });

  it('show what they showed in another language', async () => {
    const app = await start();
    const uid = await importFerry(app);
    const second = await opening(app, () => ask(app.page, 'window.open', { uid }));
    await ask(app.page, 'app.configure', { language: 'ja' });
    for (const page of [app.page, second]) await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('ja');
    await expect.poll(() => headlineOn(second).textContent()).toContain('Harbour town');
  });

  it('open where the last one was closed', async () => {
    const bounds = { x: 210, y: 120, width: 1010, height: 640 };
    const { app } = await start();
    await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds);
    await running?.close();
    const again = await start();
    expect(await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(bounds);
  });

  it('let the system’s own parts follow a theme that is chosen', async () => {
    const { app, page } = await start();
    const source = () => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
    expect(await source()).toBe('system');
    await ask(page, 'app.configure', { theme: 'dark' });
    expect(await source()).toBe('dark');
    await running?.close();
    const again = await start();
    expect(await again.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  });
});

describe('a link to a story', () => {
  it('opens it in the app that runs, and says so where there is none', async () => {
    const app = await start();
    const uid = await importFerry(app);
    expect(startAgain(`broadsheet://story/${uid}`).status).toBe(0);
    await expect.poll(() => headlineOn(app.page).textContent()).toContain('Harbour town');
    startAgain('broadsheet://story/01ARZ3NDEKTSV4RRFFQ69G5FAV');
    await app.page.getByText('There is no story 01ARZ3NDEKTSV4RRFFQ69G5FAV').waitFor();
    startAgain('broadsheet://elsewhere');
    await app.page.getByText('This link leads to nothing in Broadsheet: broadsheet://elsewhere').waitFor();
  });

  it('starts the app on it', async () => {
    const uid = await importFerry(await start());
    await running?.close();
    const { page } = await start({ args: [`broadsheet://story/${uid}`] });
    await expect.poll(() => headlineOn(page).textContent()).toContain('Harbour town');
  });
});

it('offers files that are opened with the app for import, and keeps its archive', async () => {
  const { page } = await start();
  expect(startAgain(writePrintPage(computer.home)).status).toBe(0);
  await page.getByText('Harbour town keeps its night ferry').first().waitFor();
  startAgain(join(computer.home, 'other.broadsheet'));
  await page.getByText('Another archive is open already.').waitFor();
});

describe('a way out of the app', () => {
  it('opens an address only when asked, and nothing but the web and mail', async () => {
    const { app, page } = await start();
    await app.evaluate(({ shell }) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      shell.openExternal = (url) => Promise.resolve(void asked.push(url));
    });
    expect(await ask(page, 'app.open-link', { url: 'https://example.org/ferry' })).toMatchObject({ ok: true });
    expect(await ask(page, 'app.open-link', { url: 'file:///etc/passwd' })).toMatchObject({ ok: false });
    expect(await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual(['https://example.org/ferry']);
  });

  it('shows a saved file in the file manager, and no other', async () => {
    const app = await start();
    await app.app.evaluate(({ shell }) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      shell.showItemInFolder = (path) => void asked.push(path);
    });
    const path = join(computer.home, 'story.md');
    await new Person(app).export('Obsidian notes', path);
    expect(await ask(app.page, 'app.reveal', { path })).toMatchObject({ ok: true });
    expect(await ask(app.page, 'app.reveal', { path: computer.archive })).toMatchObject({ ok: false });
    expect(await app.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([path]);
  });

  it('drags a story out as a file, which is there until the app ends', async () => {
    const app = await start();
    const uid = await importFerry(app);
    await app.app.evaluate(({ webContents }) => {
      const dragged: { file: string; isEmpty: boolean }[] = [];
      Object.assign(globalThis, { dragged });
      for (const contents of webContents.getAllWebContents()) {
        contents.startDrag = ({ file, icon }) => void dragged.push({ file, isEmpty: typeof icon === 'string' || icon.isEmpty() });
      }
    });
    expect(await ask(app.page, 'stories.drag', { uids: [uid] })).toMatchObject({ ok: true });
    const dragged = await app.app.evaluate(() => (globalThis as unknown as { dragged: { file: string; isEmpty: boolean }[] }).dragged);
    expect(dragged).toMatchObject([{ file: expect.stringMatching(/Harbour town keeps its night ferry\.md$/) as string, isEmpty: false }]);
    const file = dragged[0]?.file ?? '';
    expect(readFileSync(file, 'utf8')).toContain('nurses, cod and the late post');
    await running?.close();
    running = undefined;
    expect(existsSync(file)).toBe(false);
  });
});

describe('text in the window', () => {
  it('has the menu that text has elsewhere', async () => {
    const app = await start();
    await app.app.evaluate(({ Menu }) => {
      const menus: string[][] = [];
      Object.assign(globalThis, { menus });
      Menu.prototype.popup = function () {
        menus.push(this.items.map(({ label }) => label).filter((label) => label !== ''));
      };
    });
    const menus = () => app.app.evaluate(() => (globalThis as unknown as { menus: string[][] }).menus);
    await app.page.getByRole('search').getByRole('combobox').click({ button: 'right' });
    await expect.poll(menus).toEqual([['Cut', 'Copy', 'Paste', 'Select all']]);
    await headlineOn(app.page).selectText();
    await headlineOn(app.page).click({ button: 'right' });
    await expect.poll(menus).toEqual([['Cut', 'Copy', 'Paste', 'Select all'], ['Copy']]);
  });
});
