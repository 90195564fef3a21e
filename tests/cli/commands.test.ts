import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCli, type Ran } from '../support/cli';
import { temporaryFolder } from '../support/folder';
import { writePrintPages } from '../support/jobs';
import { pdfPages } from '../support/pdf';
import { PRINT_PAGE, writePrintPage } from '../support/stories';

let folder: string;
let archive: string;
beforeEach(() => {
  folder = temporaryFolder();
  archive = join(folder, 'archive.broadsheet');
});

const cli = (words: string[], stdin?: string | Uint8Array): Promise<Ran> =>
  runCli(words, { archive, ...(stdin === undefined ? {} : { stdin }) });

async function imported(): Promise<string> {
  const { lines } = await cli(['import', writePrintPage(folder), '--json']);
  return String(lines[0]?.['uid']);
}

describe('import', () => {
  it('prints a line for every story and a summary', async () => {
    const { code, lines, stderr } = await cli(['import', writePrintPage(folder), '--json']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(lines).toEqual([
      {
        path: join(folder, 'ferry.txt'),
        status: 'imported',
        uid: expect.stringMatching(/^[0-9A-Z]{26}$/) as string,
        headline: 'Harbour town keeps its night ferry',
        reason: expect.any(String) as string,
      },
      { summary: { imported: 1, duplicate: 0, skipped: 0, failed: 0, seconds: expect.any(Number) as number } },
    ]);
  });

  it('knows a file it has already', async () => {
    const uid = await imported();
    const { code, lines } = await cli(['import', join(folder, 'ferry.txt'), '--json']);
    expect(code).toBe(0);
    expect(lines[0]).toMatchObject({ status: 'duplicate', uid });
  });

  it('walks folders and reads standard input', async () => {
    const stories = join(folder, 'stories', 'deep');
    mkdirSync(stories, { recursive: true });
    writePrintPage(stories);
    writeFileSync(join(stories, '.hidden.txt'), 'not to be read');
    const walked = await cli(['import', join(folder, 'stories'), '--json']);
    expect(walked.lines.at(-1)).toMatchObject({ summary: { imported: 1, failed: 0 } });
    const piped = await cli(['import', '-', '--json'], PRINT_PAGE.replace('Harbour', 'River'));
    expect(piped.lines[0]).toMatchObject({ status: 'imported', headline: 'River town keeps its night ferry', path: 'standard input' });
  });

  it('adds tags, and with --dry-run writes nothing at all', async () => {
    const dry = await cli(['import', writePrintPage(folder), '--dry-run', '--json']);
    expect(dry.lines[0]).toMatchObject({ status: 'imported', uid: '' });
    expect(dry.stderr).toContain('dry run');
    expect(existsSync(archive)).toBe(false);
    await cli(['import', join(folder, 'ferry.txt'), '--tag', 'Sea', '--tag', 'Vote']);
    const shown = await cli(['list', '--json']);
    expect(shown.lines[0]?.['tags']).toEqual(['Ferries', 'Votes', 'Sea', 'Vote']);
  });

  it('takes a format by its id, and says which there are', async () => {
    expect((await cli(['import', writePrintPage(folder), '--format', 'print-page'])).code).toBe(0);
    const wrong = await cli(['import', join(folder, 'ferry.txt'), '--format', 'telegram']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('print-page');
  });
});

describe('jobs', () => {
  it('undo-import lists the runs, and takes one out again', async () => {
    await imported();
    const { lines } = await cli(['undo-import', '--json']);
    expect(lines).toEqual([expect.objectContaining({ state: 'finished', imported: 1, stories: 1, sources: [join(folder, 'ferry.txt')] })]);
    const undone = await cli(['undo-import', String(lines[0]?.['run']), '--json']);
    expect(undone).toMatchObject({ code: 0, lines: [{ removed: 1, kept: 0 }] });
    expect((await cli(['list', '--json'])).lines).toEqual([]);
    expect((await cli(['undo-import', 'nothing'])).stderr).toContain('no import run');
  });

  it('reindex leaves the archive in order', async () => {
    await imported();
    expect(await cli(['reindex', '--json'])).toMatchObject({ code: 0, lines: [{ stories: 1 }] });
    expect((await cli(['check', '--json'])).lines[0]).toMatchObject({ ok: true });
    expect((await cli(['search', 'nurses', '--json'])).lines).toHaveLength(2);
  });

  it('import --resume says when there is nothing to resume', async () => {
    expect((await cli(['import', '--resume'])).stderr).toContain('There is no archive');
    await imported();
    expect(await cli(['import', '--resume'])).toMatchObject({ code: 1, stdout: '' });
    expect((await cli(['import', '--resume', folder])).code).toBe(2);
  });

  it('an import of nothing leaves no empty archive behind', async () => {
    writeFileSync(join(folder, 'empty.txt'), '');
    expect((await cli(['import', join(folder, 'empty.txt')])).code).toBe(1);
    for (const suffix of ['', '-wal', '-shm']) expect(existsSync(archive + suffix)).toBe(false);
  });

  it('an interrupted import keeps what was written, and says so', async () => {
    const interruption = new AbortController();
    const pages = writePrintPages(join(folder, 'pages'), 300);
    const running = runCli(['import', pages, '--json'], {
      archive,
      interruption: () => interruption.signal,
      onOutput: () => interruption.abort(),
    });
    const { code, lines, stderr } = await running;
    const { imported = 0 } = lines.at(-1)?.['summary'] as { imported?: number };
    expect(code).toBe(1);
    expect(imported).toBeLessThan(300);
    expect(stderr).toContain(`The ${imported} stories imported before are kept`);
    expect((await cli(['stats', '--json'])).lines[0]).toMatchObject({ articles: imported });
  });
});

describe('list, show and search', () => {
  it('show every field, the text, HTML and annotations', async () => {
    const uid = await imported();
    const { code, lines } = await cli(['show', uid, '--json']);
    expect(code).toBe(0);
    const [story] = lines;
    expect(story).toMatchObject({
      uid,
      headline: 'Harbour town keeps its night ferry',
      dateline: 'VARDEN',
      tags: ['Ferries', 'Votes'],
      annotations: [],
    });
    expect(String(story?.['text']).split('\n\n')).toHaveLength(3);
    expect(story?.['html']).toContain('<p>');
  });

  it('list pages', async () => {
    for (const name of ['a', 'b', 'c']) await cli(['import', writePrintPage(folder, `${name}.txt`, PRINT_PAGE.replace('Harbour', name))]);
    const all = await cli(['list', '--json']);
    const page = await cli(['list', '--limit', '1', '--offset', '1', '--json']);
    expect(all.lines).toHaveLength(3);
    expect(page.lines).toEqual([all.lines[1]]);
  });

  it('search with snippets, totals and facets', async () => {
    const uid = await imported();
    const { code, lines } = await cli(['search', 'nurses', '--facets', '--json']);
    expect(code).toBe(0);
    expect(lines[0]).toMatchObject({ uid, headline: 'Harbour town keeps its night ferry', sourceId: '' });
    expect(lines[0]?.['snippet']).toContain('**nurses**');
    expect(lines[0]?.['score']).toBeGreaterThan(0);
    expect(lines[1]).toMatchObject({
      total: 1,
      facets: {
        tags: [
          { name: 'Ferries', count: 1 },
          { name: 'Votes', count: 1 },
        ],
      },
    });
    expect(lines[1]?.['milliseconds']).toBeGreaterThan(0);
  });

  it('find nothing without failing', async () => {
    await imported();
    const { code, lines } = await cli(['search', '((("', '--json']);
    expect(code).toBe(0);
    expect(lines.at(-1)).toHaveProperty('total');
  });
});

describe('annotate and export', () => {
  it('highlight a passage by its words and take it away as Markdown and PDF', async () => {
    const uid = await imported();
    const marked = await cli([
      'annotate',
      uid,
      '--quote',
      'nurses, cod and the late post',
      '--note',
      'Ask *who* else.',
      '--color',
      'green',
      '--tag',
      'evidence',
      '--json',
    ]);
    expect(marked.code).toBe(0);
    expect(marked.lines[0]).toMatchObject({
      color: 'green',
      note: 'Ask *who* else.',
      tags: ['evidence'],
      selector: { exact: 'nurses, cod and the late post' },
    });

    const md = join(folder, 'out.md');
    expect((await cli(['export', uid, '--to', 'markdown', '--out', md])).code).toBe(0);
    const markdown = readFileSync(md, 'utf8');
    expect(markdown).toContain('nurses, cod and the late post');
    expect(markdown).toContain('Ask *who* else.');

    const pdf = join(folder, 'out.pdf');
    const exported = await cli(['export', uid, '--to', 'pdf', '--out', pdf, '--json']);
    expect(exported.lines).toEqual([{ uid, path: pdf, bytes: readFileSync(pdf).length }]);
    const text = (await pdfPages(readFileSync(pdf))).join(' ');
    expect(text).toContain('Harbour town keeps its night ferry');
    expect(text).toContain('Ask who else.');
  });

  it('write Web Annotations and take them in again', async () => {
    const uid = await imported();
    await cli(['annotate', uid, '--quote', 'nurses, cod and the late post', '--note', 'Who else?']);
    const out = join(folder, 'notes.jsonld');
    expect((await cli(['export', uid, '--to', 'w3c', '--out', out])).code).toBe(0);
    expect((await cli(['annotate', uid, '--from', out, '--json'])).lines).toEqual([{ added: 0, orphaned: 0, present: 1, refused: [] }]);
    await cli(['undo']);
    const taken = await cli(['annotate', uid, '--from', out]);
    expect(taken).toMatchObject({ code: 0, stdout: expect.stringContaining('1 taken') as string });
    expect((await cli(['show', uid, '--json'])).lines[0]).toMatchObject({ annotations: [{ note: 'Who else?', orphaned: false }] });
    expect((await cli(['annotate', uid, '--from', out, '--quote', 'nurses'])).code).toBe(2);
    expect((await cli(['annotate', uid, '--from', join(folder, 'none')])).code).toBe(1);
  });

  it('export what a search finds into a folder, names never clashing', async () => {
    await cli(['import', writePrintPage(folder, 'a.txt')]);
    await cli(['import', writePrintPage(folder, 'b.txt', `${PRINT_PAGE}\n`)]);
    const out = join(folder, 'out');
    const { code, lines } = await cli(['export', '--query', 'ferry', '--to', 'obsidian', '--notes-only', '--out', out, '--json']);
    expect(code).toBe(0);
    expect(lines.at(-1)).toMatchObject({ summary: { exported: 2, failed: 0 } });
    expect(new Set(lines.slice(0, 2).map((line) => line['path'])).size).toBe(2);
  });

  it('set what a search finds as one document, under a title of its own or by the search', async () => {
    await cli(['import', writePrintPage(folder, 'a.txt')]);
    await cli(['import', writePrintPage(folder, 'b.txt', PRINT_PAGE.replace('counted twice', 'counted thrice'))]);
    const out = join(folder, 'dossier.pdf');
    const coverWith = async (...options: string[]) => {
      const { code, lines } = await cli(['export', '--query', 'night ferry', '--to', 'pdf', '--out', out, '--json', ...options]);
      expect({ code, lines }).toMatchObject({ code: 0, lines: [{ path: out }, { summary: { exported: 2, failed: 0 } }] });
      return (await pdfPages(readFileSync(out)))[0];
    };
    expect(await coverWith()).toMatch(/^night ferry 2 stories From the archive “archive”/);
    expect(await coverWith('--title', 'The vote')).toMatch(/^The vote 2 stories/);
    expect(await cli(['export', '--all', '--to', 'pdf', '--out', out, '--title', 'x'.repeat(201)])).toMatchObject({ code: 2 });
  });

  it('set pages as they are asked for', async () => {
    const uid = await imported();
    await cli(['annotate', uid, '--quote', 'nurses', '--note', 'Ask who else.']);
    const pagesWith = async (...options: string[]) => {
      const pdf = join(folder, 'out.pdf');
      expect(await cli(['export', uid, '--to', 'pdf', '--out', pdf, ...options])).toMatchObject({ code: 0, stderr: '' });
      return (await pdfPages(readFileSync(pdf))).join(' ');
    };
    expect(await pagesWith('--notes', 'margin', '--columns', 'one', '--paper', 'a5')).toContain('Ask who else.');
    expect(await pagesWith('--notes', 'none')).not.toContain('Ask who else.');
    expect(await pagesWith('--clean')).not.toContain('Ask who else.');
    expect(await pagesWith('--provenance')).toContain(uid);
    expect(await pagesWith('--text-size', 'largest', '--columns', 'two', '--standard', 'a-2a')).toContain('night ferry');
  });

  it('take along the highlights that are asked for', async () => {
    const uid = await imported();
    await cli(['annotate', uid, '--quote', 'nurses', '--note', 'first', '--color', 'green', '--tag', 'evidence']);
    await cli(['annotate', uid, '--quote', 'late post', '--note', 'second', '--color', 'blue']);
    const notesWith = async (...options: string[]) => {
      const { code, stdout, stderr } = await cli(['export', uid, '--to', 'obsidian', '--notes-only', '--out', '-', ...options]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return ['first', 'second'].filter((word) => stdout.includes(word));
    };
    expect(await notesWith()).toEqual(['first', 'second']);
    expect(await notesWith('--color', 'blue')).toEqual(['second']);
    expect(await notesWith('--color', 'blue,green')).toEqual(['first', 'second']);
    expect(await notesWith('--note-tag', 'evidence')).toEqual(['first']);
    expect(await notesWith('--until', '2001-01-01')).toEqual([]);
    expect(await notesWith('--since', '2001-01-01')).toEqual(['first', 'second']);
  });

  it('put what is one file for all stories into the folder that is named', async () => {
    await imported();
    const { code, lines } = await cli(['export', '--all', '--to', 'csv', '--out', join(folder, 'tables/'), '--json']);
    expect(code).toBe(0);
    expect(lines[0]).toMatchObject({ path: join(folder, 'tables', 'Broadsheet.csv') });
  });

  it('write a file for every highlight', async () => {
    const uid = await imported();
    await cli(['annotate', uid, '--quote', 'nurses']);
    await cli(['annotate', uid, '--quote', 'late post']);
    const { code, lines } = await cli(['export', uid, '--to', 'obsidian', '--per-note', '--out', join(folder, 'cards'), '--json']);
    expect(code).toBe(0);
    expect(lines).toHaveLength(3);
  });

  it('print one export to standard output', async () => {
    const uid = await imported();
    const { stdout } = await cli(['export', uid, '--to', 'markdown', '--out', '-']);
    expect(stdout).toContain('Harbour town keeps its night ferry');
  });

  it('say that a passage does not stand in the story, and highlight nothing', async () => {
    const uid = await imported();
    const { code, stderr } = await cli(['annotate', uid, '--quote', 'submarines in formation at dawn']);
    expect(code).toBe(1);
    expect(stderr).toContain('does not hold');
    expect((await cli(['show', uid, '--json'])).lines[0]?.['annotations']).toEqual([]);
  });
});

describe('stats and check', () => {
  it('count and find all well', async () => {
    await imported();
    const stats = await cli(['stats', '--json']);
    expect(stats.lines[0]).toMatchObject({ articles: 1, originals: 1, annotations: 0, archive });
    const check = await cli(['check', '--json']);
    expect(check).toMatchObject({ code: 0, lines: [{ ok: true, problems: [], articles: 1, originals: 1 }] });
  });
});

describe('usage', () => {
  it.each([
    [[]],
    [['frobnicate']],
    [['import']],
    [['list', '--limit', 'many']],
    [['list', '--frob']],
    [['show']],
    [['search']],
    [['annotate', 'x']],
    [['annotate', 'x', '--quote', 'y', '--color', 'beige']],
    [['export', 'x', '--to', 'papyrus', '--out', 'y']],
    [['export', 'x', '--to', 'pdf']],
    [['export', '--to', 'pdf', '--out', 'y']],
    [['export', 'x', '--to', 'pdf', '--out', 'y', '--columns', 'three']],
    [['export', 'x', '--to', 'pdf', '--out', 'y', '--since', 'yesterday']],
    [['export', 'x', '--to', 'pdf', '--out', 'y', '--color', 'beige']],
    [['print']],
    [['print', 'x', '--copies', '0']],
    [['tags', 'paint', 'Sea']],
    [['tags', 'rename', 'Sea']],
    [['merge', 'x']],
    [['merge', '--find', 'x']],
    [['trash', '--restore']],
    [['trash', '--empty', 'x']],
    [['undo', 'x']],
  ])('%j ends with 2, a sentence and nothing on standard output', async (words) => {
    const { code, stdout, stderr } = await runCli(words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\bat .*\.ts/);
    expect(stderr.trim()).not.toBe('');
  });

  it.each([
    'import',
    'list',
    'show',
    'search',
    'annotate',
    'export',
    'tags',
    'merge',
    'trash',
    'undo',
    'stats',
    'check',
    'reindex',
    'undo-import',
  ])('%s --help explains itself', async (name) => {
    const { code, stdout } = await runCli([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`broadsheet ${name}`);
    expect(stdout).toContain('--archive FILE');
  });

  it('--help and --version speak for the whole', async () => {
    expect((await runCli(['--help'])).stdout).toContain('annotate');
    expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
