import { describe, expect, it } from 'vitest';
import { defaultArchivePath } from '../../electron/archive/location';
import { readStart } from '../../electron/start';

const LINK = 'broadsheet://story/01ARZ3NDEKTSV4RRFFQ69G5FAV';

describe('the words the app is started with', () => {
  it('may be none', () => {
    expect(readStart([], '/home/ada')).toEqual({ archive: defaultArchivePath(), own: true, files: [], links: [] });
  });

  it('are files to import and links to open, whatever stands between them', () => {
    expect(readStart(['--no-sandbox', 'ferry.html', LINK, '/tmp/a.txt'], '/home/ada')).toMatchObject({
      own: true,
      files: ['/home/ada/ferry.html', '/tmp/a.txt'],
      links: [LINK],
    });
  });

  it('name an archive by a switch, or as a file', () => {
    expect(readStart(['--archive', 'mine.broadsheet'], '/home/ada')).toMatchObject({ archive: '/home/ada/mine.broadsheet', own: false });
    expect(readStart(['mine.broadsheet', 'ferry.html'], '/home/ada')).toEqual({
      archive: '/home/ada/mine.broadsheet',
      own: false,
      files: ['/home/ada/ferry.html'],
      links: [],
    });
  });
});
