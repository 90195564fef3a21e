import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseImporter, importerById, IMPORTERS } from '../../electron/importers';
import { canonicalStory, storyFromText } from '../../electron/importers/parts/story-html';
import { storiesOf } from './stories';

/**
 * Every importer has a folder of fixtures, and beside every fixture stands what must come of it. A fixture without an
 * expectation fails: what comes of it has to be read by someone before it is written down.
 */
const FOLDER = join(import.meta.dirname, 'fixtures');

const fixturesOf = (id: string) => readdirSync(join(FOLDER, id)).filter((name) => extname(name) !== '.json');

describe.each(IMPORTERS.map((importer) => [importer.id, importer] as const))('the importer %s', (id, importer) => {
  it('describes itself to a person', () => {
    expect(importerById(id)).toBe(importer);
    expect(importer.label()).not.toBe('');
    expect(importer.keeps()).toMatch(/^Keeps .*; drops .*\.$/);
    expect(importer.extensions.length).toBeGreaterThan(0);
  });

  it('has fixtures', () => expect(existsSync(join(FOLDER, id)) && fixturesOf(id).length).toBeGreaterThan(0));

  it.each(fixturesOf(id))('reads %s', async (name) => {
    const bytes = readFileSync(join(FOLDER, id, name));
    expect(chooseImporter(bytes, name).id).toBe(id);
    const stories = (await storiesOf(importer, bytes, name)).map(({ body, ...rest }) => ({
      ...rest,
      text: (body.kind === 'text' ? storyFromText(body.paragraphs) : canonicalStory(body.html)).text.split('\n\n'),
    }));
    const expectation = join(FOLDER, id, `${basename(name, extname(name))}.json`);
    expect(stories).toEqual(JSON.parse(readFileSync(expectation, 'utf8')));
  });
});
