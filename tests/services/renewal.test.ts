import fc from 'fast-check';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CHOICE, type Division, type ExportOptions } from '../../core/exporting';
import { ownerOf, readNoteFile } from '../../core/note-file';
import { BroadsheetError } from '../../core/reply';
import type { Archive, NewArticle } from '../../db/store';
import { createAnnotation } from '../../electron/services/annotations';
import { editStory } from '../../electron/services/articles';
import { writeMany } from '../../electron/services/exports/many';
import { writeStory } from '../../electron/services/exports/one';
import type { ExportSelection } from '../../electron/services/exports/selection';
import { JobRunner } from '../../electron/services/jobs';
import { anArchive } from '../support/archive';
import { anArticle } from '../support/articles';
import { CONTEXT } from '../support/export-story';
import { temporaryFolder } from '../support/folder';

const OPTIONS: ExportOptions = { page: CONTEXT.page, choice: DEFAULT_CHOICE };
const ALL: ExportSelection = { kind: 'all' };
const FLAVOURS = ['markdown', 'obsidian', 'logseq', 'pandoc'];

/** An archive of stories and a folder that follows it. */
async function aVault(to: string, ...articles: NewArticle[]) {
  const { archive } = await anArchive(...articles);
  const folder = join(temporaryFolder(), 'vault');
  const write = (selection = ALL, division: Division = 'stories') =>
    writeMany(archive.read, selection, { to, division, path: folder }, OPTIONS);
  const path = (name: string) => join(folder, `${name}.md`);
  const text = (name: string) => readFileSync(path(name), 'utf8');
  const names = () => readdirSync(folder).toSorted();
  return { archive, folder, write, path, text, names };
}

/** Puts words between the lines that are the person's. */
function withOwn(text: string, words: string): string {
  const { own } = readNoteFile(text);
  if (!own) throw new Error('the file has no lines for words of its own');
  return text.slice(0, own.start) + words + text.slice(own.end);
}

function highlight(archive: Archive, { uid, text }: NewArticle, quote: string, note: string) {
  const start = text.indexOf(quote);
  return createAnnotation(archive, uid, { start, end: start + quote.length }, { color: 'green', note, tags: [] });
}

describe.each(FLAVOURS)('a folder of %s that follows the archive', (to) => {
  it('changes nothing when nothing changed', async () => {
    const { write, names, text } = await aVault(to, anArticle({ headline: 'One' }), anArticle({ headline: 'Two' }));
    expect((await write()).renewal).toEqual({ written: 2, renewed: 0, unchanged: 0, left: 0 });
    const before = names().map((name) => text(name.slice(0, -3)));
    expect((await write()).renewal).toEqual({ written: 0, renewed: 0, unchanged: 2, left: 0 });
    expect(names()).toEqual(['One.md', 'Two.md']);
    expect(names().map((name) => text(name.slice(0, -3)))).toEqual(before);
  });

  it('keeps the person’s words byte for byte while all around them is new, whatever the file is called', async () => {
    const story = anArticle({ headline: 'One' });
    const { archive, write, path, text, names } = await aVault(to, story);
    await write();
    const words =
      'Mine, with\r\na carriage return\n\n## Story\n\n%% end notes %%\n^hl-01j00000000000000000000001\n<!-- end notes -->\n- \t*more* 日本\n';
    writeFileSync(path('One'), withOwn(text('One'), words));
    renameSync(path('One'), path('My own name'));
    await editStory(archive, story.uid, { headline: 'A new headline' });
    await highlight(archive, story, 'ferry', 'Seen. %% begin notes %%\n\n%% begin notes %%\n<!-- begin notes -->');
    expect((await write()).renewal).toEqual({ written: 0, renewed: 1, unchanged: 0, left: 0 });
    expect(names()).toEqual(['My own name.md']);
    const renewed = text('My own name');
    expect(renewed).toContain('A new headline');
    expect(renewed).toContain('Seen.');
    const { own } = readNoteFile(renewed);
    expect(renewed.slice(own?.start, own?.end)).toBe(words);
    expect((await write()).renewal).toMatchObject({ unchanged: 1 });
  });

  it('keeps properties that a person added', async () => {
    const { archive, write, path, text } = await aVault(to, anArticle({ headline: 'One' }));
    await write();
    const mine = to === 'logseq' ? 'rating:: 5\n' : 'rating: 5\nreaders:\n  - Ann\n  - "[[Bee]]"\n';
    const anchor = /^broadsheet-id/m;
    writeFileSync(path('One'), text('One').replace(anchor, `${mine}broadsheet-id`));
    const [uid = ''] = await archive.read.articles.uids({ limit: 1, offset: 0 });
    await editStory(archive, uid, { headline: 'Changed' });
    await write();
    expect(text('One')).toContain(mine);
    expect(text('One')).toContain('Changed');
    expect(ownerOf(text('One'))).toBe(uid);
    expect((await write()).renewal).toMatchObject({ unchanged: 1 });
  });

  it('leaves alone what is not in the export, and tells how much', async () => {
    const [one, two] = [anArticle({ headline: 'One' }), anArticle({ headline: 'Two' })];
    const { write, path, text } = await aVault(to, one, two);
    await write();
    writeFileSync(path('Shopping'), '# Eggs\n');
    const before = text('Two');
    expect((await write({ kind: 'uids', uids: [one.uid] })).renewal).toEqual({ written: 0, renewed: 0, unchanged: 1, left: 1 });
    expect(text('Two')).toBe(before);
    expect(text('Shopping')).toBe('# Eggs\n');
  });

  it('does not touch a file in which nobody can tell the person’s words from the rest', async () => {
    const { write, path, text } = await aVault(to, anArticle({ headline: 'One' }), anArticle({ headline: 'Two' }));
    await write();
    const broken = text('One').replace(/.*begin notes.*\n/, '');
    writeFileSync(path('One'), broken);
    const { failed, renewal } = await write();
    expect(failed).toMatchObject([{ headline: 'One', reason: expect.stringContaining('begin notes') as string }]);
    expect(renewal).toMatchObject({ unchanged: 1 });
    expect(text('One')).toBe(broken);
  });

  it('knows the file of a highlight again', async () => {
    const story = anArticle({ headline: 'One' });
    const { archive, write, names, path, text } = await aVault(to, story);
    const first = await highlight(archive, story, 'ferry', 'a');
    await highlight(archive, story, 'noon', 'b');
    expect((await write(ALL, 'notes')).renewal).toMatchObject({ written: 2 });
    const [name = ''] = names().filter((one) => text(one.slice(0, -3)).includes(first.uid));
    renameSync(path(name.slice(0, -3)), path('Ferry'));
    writeFileSync(path('Ferry'), withOwn(text('Ferry'), 'mine\n'));
    expect((await write(ALL, 'notes')).renewal).toEqual({ written: 0, renewed: 0, unchanged: 2, left: 0 });
    expect(text('Ferry')).toContain('mine\n');
  });
});

describe('a file that follows the archive', () => {
  it('gives way to no other story’s, and is renewed by itself too', async () => {
    const [one, two] = [anArticle({ headline: 'Same' }), anArticle({ headline: 'Same' })];
    const { archive, write, path, text, names } = await aVault('obsidian', one, two);
    await write({ kind: 'uids', uids: [one.uid] });
    await write();
    expect(names()).toHaveLength(2);
    writeFileSync(path('Same'), withOwn(text('Same'), 'mine\n'));
    await editStory(archive, one.uid, { headline: 'Other' });
    await writeStory(archive.read, one.uid, 'obsidian', path('Same'), OPTIONS);
    expect(text('Same')).toContain('# Other');
    expect(text('Same')).toContain('mine\n');
  });

  it('is whole when the export is stopped, and the report says so', async () => {
    const stories = Array.from({ length: 20 }, (_, index) => anArticle({ headline: `Story ${index}` }));
    const { archive } = await anArchive(...stories);
    const folder = join(temporaryFolder(), 'vault');
    const written = await new JobRunner(archive).passing('export', (job) => {
      const until = (step: Parameters<typeof job.checkpoint>[0]) =>
        step.done > 10 ? Promise.reject(new BroadsheetError('cancelled', 'Stopped.')) : job.checkpoint(step);
      const stopped: typeof job = Object.assign(Object.create(job) as typeof job, { checkpoint: until });
      return writeMany(archive.read, ALL, { to: 'markdown', division: 'stories', path: folder }, OPTIONS, stopped);
    });
    expect(written.stopped).toContain('whole');
    expect(readdirSync(folder)).toHaveLength(written.stories);
    for (const name of readdirSync(folder)) expect(readNoteFile(readFileSync(join(folder, name), 'utf8')).own).not.toBeNull();
  });

  it('keeps any words', async () => {
    const story = anArticle({ headline: 'One' });
    const { archive, folder } = await aVault('obsidian', story);
    mkdirSync(folder);
    const path = join(folder, 'One.md');
    await writeStory(archive.read, story.uid, 'obsidian', path, OPTIONS);
    const empty = readFileSync(path, 'utf8');
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '%% begin notes %%',
        '%% end notes %%',
        '## Story',
        '---',
        '^hl-01j00000000000000000000001',
        '```',
        '<!-- end notes -->',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const words = lines.map((one) => `${one.replace(/\p{Surrogate}/gu, '')}\n`).join('');
        const before = withOwn(empty, words).replace('# Ferry', '# Old');
        writeFileSync(path, before);
        await writeStory(archive.read, story.uid, 'obsidian', path, OPTIONS);
        expect(readFileSync(path, 'utf8')).toBe(withOwn(empty, words));
      }),
    );
  });
});
