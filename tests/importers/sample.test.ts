import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HIGHLIGHT_COLOR_IDS } from '../../core/highlight-colors';
import { chooseImporter } from '../../electron/importers';
import { storyFromText } from '../../electron/importers/parts/story-html';
import { firstStory } from './stories';

const folder = join(import.meta.dirname, '../../resources/sample');
const bytes = readFileSync(join(folder, 'story.txt'));
const annotations = JSON.parse(readFileSync(join(folder, 'annotations.json'), 'utf8')) as {
  quote: string;
  color: string;
  note: string;
  tags: string[];
}[];

describe('the sample story', () => {
  it('comes in as a print page with everything a print page can tell', async () => {
    const importer = chooseImporter(bytes, 'story.txt');
    expect(importer.id).toBe('print-page');
    const story = await firstStory(importer, bytes, 'story.txt');
    expect(story.fields).toEqual({
      headline: 'Lost Weathercock Comes Home After Ninety-One Years',
      byline: 'Tilda Marsh',
      dateline: 'LITTLE WEXCOMBE',
      publication: 'The Little Wexcombe Lantern',
      published: '2024-05-04',
      url: 'https://lantern.example/2024/05/04/weathercock-comes-home',
    });
    expect(story.body).toMatchObject({ kind: 'text', paragraphs: { length: 13 } });
    expect(story.tags.map(({ name }) => name)).toEqual(['Little Wexcombe', 'Weathercocks', 'Local history', 'Newspapers']);
    expect(story.tags.every(({ navigation }) => !navigation)).toBe(true);
    expect(story.warnings).toEqual([]);
  });

  it('has annotations whose passages stand in it exactly once', async () => {
    const story = await firstStory(chooseImporter(bytes, 'story.txt'), bytes, 'story.txt');
    const { text } = storyFromText(story.body.kind === 'text' ? story.body.paragraphs : []);
    expect(annotations.length).toBeGreaterThanOrEqual(4);
    for (const { quote } of annotations) expect(text.split(quote), quote).toHaveLength(2);
  });

  it('shows each colour at most once and teaches in every note', () => {
    const colors = annotations.map(({ color }) => color);
    expect(new Set(colors).size).toBe(colors.length);
    expect(HIGHLIGHT_COLOR_IDS).toEqual(expect.arrayContaining(colors));
    for (const { note } of annotations) expect(note.length).toBeGreaterThan(40);
  });
});
