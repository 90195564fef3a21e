import Database from 'better-sqlite3';
import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import { star } from '../../electron/services/reading';
import { trashStories, emptyTrash } from '../../electron/services/trash';
import { runCli, type Ran } from '../support/cli';
import { temporaryFolder } from '../support/folder';
import { PRINT_PAGE, writePrintPage } from '../support/stories';

let folder: string;
let archive: string;
let story: string;

const cli = (...words: string[]): Promise<Ran> => runCli(words, { archive });
const json = async (...words: string[]) => (await cli(...words, '--json')).lines;
const headlines = async () => (await json('list')).map(({ headline }) => headline);

beforeEach(async () => {
  folder = temporaryFolder();
  archive = join(folder, 'archive.broadsheet');
  story = String((await json('import', writePrintPage(folder)))[0]?.['uid']);
  await cli('annotate', story, '--quote', 'nurses, cod and the late post', '--note', 'who?');
});

describe('backup', () => {
  it('writes one file that is an archive itself', async () => {
    const path = join(folder, 'copy.broadsheet-backup');
    expect(await json('backup', path)).toEqual([{ path, bytes: expect.any(Number) as number, articles: 1, annotations: 1, originals: 1 }]);
    expect((await runCli(['check', '--json'], { archive: path })).lines).toMatchObject([{ ok: true, articles: 1 }]);
  });

  it('without a file keeps as many generations as were chosen, and lists them', async () => {
    for (let count = 0; count < 2; count += 1) {
      expect((await cli('backup')).code).toBe(0);
      // Names tell seconds.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
    }
    const open = openArchive(archive);
    await open.write((store) => store.settings.put('backup', { generations: 2 }));
    await open.close();
    await cli('backup');
    const listed = await json('backup', '--list');
    expect(listed).toHaveLength(2);
    expect(String(listed[0]?.['takenAt']) > String(listed[1]?.['takenAt'])).toBe(true);
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(2);
  });

  it.each([
    ['the archive itself', () => archive, 'cannot take the place of the archive'],
    ['a folder', () => folder, 'is a folder'],
    ['a folder that is not there', () => join(folder, 'none', 'copy'), 'There is no folder'],
  ])('refuses %s with a sentence', async (_name, path, sentence) => {
    const before = readFileSync(archive);
    const { code, stderr } = await cli('backup', path());
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(readFileSync(archive)).toEqual(before);
  });
});

describe('restore', () => {
  it('puts a whole backup in the archive’s place and keeps what was there', async () => {
    const path = join(folder, 'copy');
    await cli('backup', path);
    await cli('import', writePrintPage(folder, 'later.txt', `Another tale\n\n${PRINT_PAGE}`));
    expect(await headlines()).toHaveLength(2);
    const [report] = await json('restore', path);
    expect(await headlines()).toEqual(['Harbour town keeps its night ferry']);
    expect((await runCli(['list', '--json'], { archive: String(report?.['kept']) })).lines).toHaveLength(2);
  });

  it('brings chosen stories back with their highlights, after they were removed for good', async () => {
    const path = join(folder, 'copy');
    const before = await json('show', story);
    await cli('backup', path);
    const open = openArchive(archive);
    await trashStories(open, [story]);
    await emptyTrash(open);
    await open.close();
    expect(await headlines()).toEqual([]);
    expect(await json('restore', path, '--only', story)).toEqual([
      { uid: story, headline: 'Harbour town keeps its night ferry', status: 'restored', annotations: 1 },
    ]);
    expect(await json('show', story)).toEqual(before);
    expect((await json('check'))[0]).toMatchObject({ ok: true, originals: 1 });
    expect((await json('restore', path, '--only', story))[0]).toMatchObject({ status: 'unchanged' });
  });

  it('puts an edited story back as it was, which undo takes back', async () => {
    const path = join(folder, 'copy');
    await cli('backup', path);
    await cli('tags', 'rename', 'Ferries', 'Boats');
    expect((await json('restore', path, '--only', story))[0]).toMatchObject({ status: 'replaced' });
    expect((await json('tags')).map(({ name }) => name)).toEqual(['Ferries', 'Votes']);
    expect((await cli('undo')).stdout).toContain('back from a backup');
    expect((await json('tags')).map(({ name }) => name)).toEqual(['Boats', 'Votes']);
  });

  it('says which story is not in the backup, and that a file is none', async () => {
    const path = join(folder, 'copy');
    await cli('backup', path);
    const missing = await cli('restore', path, '--only', '01ARZ3NDEKTSV4RRFFQ69G5FAV', '--json');
    expect(missing).toMatchObject({ code: 1, lines: [{ status: 'missing' }] });
    const diary = join(folder, 'diary');
    writeFileSync(diary, 'Dear diary');
    const before = readFileSync(archive);
    for (const [file, sentence] of [
      [diary, 'is not a sound backup'],
      [join(folder, 'none'), 'There is no backup'],
    ] as const) {
      const refused = await cli('restore', file);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(sentence);
    }
    expect(readFileSync(archive)).toEqual(before);
  });
});

describe('a damaged archive', () => {
  const damage = () => truncateSync(archive, Math.floor(readFileSync(archive).length / 2));

  it('is named by every command, and not changed', async () => {
    damage();
    const before = readFileSync(archive);
    for (const words of [['list'], ['search', 'ferry'], ['check'], ['backup', join(folder, 'copy')], ['reindex'], ['tags']]) {
      const { code, stderr } = await cli(...words);
      expect(code).toBe(1);
      expect(stderr).toContain('is damaged. It was not changed.');
    }
    expect(readFileSync(archive)).toEqual(before);
  });

  it('is mended from a backup, and its own backups are still listed', async () => {
    await cli('backup');
    damage();
    const [backup] = await json('backup', '--list');
    expect((await cli('restore', String(backup?.['path']))).code).toBe(0);
    expect(await headlines()).toEqual(['Harbour town keeps its night ferry']);
  });

  it('gives what can be read to a new one, and says what is not as it was saved', async () => {
    const db = new Database(archive);
    db.exec(`UPDATE articles SET byline = 'Somebody else'`);
    db.close();
    expect((await cli('check')).stdout).toContain('is not as it was saved');
    const path = join(folder, 'saved.broadsheet');
    const { code, lines } = await cli('salvage', path, '--json');
    expect(code).toBe(1);
    expect(lines[0]).toMatchObject({ articles: 1, annotations: 1, originals: 1, lost: [], lostRows: 0 });
    expect(lines[0]?.['damaged']).toHaveLength(1);
    const saved = await runCli(['search', 'tag:damaged ferry', '--json'], { archive: path });
    expect(saved.lines[0]).toMatchObject({ uid: story });
    expect((await runCli(['check'], { archive: path })).code).toBe(0);
    expect((await cli('salvage', path)).code).toBe(2);
    expect(existsSync(path)).toBe(true);
  });
});

describe('nothing is lost or left out', () => {
  it('a tag renamed on thousands of stories leaves all of them to be found', async () => {
    const lines = Array.from({ length: 3_000 }, (_, number) =>
      JSON.stringify({ id: `n${number}`, headline: `Story ${number}`, tags: ['Sea'], body: `Whales ${number}.` }),
    );
    const path = join(folder, 'many.jsonl');
    writeFileSync(path, lines.join('\n'));
    await cli('import', path);
    for (const words of [['tags', 'rename', 'Sea', 'Ocean'], ['undo'], ['reindex']]) {
      expect((await cli(...words)).code).toBe(0);
      expect((await json('search', 'whales', '--limit', '1')).at(-1)).toMatchObject({ total: 3_000 });
    }
    expect((await json('search', 'tag:sea whales', '--limit', '1')).at(-1)).toMatchObject({ total: 3_000 });
    expect((await cli('check')).code).toBe(0);
  });

  it('a query is exported as it was found, once each, and nothing found writes nothing', async () => {
    const path = join(folder, 'out.jsonl');
    expect((await cli('export', '--query', 'ferry', '--to', 'jsonl', '--out', path)).code).toBe(0);
    const before = readFileSync(path, 'utf8');
    const none = await cli('export', '--query', 'zzznothing', '--to', 'jsonl', '--out', path);
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('No story was found');
    expect(readFileSync(path, 'utf8')).toBe(before);
    // What was exported from here is known here.
    expect((await json('import', path))[0]).toMatchObject({ status: 'duplicate', uid: story });
  });

  it.each([
    ['export', () => ['export', '--all', '--to', 'jsonl', '--out', archive]],
    ['export of one story', () => ['export', story, '--to', 'markdown', '--out', archive]],
    ['restore', () => ['restore', archive]],
    ['backup', () => ['backup', archive]],
  ])('%s does not take the archive’s own place', async (_name, words) => {
    const { code, stderr } = await cli(...words());
    expect(code).toBe(1);
    expect(stderr).toMatch(/archive itself/);
    expect((await cli('check')).code).toBe(0);
  });

  it('what stands in the log of a backup is restored with it', async () => {
    const path = join(folder, 'copy');
    await cli('backup', path);
    const other = openArchive(path);
    await other.write((store) => store.settings.put('late', true));
    // As a crash leaves it: the log is not in the file yet.
    const crashed = join(folder, 'crashed');
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, crashed + suffix);
    await other.close();
    expect((await cli('restore', crashed)).code).toBe(0);
    const restored = openReadArchive(archive);
    expect(await restored.read.settings.get('late')).toBe(true);
    await restored.close();
  });

  it('two stories of one headline in one folder, exported one after the other', async () => {
    const other = String((await json('import', writePrintPage(folder, 'again.txt', PRINT_PAGE.replace('nurses', 'doctors'))))[0]?.['uid']);
    const out = join(folder, 'out');
    for (const uid of [story, other]) expect((await cli('export', uid, '--to', 'markdown', '--out', `${out}/`)).code).toBe(0);
    expect(readdirSync(out)).toHaveLength(2);
  });
});

describe('undo-import', () => {
  it('keeps what a person starred or put into a collection', async () => {
    const open = openArchive(archive);
    await star(open, [story], true);
    await open.close();
    const [run] = await json('undo-import');
    expect((await json('undo-import', String(run?.['run'])))[0]).toMatchObject({ removed: 0, kept: 1 });
  });
});

describe('import', () => {
  it('knows stories by their text where they name no source', async () => {
    const path = join(folder, 'bare.jsonl');
    writeFileSync(path, '{"headline":"A","body":"Whales came."}\n{"headline":"A","body":"Whales came."}\n');
    expect((await json('import', path)).map(({ status }) => status)).toEqual(['imported', 'duplicate', undefined]);
    expect((await json('import', path)).map(({ status }) => status)).toEqual(['duplicate', 'duplicate', undefined]);
  });
});
