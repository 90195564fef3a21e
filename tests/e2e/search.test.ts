import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, Computer, type RunningApp } from '../support/app';
import { startLivedIn } from '../support/lived-in';
import { Person } from '../support/person';

/** Searching an archive that is lived in, with the keyboard alone. */
describe('search', () => {
  const computer = new Computer();
  let running: RunningApp;
  let person: Person;

  beforeAll(async () => {
    running = await startLivedIn(computer);
    person = new Person(running);
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  const field = () => running.page.getByRole('search').getByRole('combobox');
  const stories = () => running.page.getByRole('listbox', { name: 'Stories' }).getByRole('option');
  const chips = () => running.page.getByRole('group', { name: 'Operators of the search' }).getByRole('button', { name: /, edit$/ });
  const suggestions = () => running.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  const press = (key: string) => running.page.keyboard.press(key);
  const type = (text: string) => running.page.keyboard.type(text, { delay: 15 });
  const focused = () => running.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

  it('completes an operator and its value, and makes a chip of it', async () => {
    await person.search('ferry tag:tr');
    await expect.poll(() => suggestions().allTextContents()).toEqual([expect.stringContaining('tag:transport')]);
    await press('ArrowDown');
    await press('Enter');
    await expect.poll(() => chips().allTextContents()).toEqual([expect.stringMatching(/tag:\s*transport/)]);
    expect(await field().inputValue()).toBe('ferry ');
    await expect.poll(() => stories().locator('mark').count()).toBeGreaterThan(0);
    await running.page.getByRole('status').getByText('tag:transport now narrows the search').waitFor({ state: 'attached' });
  });

  it('lets a chip be edited as text, and be taken away', async () => {
    await press('Home');
    await press('Backspace');
    expect(await field().inputValue()).toBe('tag:transport ferry ');
    await type('x ');
    await expect.poll(() => chips().allTextContents()).toEqual([expect.stringMatching(/tag:\s*transportx/)]);
    await expect.poll(() => stories().count()).toBe(0);
    await press('Home');
    await press('ArrowLeft');
    await expect.poll(focused).toBe('tag:transportx, edit');
    await press('Delete');
    await expect.poll(focused).toBe('Search stories');
    expect(await chips().count()).toBe(0);
    await expect.poll(() => stories().count()).toBeGreaterThan(0);
  });

  it('goes from words into the list, whatever is offered beside them', async () => {
    await person.search('has');
    await suggestions().filter({ hasText: 'has:' }).waitFor();
    await press('ArrowDown');
    await expect.poll(focused).toBe('Stories');
    expect(await suggestions().count()).toBe(0);
    await person.search('has');
    await suggestions().filter({ hasText: 'has:' }).waitFor();
    await press('Alt+ArrowDown');
    await press('Tab');
    await expect.poll(() => field().inputValue()).toBe('has:');
    await expect.poll(() => suggestions().count()).toBe(5);
  });

  it('shows the whole query as text when all is selected, so that it can be copied and replaced', async () => {
    await person.search('is:annotated ferry');
    await expect.poll(() => chips().count()).toBe(1);
    await press('Control+a');
    expect(await field().inputValue()).toBe('is:annotated ferry');
    await type('council');
    expect(await field().inputValue()).toBe('council');
    expect(await chips().count()).toBe(0);
  });

  it('remembers what was searched for, until that is cleared', async () => {
    await person.search('night ferry');
    await expect.poll(() => stories().locator('mark').count()).toBeGreaterThan(0);
    await press('Enter');
    await person.search('x');
    await press('Backspace');
    const recent = running.page.getByRole('listbox', { name: 'Searched for last' });
    await recent.getByRole('option', { name: 'night ferry' }).waitFor();
    await press('ArrowDown');
    await press('Enter');
    await expect.poll(() => field().inputValue()).toBe('night ferry');
    await press('Control+a');
    await press('Delete');
    await running.page.getByRole('button', { name: 'Forget these' }).click();
    await expect.poll(() => recent.count()).toBe(0);
  });

  it('narrows the list by what its stories have in common', async () => {
    const { page } = running;
    await person.search('ferry');
    await expect.poll(() => stories().locator('mark').count()).toBeGreaterThan(0);
    await press('Control+Shift+F');
    const panel = page.getByRole('dialog', { name: 'Narrow the list' });
    const tags = panel.getByRole('group', { name: 'Tags' });
    await tags.getByRole('checkbox', { name: /^transport/ }).focus();
    await press('Space');
    await expect.poll(() => chips().allTextContents()).toEqual([expect.stringMatching(/tag:\s*transport/)]);
    await expect.poll(() => tags.getByRole('checkbox', { name: /^transport/ }).isChecked()).toBe(true);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id ?? '')).toContain('transport');
    await press('Space');
    await expect.poll(() => chips().count()).toBe(0);
    await press('Escape');
    await expect.poll(focused).toBe('Search stories');
  });

  it('keeps a search under a name, and gives the name another search', async () => {
    const { page } = running;
    await person.search('ferry tag:transport ');
    await press('Control+d');
    const name = page.getByRole('textbox', { name: 'Name of the list' });
    await name.waitFor();
    await expect.poll(() => name.inputValue()).toBe('tag:transport ferry');
    await type('Night boats');
    await press('Enter');
    await page.getByText('The search was saved as “Night boats”.').first().waitFor();
    await person.search('ferry is:annotated ');
    await press('Control+d');
    await name.waitFor();
    await press('Control+a');
    await type('night boats');
    await page.getByText('will ask for this from now on').waitFor();
    await press('Enter');
    await expect
      .poll(async () => (await ask(page, 'searches.saved.list', {})) as unknown)
      .toMatchObject({ ok: true, value: [{ name: 'Night boats', query: 'is:annotated ferry' }] });
  });

  it('steps through the places found, on into the next story', async () => {
    const { page } = running;
    await person.search('ferry');
    await expect.poll(() => stories().count()).toBeGreaterThan(1);
    await press('Enter');
    await press('Home');
    const headline = () => page.getByRole('article').getByRole('heading', { level: 1 }).textContent();
    const first = await headline();
    await expect
      .poll(async () => {
        await press('n');
        return headline();
      })
      .not.toBe(first);
    await page.getByText('Now in “').first().waitFor();
  });

  it('says which word was mended', async () => {
    await person.search('night feryr ');
    const offer = running.page.getByRole('button', { name: 'Did you mean “night ferry”?' });
    await offer.waitFor();
    expect(await offer.locator('mark').allTextContents()).toEqual(['ferry']);
    await offer.press('Enter');
    await expect.poll(() => stories().count()).toBeGreaterThan(0);
  });

  it('has a palette with every command and every place to go to', async () => {
    const { page } = running;
    const palette = page.getByRole('dialog', { name: 'Commands' });
    const choose = async (typed: string, name: string | RegExp) => {
      await press('Control+Shift+P');
      await palette.waitFor();
      await type(typed);
      await expect.poll(() => palette.getByRole('option').first().textContent()).toMatch(name);
      await press('Enter');
      await palette.waitFor({ state: 'detached' });
    };
    await person.search('');
    await press('Delete');
    await choose('settgs', /^Settings/);
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await choose('search', /^Search\s/);
    await expect.poll(focused).toBe('Search stories');
    await choose('transport', /^transport/);
    await expect.poll(() => stories().count()).toBe(5);
    await press('Control+Shift+P');
    await expect.poll(() => palette.getByRole('option').first().textContent()).toMatch(/^transport/);
    await type('Night boats');
    await press('Enter');
    await expect.poll(() => chips().allTextContents()).toEqual([expect.stringMatching(/is:\s*annotated/)]);
  });

  it('has a sheet of keys and of the search language, which can be searched', async () => {
    const { page } = running;
    await press('Escape');
    await person.search('ferry');
    await press('Enter');
    await press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys and search language' });
    await sheet.getByText('Choose all stories of the list').waitFor();
    await type('starred');
    await expect.poll(() => sheet.getByRole('term').allTextContents()).toEqual(['is:starred']);
    await press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  it('takes a hundred kilobytes of pasted text and answers', async () => {
    await running.app.evaluate(({ clipboard }) => clipboard.writeText('night ferry vote '.repeat(6_000)));
    await person.search('');
    await press('Control+v');
    await running.page.getByText('Not understood and left out').first().waitFor();
    await person.search('ferry');
    await expect.poll(() => stories().locator('mark').count()).toBeGreaterThan(0);
  });

  it('never made the page complain', () => {
    expect(running.complaints).toEqual([]);
  });
});
