import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCli, type Ran } from '../support/cli';
import { temporaryFolder } from '../support/folder';
import { PRINT_PAGE, writePrintPage } from '../support/stories';

let folder: string;
let archive: string;
beforeEach(() => {
  folder = temporaryFolder();
  archive = join(folder, 'archive.broadsheet');
});

const cli = (...words: string[]): Promise<Ran> => runCli(words, { archive });
const json = async (...words: string[]) => (await cli(...words, '--json')).lines;

async function imported(name = 'ferry.txt', content = PRINT_PAGE): Promise<string> {
  return String((await json('import', writePrintPage(folder, name, content)))[0]?.['uid']);
}

describe('tags', () => {
  it('lists, renames, merges and deletes, and undo takes each back', async () => {
    await imported();
    const before = await json('tags');
    expect(before).toEqual([
      { name: 'Ferries', count: 1, annotations: 0 },
      { name: 'Votes', count: 1, annotations: 0 },
    ]);
    expect(await json('tags', 'rename', 'Ferries', 'Sea/Ferries')).toEqual([{ tags: 1, carriers: 1 }]);
    expect((await json('search', 'tag:sea'))[0]?.['headline']).toContain('ferry');
    expect(await json('tags', 'merge', 'Votes', 'Sea/Ferries')).toEqual([{ tags: 1, carriers: 1 }]);
    expect((await cli('tags')).stdout.trim()).toBe('1  Sea/Ferries');
    expect((await cli('tags', 'delete', 'Sea/Ferries')).code).toBe(0);
    expect(await json('tags')).toEqual([]);
    const undone = await cli('undo');
    expect(undone.stdout).toContain('Deleted the tag “Sea/Ferries”');
    await cli('undo');
    expect((await json('undo'))[0]).toMatchObject({ edit: 'Renamed the tag “Ferries” to “Sea/Ferries”', undone: true });
    expect(await json('tags')).toEqual(before);
  });

  it('refuses with a sentence what cannot be', async () => {
    await imported();
    const clash = await cli('tags', 'rename', 'Ferries', 'Votes');
    expect(clash).toMatchObject({ code: 1, stdout: '' });
    expect(clash.stderr).toContain('Merge the two');
    expect((await cli('tags', 'merge', 'Ferries', 'Nowhere')).stderr).toContain('There is no tag “Nowhere”');
  });
});

describe('merge', () => {
  it('finds what is the same and why, and makes one of it', async () => {
    const keep = await imported();
    const other = await imported('again.txt', `${PRINT_PAGE}\n  • Night\n`);
    await cli('annotate', other, '--quote', 'nurses, cod and the late post', '--note', 'who?');
    const groups = await json('merge', '--find');
    expect(groups).toMatchObject([{ reason: 'text', stories: [{ uid: keep }, { uid: other }] }]);
    expect((await cli('merge', '--find')).stdout).toMatch(/same text \(\d+ %\)/);
    expect(await json('merge', keep, other)).toEqual([{ kept: keep, merged: 1, annotations: 1, orphans: 0 }]);
    expect((await json('show', keep))[0]).toMatchObject({ annotations: [{ note: 'who?' }] });
    expect((await json('list')).map((story) => story['uid'])).toEqual([keep]);
    expect((await cli('show', other)).stdout).toContain(`merged into ${keep}`);
    expect(await json('merge', '--find')).toEqual([]);
    await cli('undo');
    expect(await json('list')).toHaveLength(2);
    expect((await json('show', other))[0]).toMatchObject({ annotations: [{ note: 'who?' }], state: { trashedAt: '' } });
  });

  it('refuses to merge a story into itself', async () => {
    const uid = await imported();
    expect((await cli('merge', uid, uid)).stderr).toContain('into itself');
    expect((await cli('undo', '--list')).stdout).toBe('');
  });
});

describe('trash', () => {
  it('takes stories, gives them back, and loses them for good only when told', async () => {
    const uid = await imported();
    expect(await json('trash')).toEqual([]);
    expect(await json('trash', uid)).toEqual([{ trashed: 1 }]);
    expect(await json('list')).toEqual([]);
    expect((await json('trash'))[0]).toMatchObject({ uid, headline: 'Harbour town keeps its night ferry' });
    expect((await json('stats'))[0]).toMatchObject({ articles: 0, trashed: 1 });
    expect(await json('trash', '--restore', uid)).toEqual([{ restored: 1 }]);
    expect(await json('list')).toHaveLength(1);
    await cli('trash', uid);
    const emptied = await cli('trash', '--empty');
    expect(emptied.stdout).toContain('cannot be undone');
    expect((await json('stats'))[0]).toMatchObject({ articles: 0, trashed: 0, originals: 0 });
    expect((await cli('show', uid)).code).toBe(1);
    expect((await cli('undo')).stderr).toContain('There is nothing to undo.');
    expect((await cli('check')).code).toBe(0);
  });
});

describe('undo', () => {
  it('lists what was done, and does again what was undone', async () => {
    const uid = await imported();
    await cli('annotate', uid, '--quote', 'nurses');
    await cli('trash', uid);
    expect((await json('undo', '--list')).map(({ edit, undone }) => [edit, undone])).toEqual([
      ['Moved 1 story to the trash', false],
      ['Highlighted “nurses”', false],
    ]);
    await cli('undo');
    expect((await cli('undo', '--list')).stdout).toContain('(undone)');
    expect((await cli('undo', '--redo')).stdout).toContain('done again:  Moved 1 story to the trash');
    expect(await json('list')).toEqual([]);
  });

  it('makes no archive where there is none', async () => {
    for (const words of [['undo'], ['trash', 'x'], ['tags'], ['tags', 'delete', 'x'], ['merge', 'a', 'b'], ['merge', '--find']]) {
      expect((await cli(...words)).code).toBe(1);
    }
    expect(existsSync(archive)).toBe(false);
  });
});

describe('search --notes', () => {
  it('finds highlights by their words and notes, and marks the hits', async () => {
    const uid = await imported();
    await cli('annotate', uid, '--quote', 'nurses, cod and the late post', '--note', 'Who paid for the **cod**?');
    const [hit, last] = await json('search', '--notes', 'note:paid cod');
    expect(hit).toMatchObject({
      articleUid: uid,
      passage: 'nurses, **cod** and the late post',
      note: expect.stringContaining('**paid**') as string,
    });
    expect(last).toEqual({ total: 1 });
    expect((await cli('search', '--notes', 'cod', '--facets')).code).toBe(2);
  });
});

describe('search --suggest and --related', () => {
  it('say what could be typed next, and what is about the same', async () => {
    const uid = await imported();
    const other = await imported('later.txt', PRINT_PAGE.replace('Harbour town keeps its night ferry', 'Night ferry sails on'));
    expect(await json('search', '--suggest', 'ferr')).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'tag', text: expect.stringContaining('Ferries') as string }) as object]),
    );
    expect(await json('search', '--suggest', 'befo')).toMatchObject([{ kind: 'operator', text: 'before:' }]);
    expect((await json('search', '--related', uid)).map((hit) => hit['uid'])).toEqual([other]);
    expect((await cli('search', '--related', '01ARZ3NDEKTSV4RRFFQ69G5FAV')).code).toBe(1);
  });
});
