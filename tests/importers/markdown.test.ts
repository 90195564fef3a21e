import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES } from '../../core/article';
import { DEFAULT_CHOICE } from '../../core/exporting';
import { markdown } from '../../electron/importers/markdown';
import { markdownToHtml } from '../../electron/importers/parts/markdown-html';
import { createAnnotation } from '../../electron/services/annotations';
import { loadStory } from '../../electron/services/articles';
import { writeMany } from '../../electron/services/exports/many';
import { runImport } from '../../electron/services/imports';
import { JobRunner } from '../../electron/services/jobs';
import { anArchive } from '../support/archive';
import { anArticle, sha256 } from '../support/articles';
import { CONTEXT } from '../support/export-story';
import { temporaryFolder } from '../support/folder';
import { firstStory, utf8 } from './stories';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const read = (text: string) => firstStory(markdown, utf8(text), 'note.md');
const OWN = ['---', 'title: "T"', 'broadsheet-id: "01HV0000000000000000000001"', '---', '# T', '', '%% begin notes %%', '%% end notes %%'];

describe.each(['markdown', 'obsidian', 'pandoc'])('a folder of %s', (to) => {
  it('gives a fresh archive the same stories, pictures, highlights and notes', async () => {
    const text = 'The ferry sailed.\n\nAt noon.\n\nNobody missed the ferry.';
    const html = `<p>The <em>ferry</em> sailed.</p>\n<figure><img src="data:image/png;base64,${PIXEL}" alt="A pixel"><figcaption>At noon.</figcaption></figure>\n<p>Nobody missed the ferry.</p>`;
    const story = anArticle({ headline: 'One: two', text, html, textHash: sha256(text), tags: ['Sea/Ferries', '2021'], byline: 'A and B' });
    const { archive } = await anArchive(story, anArticle({ headline: 'Plain' }));
    const marking = { color: 'pink' as const, note: 'The *second* one.\n\n- yes', tags: ['a b'] };
    await createAnnotation(archive, story.uid, { start: text.lastIndexOf('ferry'), end: text.length }, marking);
    await createAnnotation(archive, story.uid, null, marking);
    const folder = join(temporaryFolder(), 'vault');
    const options = { page: CONTEXT.page, choice: DEFAULT_CHOICE };
    await writeMany(archive.read, { kind: 'all' }, { to, division: 'stories', path: folder }, options);
    expect(readdirSync(join(folder, 'attachments'))).toHaveLength(1);

    const { archive: fresh } = await anArchive();
    const { summary } = await runImport(new JobRunner(fresh), [{ kind: 'path', path: folder }]);
    expect(summary).toMatchObject({ imported: 2, failed: 0 });
    const before = await loadStory(archive.read, story.uid);
    const after = await loadStory(fresh.read, story.uid);
    const said = ({ article, annotations }: typeof after) => ({
      ...Object.fromEntries(
        [...FIELD_NAMES, 'uid', 'sourceId', 'html', 'text', 'textHash', 'tags', 'retrieved'].map((name) => [name, article[name as 'uid']]),
      ),
      annotations,
    });
    expect(said(after)).toEqual(said(before));
  });
});

describe('a note that is imported', () => {
  it('reads no picture from outside its folder', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'secret.png'), 'secret');
    writeFileSync(join(folder, 'in', 'a.md'), `# A\n\nText.\n\n![](../secret.png)\n\n![](${join(folder, 'secret.png')})\n`);
    const { archive } = await anArchive();
    const { results } = await runImport(new JobRunner(archive), [{ kind: 'path', path: join(folder, 'in', 'a.md') }]);
    expect((await loadStory(archive.read, results[0]?.uid ?? '')).article.html).toBe('<p>Text.</p>');
  });

  it('takes changes that a person made to it', async () => {
    const story = await read([...OWN, '', '## Geschichte', '', 'New *text*.'].join('\n'));
    expect(story).toMatchObject({ fields: { headline: 'T' }, body: { html: '<p>New <em>text</em>.</p>' } });
  });

  it('of notes without the story takes the passages, and says so', async () => {
    const clipping = ['> [!quote|green] ¶ 2', '> One *two*[^k]', '', '^hl-01hv0000000000000000000002', '', 'Seen.', ''];
    const last = '[jump](broadsheet://story/01HV0000000000000000000001#hl-01hv0000000000000000000002) %% {"color":"green"} %%';
    const story = await read([...OWN.slice(0, 6), ...clipping, last, '', ...OWN.slice(6)].join('\n'));
    expect(story.body).toEqual({ kind: 'html', html: '<p>One <em>two</em></p>' });
    expect(story.annotations).toMatchObject([{ note: 'Seen.', color: 'green', quote: { exact: 'One *two*' } }]);
    expect(story.warnings).toEqual([expect.stringContaining('without the story')]);
  });

  it.each(['---\ntitle: [\n---\n\nText.', '---\n- a\n---\n\nText.', '\uFEFFText.', '---\nText.', '# \n\nText.\n\n%%'])(
    'is read whatever it begins with: %j',
    async (text) => {
      expect((await read(text)).body).toMatchObject({ html: expect.stringContaining('Text.') as string });
    },
  );

  it.each(['', '# Title alone', '---\ntitle: x\n---\n'])('is refused when it holds no text: %j', async (text) => {
    await expect(read(text || ' ')).rejects.toThrow(/no text/);
  });
});

describe('Markdown of other programs', () => {
  it('loses its highlights’ marks, comments and links to notes, and nothing else', () => {
    expect(markdownToHtml('a ==b *c*== %%d%% [[e|f]] ![[g.png]] <mark>h</mark> `==x==` ', 0).trim()).toBe(
      '<p>a b <em>c</em>  f  <mark>h</mark> <code>==x==</code> </p>',
    );
  });
});
