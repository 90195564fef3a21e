/**
 * The rooms of the window and how one gets into them, for screenshots and for tests that look at every room. Nothing here
 * goes by the words of a language.
 */
import { join } from 'node:path';
import { demoStories, writeDemo } from './demo.mjs';
import { nodeToUse } from './install.mjs';
import { ROOT } from './paths.mjs';
import { must } from './run.mjs';

const MARKS = [
  [
    'demo-ferry',
    'The night ferry stays, by 1,017 votes to 1,006.',
    'yellow',
    'Check against the county’s own count: **1,017 or 1,019?**',
    'evidence',
  ],
  [
    'demo-ferry',
    'nurses, crated cod, the late post and, on an ordinary Tuesday, eleven people',
    'green',
    'Same list in the hospital’s letter of 30 September.',
    'transport',
  ],
  [
    'demo-ferry',
    'In twenty-three winters it failed to sail on nine nights',
    'blue',
    'The log itself is in the museum: ask for 1998–2021.',
    'evidence',
  ],
  ['demo-ferry', 'I would rather have the snow', 'pink', '', ''],
  ['demo-ja', '反対は八人だった', 'orange', '議事録を確認する。', '港'],
  ['demo-ar', 'الكلفة ارتفعت إلى 12 مليوناً', 'purple', 'قارن مع ميزانية 2021.', 'budget'],
];

/**
 * Makes an archive that looks lived in: invented stories in several languages, some highlighted.
 * @param {string} archive path of the file to make
 * @param {string} folder for what is made on the way
 */
export async function makeLivedInArchive(archive, folder) {
  const file = join(folder, 'stories.jsonl');
  writeDemo(file);
  const cli = (...words) =>
    must(nodeToUse(), [join(ROOT, 'out', 'main', 'cli.js'), ...words, '--archive', archive], `${words[0]} did not work.`, { cwd: ROOT });
  await cli('import', file);
  const listed = await cli('list', '--json');
  const stories = listed
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const headlines = new Map(demoStories().map(({ id, headline }) => [id, String(headline).replace(/\s+/gu, ' ')]));
  for (const [id, quote, color, note, tag] of MARKS) {
    const story = stories.find(({ headline }) => headline === headlines.get(id));
    await cli('annotate', story.uid, '--quote', quote, '--color', color, '--note', note, ...(tag ? ['--tag', tag] : []));
  }
}

/** Tells the window in front to carry out a command of the app's table. */
const command = (app, id) =>
  app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.webContents.send('event:command', { id: wanted }), id);

/** Searches, and waits until the list shows what was found. */
async function search(app, page, query) {
  await command(app, 'find');
  await page.waitForFunction(() => document.activeElement?.closest('[role="search"]'));
  // The whole query becomes text, chips and all, and gives way.
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('search').getByRole('combobox').fill(query);
  await page.waitForTimeout(400);
}

/** Opens a story with notes. */
async function openFirst(app, page) {
  await search(app, page, 'night ferry vote');
  await page.getByRole('option').first().click();
  await page.getByRole('article').waitFor();
}

/**
 * Every room: how it is entered from any other, and left again where it does not give way by itself.
 * @type {readonly { name: string, enter: (app: import('playwright-core').ElectronApplication, page: import('playwright-core').Page) => Promise<void>, leave?: (page: import('playwright-core').Page) => Promise<void> }[]}
 */
export const ROOMS = [
  {
    name: 'library',
    async enter(app, page) {
      await search(app, page, '');
      await command(app, 'go-library');
      await openFirst(app, page);
      await search(app, page, '');
      // The keyboard goes on into the list, and what the field offered closes.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'find-in-story',
    async enter(app, page) {
      await command(app, 'find-in-story');
      await page.keyboard.type('ferry');
      await page.locator('.find .field').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  { name: 'original', enter: (app) => command(app, 'show-original') },
  { name: 'details', enter: (app) => command(app, 'show-details'), leave: (page) => page.getByRole('tab').first().click() },
  { name: 'search', enter: (app, page) => search(app, page, 'tag:transport ferry') },
  {
    name: 'nothing-found',
    enter: (app, page) => search(app, page, 'submarrine '),
    leave: (page) => page.getByRole('search').getByRole('combobox').fill(''),
  },
  {
    name: 'notes',
    async enter(app, page) {
      await command(app, 'go-notes');
      await page.locator('main [role=option]').first().waitFor();
    },
  },
  { name: 'import', enter: (app) => command(app, 'go-import') },
  {
    name: 'print',
    async enter(app, page) {
      await openFirst(app, page);
      await command(app, 'print');
      await page.locator('canvas').first().waitFor();
    },
  },
  {
    name: 'export',
    async enter(app, page) {
      await openFirst(app, page);
      await command(app, 'go-export');
      await page.locator('canvas').first().waitFor();
    },
  },
  { name: 'health', enter: (app) => command(app, 'go-health') },
  { name: 'settings', enter: (app) => command(app, 'go-settings') },
  {
    name: 'filter',
    async enter(app, page) {
      await command(app, 'go-library');
      await search(app, page, 'tag:transport ferry');
      await command(app, 'filter');
      await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'palette',
    async enter(app, page) {
      await command(app, 'palette');
      await page.getByRole('dialog').getByRole('option').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'shortcuts',
    async enter(app, page) {
      await command(app, 'go-library');
      await command(app, 'shortcuts');
      await page.getByRole('dialog').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
];
