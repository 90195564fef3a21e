import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ownerOf, readNoteFile } from '../../core/note-file';
import { obsidianExporter } from '../../electron/exporters/obsidian';
import { NoteTemplate } from '../../electron/exporters/parts/note-template';
import { createTemplate, exportTemplate, importTemplate, listTemplates, readTemplate } from '../../electron/exporters/parts/note-templates';
import { noteStory } from '../../electron/importers/parts/note-story';
import { anAnnotation, aStoryNote } from '../support/articles';
import { anExportStory, CONTEXT, writtenBy } from '../support/export-story';
import { temporaryFolder } from '../support/folder';

/** The person's folder of templates, in a home that lasts for the test. */
function ownTemplates(): string {
  const home = temporaryFolder();
  const before = process.env['XDG_CONFIG_HOME'];
  process.env['XDG_CONFIG_HOME'] = home;
  onTestFinished(() => {
    if (before === undefined) delete process.env['XDG_CONFIG_HOME'];
    else process.env['XDG_CONFIG_HOME'] = before;
  });
  const folder = join(home, 'Broadsheet', 'note-templates');
  mkdirSync(folder, { recursive: true });
  return folder;
}

const STORY = anExportStory({ headline: 'Ferry: #1', deck: 'Below', tags: ['Sea/Ferries', 'a b'], published: '2021-03-14' }, (article) => [
  anAnnotation(article, 'ferry', { note: 'Ask **who**.', tags: ['a b'], color: 'green' }),
  aStoryNote(article, 'Whole.'),
]);

/** The story's notes by a template in the person's folder. */
async function written(source: string): Promise<string> {
  writeFileSync(join(ownTemplates(), 'Mine.liquid'), source);
  const choice = { ...CONTEXT.choice, template: 'Mine' };
  return new TextDecoder().decode(await writtenBy(obsidianExporter, STORY, { ...CONTEXT, choice }));
}

describe.skipIf(process.platform !== 'linux')('a template for notes', () => {
  it('that is the copy of the built-in form holds what it holds, and comes back', async () => {
    const { path } = await createTemplate('Mine', temporaryFolder());
    const text = await written(readFileSync(path, 'utf8'));
    for (const part of [
      '# Ferry: \\#1',
      '*Below*',
      '> [!quote|green] ¶ 1\n> ferry\n',
      'Ask **who**.',
      '#a-b · 2024-05-03 10:00 · [jump](',
      '## Story\n\nHARBOUR',
    ]) {
      expect(text).toContain(part);
    }
    const story = await noteStory(text, () => Promise.resolve(null));
    expect(story).toMatchObject({ fields: { headline: 'Ferry: #1', deck: 'Below' }, archived: { uid: STORY.article.uid } });
    expect(story?.annotations).toMatchObject([{ note: 'Ask **who**.', tags: ['a b'], color: 'green' }, { note: 'Whole.' }]);
    expect(story?.tags.map(({ name }) => name)).toEqual(['Sea/Ferries', 'a b']);
  });

  it('says what it likes: conditions, loops and filters', async () => {
    const text = await written(
      '{{ story.headline | slug }}|{{ story.published | date: "%Y" }}|{{ "A [x]" | wikilink: "y" }}|{{ "2021" | tag }}|{{ "a: b" | yaml }}|' +
        '{% for one in highlights %}{% if one.passage == "" %}({{ one.note }}){% else %}{{ one.passage | upcase }} {% endif %}{% endfor %}|' +
        '{{ "a\n\nb" | blockquote }}|{{ "*" | escape_markdown }}',
    );
    expect(text).toContain('ferry-1|2021|[[A x|y]]|#tag-2021|"a: b"|FERRY (Whole.)|> a\n>\n> b|\\*');
  });

  it('is renewed where it stands, whatever it leaves out', async () => {
    for (const source of ['{{ story.headline }}', '---\ntitle: x\n---\n{{ own_words }}']) {
      const text = await written(source);
      expect(ownerOf(text)).toBe(STORY.article.uid);
      expect(readNoteFile(text).own).not.toBeNull();
    }
  });

  it.each([
    ['a\nb {{ x | nope }}', /Line 2, column 3: .*nope/],
    ['{% if %}{% endif %}', /Line 1/],
    ['{% include "/etc/passwd" %}', /Line 1/],
    ['{% render "x" %}', /Line 1/],
    ['{% layout "../x" %}', /Line 1/],
    ['{% for i in (1..100000000) %}x{% endfor %}', /limit/],
    ['{% assign a = "x" %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}', /limit/],
    ['{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}', /limit/],
  ])('is refused with its line, and stops nothing: %j', async (source, message) => {
    await expect(written(source)).rejects.toThrow(message);
  });

  it('reaches nothing but what it is given', () => {
    const template = new NoteTemplate('x', '{{ story.constructor }}{{ story.__proto__ }}{{ constructor }}{{ process }}');
    expect(template.write({ story: {} })).toBe('');
  });
});

describe('the folder of templates', () => {
  it('gives every template a name of its own, takes files and hands them on', async () => {
    const folder = temporaryFolder();
    const elsewhere = join(temporaryFolder(), 'Given.md.liquid');
    expect((await createTemplate('Mine', folder)).name).toBe('Mine');
    expect((await createTemplate('mine', folder)).name).toBe('mine 2');
    await exportTemplate('Mine', elsewhere, folder);
    expect((await importTemplate(elsewhere, folder)).name).toBe('Given');
    expect(await listTemplates(folder)).toEqual(['Given', 'Mine', 'mine 2']);
    await expect(readTemplate('Gone', folder)).rejects.toThrow('Gone.liquid');
    await expect(readTemplate('../Mine', folder)).rejects.toThrow('cannot be the name');
  });

  it('takes no file that is no template', async () => {
    const folder = temporaryFolder();
    const path = join(temporaryFolder(), 'bad.liquid');
    writeFileSync(path, 'a\n{% nope %}');
    await expect(importTemplate(path, folder)).rejects.toThrow(/Line 2, column 1/);
    writeFileSync(path, 'x'.repeat(300_000));
    await expect(importTemplate(path, folder)).rejects.toThrow('too long');
    expect(await listTemplates(folder)).toEqual([]);
  });
});
