import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Computer, startApp, type RunningApp } from '../support/app';
import { runCli } from '../support/cli';
import { Person } from '../support/person';

const STORY = {
  id: 'ferry',
  headline: 'The night ferry stays',
  published: '2021-03-14',
  language: 'en',
  body: 'When the last box had been tipped out, the officer counted twice. The night ferry stays by eleven votes.\n\nIt carries nurses, cod and the late post. Nobody rides it for pleasure.\n\nThe harbour master said that he would believe it when the boat was tied up.',
};
const OTHER = {
  id: 'costs',
  headline: 'What the crossing costs',
  published: '2021-03-02',
  language: 'en',
  body: 'Diesel is the largest line.',
};

/** What a person thinks about what they read, by mouse and by keyboard alone. */
describe('annotations', () => {
  const computer = new Computer();
  let running: RunningApp;
  let person: Person;

  beforeAll(async () => {
    const archive = join(computer.home, 'notes.broadsheet');
    const file = join(computer.home, 'stories.jsonl');
    writeFileSync(file, [STORY, OTHER].map((story) => `${JSON.stringify(story)}\n`).join(''));
    expect((await runCli(['import', file], { archive })).code).toBe(0);
    running = await startApp(computer, { args: ['--archive', archive] });
    person = new Person(running);
    await person.open(STORY.headline);
  });
  afterAll(async () => {
    await running.close();
    computer.dispose();
  });
  const press = (...keys: string[]) => keys.reduce((done, key) => done.then(() => person.page.keyboard.press(key)), Promise.resolve());
  const noteField = () => person.page.getByRole('textbox', { name: 'Note', exact: true });

  it('are made by keyboard alone: by word, sentence and paragraph', async () => {
    await person.page.getByRole('region', { name: 'Story', exact: true }).focus();
    // The first press puts the caret before the first word.
    await press('ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await person.page.getByRole('toolbar', { name: 'Mark the selected passage' }).waitFor();
    await press('2');
    await expect.poll(() => person.painted('green')).toEqual(['When the']);
    await press('Control+ArrowRight', 'Shift+Control+ArrowRight');
    await person.page.getByRole('toolbar', { name: 'Mark the selected passage' }).waitFor();
    await press('3');
    await expect.poll(() => person.painted('blue')).toHaveLength(1);
    const [sentence = ''] = await person.painted('blue');
    expect(sentence).toContain('The night ferry stays by eleven votes.');
    await press('Control+z');
    await expect.poll(() => person.painted('blue')).toEqual([]);
  });

  it('become longer with the selected passage, and that is taken back', async () => {
    await person.select('the last box');
    await press('e');
    await expect.poll(() => person.painted('green')).toEqual(['the last box']);
    await press('Control+z');
    await expect.poll(() => person.painted('green')).toEqual(['When the']);
  });

  it('overlap, and each is within reach of the mouse', async () => {
    await person.select('carries nurses, cod and the late post');
    await press('1');
    await person.select('cod and the late');
    await press('4');
    await expect.poll(() => person.painted('pink')).toEqual(['cod and the late']);
    await person.clickPassage('cod and');
    await person.page.getByRole('form', { name: /“cod and the late”/ }).waitFor();
    await person.clickPassage('cod and');
    await person.page.getByRole('form', { name: /“carries nurses/ }).waitFor();
    await press('Escape');
  });

  it('take a note with a preview, a tag that is completed, and a link to another story', async () => {
    await person.select('tied up');
    await press('t');
    await person.page.getByRole('combobox', { name: 'Tags' }).and(person.page.locator(':focus')).waitFor();
    await person.page.keyboard.type('evidence');
    await noteField().fill('See **this**: ');
    await noteField().press('End');
    await person.page.keyboard.type('[[crossing cos');
    await person.page.getByRole('option', { name: OTHER.headline }).and(person.page.locator('[id$="-0"]')).waitFor();
    await press('Enter');
    await expect
      .poll(() => noteField().inputValue())
      .toMatch(/^See \*\*this\*\*: \[What the crossing costs\]\(broadsheet:\/\/story\/[0-9A-Z]{26}\)$/);
    await person.page.getByRole('group', { name: 'The note as it will look' }).getByText('this', { exact: true }).waitFor();
    await press('Control+Enter');
    await person.page.getByText('#evidence').waitFor();
    await person.page.getByRole('button', { name: OTHER.headline, exact: true }).click();
    await person.page.getByRole('article').getByRole('heading', { level: 1, name: OTHER.headline }).waitFor();
    await person.page.getByRole('heading', { name: 'Notes that link here' }).waitFor();
  });

  it('may be about the story as a whole', async () => {
    await person.page.getByRole('button', { name: 'Note on the story' }).first().click();
    await noteField().fill('Ask for the accounts.');
    await press('Control+Enter');
    await person.page.getByRole('heading', { name: 'Notes on the story' }).waitFor();
    await person.page.getByText('Ask for the accounts.').waitFor();
  });
  it('never made the page complain', () => {
    expect(running.complaints).toEqual([]);
  });
});
