import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/cli';
import { temporaryFolder } from '../support/folder';

const STORIES = [
  {
    id: 'wire-1',
    headline: 'All fields',
    byline: 'Mara Voss',
    dateline: 'VARDEN',
    publication: 'The Tide',
    published: '2024-05-02',
    url: 'https://example.org/a',
    language: 'en',
    tags: ['Sea/Ferries', 'Sea'],
    body: 'One word.',
    deck: 'Below',
    kicker: 'Above',
    section: 'News',
    edition: 'Late',
    slugline: 'slug',
    embargo: '2024-06-01T00:00:00Z',
    creditLine: 'Wire',
    rights: '© Wire',
    updated: '2024-05-03',
    retrieved: '2024-05-04T10:00:00Z',
    html: '<p id="place-1">One <a href="#place-1"><em>word</em></a>.</p>',
  },
  {
    id: 'wire-2',
    headline: 'Few',
    byline: '',
    dateline: '',
    publication: '',
    published: '',
    url: '',
    language: '',
    tags: [],
    body: 'One “line”\nand another.\n\nThe end, 終わり.',
    retrieved: '2024-05-04T10:00:00Z',
  },
];

let folder: string;
let archive: string;
beforeEach(async () => {
  folder = temporaryFolder();
  archive = join(folder, 'archive.broadsheet');
  writeFileSync(join(folder, 'in.jsonl'), STORIES.map((story) => `${JSON.stringify(story)}\n`).join(''));
  await runCli(['import', join(folder, 'in.jsonl')], { archive });
});

const cli = (words: string[]) => runCli(words, { archive });
const original = () => readFileSync(join(folder, 'in.jsonl'), 'utf8');

describe('export to JSON Lines', () => {
  it('gives back what was imported, byte for byte, and what the archive knows of each story behind it', async () => {
    const { code, stdout } = await cli(['export', '--all', '--to', 'jsonl', '--out', '-']);
    expect(code).toBe(0);
    const known = /,"uid":"[0-9A-Z]{26}","importedAt":"[^"]+Z","importFormat":"jsonl"\}$/gm;
    expect(stdout.match(known)).toHaveLength(2);
    expect(stdout.replace(known, '}')).toBe(original());
  });

  it('writes a whole archive, or the stories named, into one file', async () => {
    const out = join(folder, 'out.jsonl');
    const all = await cli(['export', '--all', '--to', 'jsonl', '--out', out, '--json']);
    expect(readFileSync(out, 'utf8')).toBe((await cli(['export', '--all', '--to', 'jsonl', '--out', '-'])).stdout);
    expect(all.lines).toEqual([
      { path: out, bytes: readFileSync(out).length },
      { summary: { exported: 2, failed: 0, seconds: expect.any(Number) as number } },
    ]);
    const listed = (await cli(['list', '--json'])).lines.map(({ uid }) => String(uid));
    expect((await cli(['export', ...listed, '--to', 'jsonl', '--out', out])).code).toBe(0);
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(3);
  });

  it('leaves the file as it was when a story is missing', async () => {
    const out = join(folder, 'out.jsonl');
    const [uid] = (await cli(['list', '--json'])).lines.map((line) => String(line['uid']));
    const { code, stderr } = await cli(['export', uid ?? '', '01ARZ3NDEKTSV4RRFFQ69G5FAV', '--to', 'jsonl', '--out', out]);
    expect(code).toBe(1);
    expect(stderr).toContain('no story');
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('writes a file a story into a folder', async () => {
    const { code } = await cli(['export', '--all', '--to', 'jsonl', '--out', `${join(folder, 'out')}/`]);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(['All fields.jsonl', 'Few.jsonl']);
  });
});
