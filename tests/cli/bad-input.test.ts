import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../db/sqlite/archive';
import { runCli } from '../support/cli';
import { sha256 } from '../support/articles';
import { temporaryFolder } from '../support/folder';
import { PRINT_PAGE, writePrintPage } from '../support/stories';

let folder: string;
let archive: string;
beforeEach(() => {
  folder = temporaryFolder();
  archive = join(folder, 'archive.broadsheet');
});

const cli = (words: string[]) => runCli(words, { archive });

/** A refusal is one sentence for a person: what happened, never a stack trace. */
async function expectRefusal(path: string, sentence: RegExp): Promise<void> {
  const { code, lines, stderr } = await cli(['import', path, '--json']);
  expect(code).toBe(1);
  expect(lines[0]).toMatchObject({ path, status: 'failed', uid: '' });
  expect(String(lines[0]?.['reason'])).toMatch(sentence);
  expect(String(lines[0]?.['reason'])).toMatch(/[.!]$/);
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  const stats = await cli(['stats', '--json']);
  expect(stats.lines[0] ?? { articles: 0, originals: 0 }).toMatchObject({ articles: 0, originals: 0 });
}

describe('importing what is no story', () => {
  it('an empty file', async () => {
    await expectRefusal(writePrintPage(folder, 'empty.txt', ''), /empty/);
  });

  it('a file of white space', async () => {
    await expectRefusal(writePrintPage(folder, 'blank.txt', ' \n\n\t\n'), /./);
  });

  it('a folder without stories', async () => {
    const empty = join(folder, 'nothing');
    mkdirSync(empty);
    await expectRefusal(empty, /no files/);
  });

  it('a folder with other things in it: each is named, skipped and explained', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]));
    const { code, lines } = await cli(['import', other, '--json']);
    expect(code).toBe(1);
    expect(lines[0]).toMatchObject({ path: join(other, 'picture.png'), status: 'skipped' });
    expect(lines[0]?.['reason']).not.toBe('');
  });

  it('a binary file named .txt', async () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 197) % 256));
    const path = join(folder, 'binary.txt');
    writeFileSync(path, bytes);
    await expectRefusal(path, /./);
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('200 MB of text', async () => {
    const path = writePrintPage(folder, 'huge.txt');
    const megabyte = Buffer.alloc(1_048_576, 'All work and no play makes a dull story. ');
    for (let count = 0; count < 200; count += 1) appendFileSync(path, megabyte);
    await expectRefusal(path, /200 MB/);
  });

  it('a path that is not there', async () => {
    await expectRefusal(join(folder, 'missing.txt'), /does not exist/);
  });

  it('a file that may not be read', async () => {
    const path = writePrintPage(folder);
    chmodSync(path, 0o000);
    // Root may read everything, so the command runs as nobody.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      chmodSync(folder, 0o777);
      process.seteuid?.(65_534);
    }
    try {
      await expectRefusal(path, /may not be read/);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it('goes on with the next file after one that failed', async () => {
    const empty = writePrintPage(folder, 'empty.txt', '');
    const good = writePrintPage(folder, 'good.txt');
    const { code, lines } = await cli(['import', empty, good, '--json']);
    expect(code).toBe(1);
    expect(lines.map((line) => line['status'] ?? line['summary'])).toEqual([
      'failed',
      'imported',
      expect.objectContaining({ imported: 1, failed: 1 }),
    ]);
  });
});

describe('text that is no UTF-8', () => {
  const russian = `Паром остаётся в порту

МУРМАНСК — Когда последний ящик был вскрыт, служащая пересчитала голоса дважды, а затем попросила помощника сделать это ещё раз.

Ночной паром уходит в девять часов сорок минут, когда магазины уже закрыты, и возвращается раньше, чем испекут хлеб.
`;
  it.each([
    ['windows-1251', russian, 'Паром остаётся в порту'],
    ['utf-16le', `\uFEFF${PRINT_PAGE}`, 'Harbour town keeps its night ferry'],
    [
      'shift_jis',
      '夜行フェリー存続へ\n\n島の町は住民投票で、夜行フェリーを残すことを決めた。差は十一票だった。\n\n船は毎晩九時四十分に港を出て、朝のパンが焼ける前に戻ってくる。\n',
      '夜行フェリー存続へ',
    ],
    [
      'latin1',
      PRINT_PAGE.replace('Harbour town', 'Åse på café').replaceAll('—', '-').replace(/[“”]/g, '"'),
      'Åse på café keeps its night ferry',
    ],
  ])('%s is converted, and the original kept byte for byte', async (encoding, text, headline) => {
    const path = join(folder, 'story.txt');
    const bytes = iconv.encode(text, encoding);
    writeFileSync(path, bytes);
    const { code, lines } = await cli(['import', path, '--json']);
    expect(code).toBe(0);
    expect(lines[0]).toMatchObject({ status: 'imported', headline });
    const db = openArchive(archive);
    onTestFinished(() => db.close());
    expect(Buffer.from((await db.read.originals.bytes(sha256(bytes))) ?? [])).toEqual(bytes);
  });
});

describe('an export that names what is not there', () => {
  it.each(['markdown', 'pdf', 'jsonl', 'bibtex', 'csv'])('is refused as %s with a sentence, and writes nothing', async (to) => {
    await cli(['import', writePrintPage(folder)]);
    const out = join(folder, 'out', 'stories');
    for (const given of [
      ['--style', 'nope'],
      ['--template', 'nope'],
    ]) {
      const { code, stderr } = await cli(['export', '--all', '--to', to, '--out', out, ...given]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/nope/);
      expect(existsSync(join(folder, 'out'))).toBe(false);
    }
  });
});

describe('archives that cannot be used', () => {
  const everyCommand = (path: string) => [
    ['import', path],
    ['list'],
    ['search', 'x'],
    ['stats'],
    ['check'],
    ['export', '--all', '--to', 'markdown', '--out', join(folder, 'out')],
  ];

  it('a file that is no database is refused and left alone', async () => {
    const story = writePrintPage(folder);
    writeFileSync(archive, 'Dear diary');
    for (const words of everyCommand(story)) {
      const { code, stderr, stdout } = await cli(words);
      expect(code).toBe(1);
      expect(stderr + stdout).toContain('is not a Broadsheet archive');
    }
    expect(readFileSync(archive, 'utf8')).toBe('Dear diary');
  });

  it('one from a newer version is refused by name', async () => {
    await cli(['import', writePrintPage(folder)]);
    const db = new Database(archive);
    db.pragma('user_version = 990');
    db.close();
    for (const words of everyCommand(join(folder, 'ferry.txt'))) {
      const { code, stderr, stdout } = await cli(words);
      expect(code).toBe(1);
      expect(stderr + stdout).toContain('newer version');
    }
  });

  it('a story or archive that is not there', async () => {
    const none = await cli(['list']);
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toContain('There is no archive');
    expect(existsSync(archive)).toBe(false);
    await cli(['import', writePrintPage(folder)]);
    const missing = await cli(['show', '01ARZ3NDEKTSV4RRFFQ69G5FAV']);
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain('There is no story');
  });
});

/** A disk of its own, of sixteen megabytes, twice what making an archive takes; mounting takes root on Linux. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(!canMount)('a full disk', () => {
  function smallDisk(): string {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk]);
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    return disk;
  }

  const noise = (length: number) => Array.from({ length }, (_, index) => ((index * 2_654_435_761) >>> 7).toString(36)).join(' ');

  it('keeps what was there and nothing of what did not fit', async () => {
    const small = join(smallDisk(), 'archive.broadsheet');
    await runCli(['import', writePrintPage(folder)], { archive: small });
    const big = writePrintPage(folder, 'big.txt', `A long story\n\nOSLO — ${noise(1_500_000)}\n\nThe end.\n`);
    const { code, lines } = await runCli(['import', big, '--json'], { archive: small });
    expect(code).toBe(1);
    expect(lines[0]).toMatchObject({ status: 'failed' });
    expect(String(lines[0]?.['reason'])).toContain('is full');
    const check = await runCli(['check', '--json'], { archive: small });
    expect(check).toMatchObject({ code: 0, lines: [{ ok: true, articles: 1, originals: 1 }] });
  });

  it('leaves no half-written export', async () => {
    await cli(['import', writePrintPage(folder)]);
    const disk = smallDisk();
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(16_378 * 1024));
    const { lines } = await cli(['list', '--json']);
    const out = join(disk, 'story.pdf');
    const exported = await cli(['export', String(lines[0]?.['uid']), '--to', 'pdf', '--out', out]);
    expect(exported.code).toBe(1);
    expect(exported.stderr).toContain('disk is full');
    expect(existsSync(out)).toBe(false);
  });
});
