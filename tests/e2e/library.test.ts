import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Computer, startApp, type RunningApp } from '../support/app';
import { Person } from '../support/person';

/** Sixty stories, two a month, the newest first in the list. */
const STORIES = Array.from({ length: 60 }, (_, index) => ({
  id: `story-${index}`,
  headline: `Tide table number ${index}`,
  publication: index % 2 === 0 ? 'The Tide' : 'Kystposten',
  published: `${2021 - Math.floor(index / 24)}-${String(12 - (Math.floor(index / 2) % 12)).padStart(2, '0')}-0${2 - (index % 2)}`,
  tags: index < 4 ? ['place/Vardø'] : [],
  body: 'High water at noon.\n\nLow water at six.',
}));

/** What a person does in the library, with mouse and with keyboard. */
describe('the library', () => {
  const computer = new Computer();
  let running: RunningApp;
  let person: Person;

  beforeAll(async () => {
    running = await startApp(computer);
    person = new Person(running);
    await running.page.getByRole('option').first().waitFor();
    const file = join(computer.home, 'tides.jsonl');
    writeFileSync(file, STORIES.map((story) => JSON.stringify(story)).join('\n'));
    await person.importFiles([file]);
    await row(0).waitFor();
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });

  /** The sample story is the newest, so that it stands before these. */
  const row = (number: number) => running.page.getByRole('option').filter({ hasText: new RegExp(`number ${number}(?!\\d)`) });
  const list = () => running.page.getByRole('listbox', { name: 'Stories' });
  const tree = () => running.page.getByRole('tree', { name: 'Library' });
  const line = (name: string) => running.page.getByRole('treeitem', { name, exact: true });
  const chosen = () => running.page.getByRole('toolbar', { name: 'The chosen stories' });
  const press = (key: string) => running.page.keyboard.press(key);
  const undo = () => running.page.getByRole('button', { name: 'Undo' }).last().click();

  it('lets several stories be chosen and tagged at once, and takes that back', async () => {
    await row(0).click();
    await row(2).click({ modifiers: ['Shift'] });
    await row(1).click({ modifiers: ['Control'] });
    await chosen().getByText('2 chosen').waitFor();
    await chosen().getByRole('button', { name: 'Add a tag…' }).click();
    await running.page.getByRole('dialog').getByRole('combobox').fill('tides');
    await press('Enter');
    await running.page.getByText('Changed the tags of 2 stories').waitFor();
    await expect.poll(() => row(0).textContent()).toContain('tides');
    await expect.poll(() => row(2).textContent()).toContain('tides');
    expect(await row(1).textContent()).not.toContain('tides');
    await undo();
    await expect.poll(() => row(0).textContent()).not.toContain('tides');
  });

  it('chooses with the keyboard, a stretch and then everything', async () => {
    await row(0).click();
    await list().focus();
    await press('Shift+ArrowDown');
    await press('Shift+ArrowDown');
    await chosen().getByText('3 chosen').waitFor();
    expect(await row(1).getAttribute('aria-selected')).toBe('true');
    expect(await row(3).getAttribute('aria-selected')).toBe('false');
    await press('Control+a');
    await chosen().getByText('61 chosen').waitFor();
    await press('Escape');
    await chosen().waitFor({ state: 'detached' });
  });

  it('moves stories to the trash, opens the one that follows, and brings them back', async () => {
    await row(4).click();
    await press('Delete');
    await running.page.getByText('Moved 1 story to the trash').waitFor();
    await row(4).waitFor({ state: 'detached' });
    await running.page.getByRole('article').getByRole('heading', { level: 1, name: 'Tide table number 5' }).waitFor();
    await undo();
    await row(4).waitFor();
  });

  it('stars and marks with one key', async () => {
    await row(6).click();
    await press('s');
    await row(6).getByRole('img', { name: 'Starred' }).waitFor();
    await press('s');
    await row(6).getByRole('img', { name: 'Starred' }).waitFor({ state: 'detached' });
  });

  it('lists in another order, and knows it the next time', async () => {
    await running.page.getByRole('button', { name: 'Order: Newest' }).click();
    await running.page.getByRole('menuitemradio', { name: 'Oldest' }).click();
    await expect.poll(() => running.page.getByRole('option').first().textContent()).toContain('number 59');
    await running.page.reload();
    await expect.poll(() => running.page.getByRole('option').first().textContent()).toContain('number 59');
    await running.page.getByRole('button', { name: 'Order: Oldest' }).click();
    await running.page.getByRole('menuitemradio', { name: 'Newest' }).click();
  });

  it('narrows the list to a time by the timeline, with the keyboard and by dragging', async () => {
    await person.search('publication:Kystposten ');
    await expect.poll(() => list().getByRole('option').first().getAttribute('aria-setsize')).toBe('30');
    const timeline = running.page.getByRole('slider', { name: 'Stories over time' });
    await expect.poll(() => timeline.getAttribute('aria-valuemax')).toBe('29');
    await timeline.focus();
    await press('Home');
    await press('Shift+ArrowRight');
    expect(await timeline.getAttribute('aria-valuetext')).toBe('August 2019: 1 story');
    await press('Enter');
    await expect.poll(() => list().getByRole('option').count()).toBe(2);
    await running.page.getByText('2019-06').first().waitFor();
    await press('Escape');
    await expect.poll(() => list().getByRole('option').first().getAttribute('aria-setsize')).toBe('30');
    const box = await timeline.boundingBox();
    if (!box) throw new Error('The timeline is not to be seen.');
    await running.page.mouse.move(box.x + box.width - 3, box.y + 10);
    await running.page.mouse.down();
    await running.page.mouse.move(box.x + box.width * 0.9 + 2, box.y + 10, { steps: 4 });
    await running.page.mouse.up();
    await expect.poll(() => list().getByRole('option').count()).toBe(3);
    await running.page.getByRole('button', { name: 'Show all times' }).click();
    await expect.poll(() => list().getByRole('option').first().getAttribute('aria-setsize')).toBe('30');
    await running.page.getByRole('button', { name: 'Clear the search' }).click();
    await row(0).waitFor();
  });

  it('takes stories that are dragged onto a tag and a collection', async () => {
    await tree().focus();
    await running.page.getByRole('treeitem', { name: 'Collections' }).click({ button: 'right' });
    await running.page.getByRole('menuitem', { name: 'New collection' }).click();
    await running.page.getByRole('textbox', { name: 'New name of New collection' }).fill('Harbours');
    await press('Enter');
    await line('Harbours, 0').waitFor();
    await row(1).dragTo(line('Harbours, 0'));
    await line('Harbours, 1').waitFor();
    await row(5).dragTo(line('Vardø, 4'));
    await line('Vardø, 5').waitFor();
    expect(await row(5).textContent()).toContain('place/Vardø');
    await undo();
    await line('Vardø, 4').waitFor();
  });

  it('renames and nests tags with the keyboard alone, and shows them as before', async () => {
    await tree().focus();
    await press('Home');
    await running.page.keyboard.type('var');
    await press('Enter');
    await expect.poll(() => running.page.getByRole('option').count()).toBe(4);
    await press('F2');
    await running.page.keyboard.type('place/Vadsø');
    await press('Enter');
    await running.page.getByText('Renamed the tag “place/Vardø” to “place/Vadsø”').waitFor();
    await expect.poll(() => line('Vadsø, 4').getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => running.page.getByRole('option').count()).toBe(4);
    await tree().focus();
    await press('ArrowLeft');
    await press('ArrowLeft');
    await line('Vadsø, 4').waitFor({ state: 'detached' });
    await press('ArrowRight');
    await line('Vadsø, 4').waitFor();
    await press('Home');
    await press('Enter');
    await row(0).waitFor();
  });

  it('nests a tag that is dragged onto another', async () => {
    await row(0).click();
    await press('t');
    await running.page.keyboard.type('harbour');
    await press('Enter');
    await line('harbour, 1').dragTo(line('place, 4'));
    await running.page.getByText('Renamed the tag “harbour” to “place/harbour”').waitFor();
    await undo();
    await line('harbour, 1').waitFor();
  });

  it('empties the trash only when asked twice', async () => {
    await row(2).click();
    await press('Delete');
    await line('Trash, 1').click();
    await expect.poll(() => running.page.getByRole('option').count()).toBe(1);
    await press('Control+z');
    await running.page.getByText('The trash is empty.').waitFor();
    await press('Control+Shift+z');
    await line('Trash, 1').click({ button: 'right' });
    await running.page.getByRole('menuitem', { name: 'Empty the trash…' }).click();
    const question = running.page.getByRole('alertdialog');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await line('Trash, 1').click({ button: 'right' });
    await running.page.getByRole('menuitem', { name: 'Empty the trash…' }).click();
    await question.getByRole('button', { name: 'Remove for good' }).click();
    await line('Trash, 0').waitFor();
  });

  it('never made the page complain', () => {
    expect(running.complaints).toEqual([]);
  });
});
