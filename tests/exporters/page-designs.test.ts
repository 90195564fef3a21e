import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LOOK, type PageDocument } from '../../core/pages';
import { ownFolder } from '../../electron/exporters/parts/own-folder';
import { createDesign, designPath, listDesigns, readDesign } from '../../electron/exporters/parts/page-designs';
import { pageSetting, storyPages } from '../../electron/exporters/parts/page-story';
import { typeset } from '../../electron/exporters/parts/press';
import { resourcesFolder } from '../../electron/exporters/parts/resources';
import { CONTEXT } from '../support/export-story';
import { temporaryFolder } from '../support/folder';
import { theFerry } from '../support/page-stories';
import { pdfPages } from '../support/pdf';

const OWN = readFileSync(join(resourcesFolder(), 'pages', 'story.typ'), 'utf8');
const options = { ...CONTEXT.page, look: DEFAULT_LOOK };

const setIn = (source: string) => {
  const { story, files } = storyPages(theFerry(), options);
  const document: PageDocument = { ...pageSetting(options, {}), story };
  return typeset({ template: { name: 'Mine', source }, document, files });
};

const refusalOf = async (source: string): Promise<string> => {
  const error: unknown = await setIn(source).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'typesetting-failed' });
  return (error as Error).message;
};

describe('a page design of one’s own', () => {
  it('gives what the app’s own gives, as long as it is a copy', async () => {
    expect((await pdfPages(await setIn(OWN))).join(' ')).toContain('Harbour town keeps its night ferry');
  });

  it('prints what it says', async () => {
    const [page = ''] = await pdfPages(await setIn(`${OWN}\n#par[Set by hand for #story.fields.publication]`));
    expect(page).toContain('Set by hand for The Northern Mail');
  });

  it('has its mistakes told with their line', async () => {
    expect(await refusalOf(`${OWN}\n#wrongly()`)).toBe(
      `Mine.typ, line ${OWN.split('\n').length + 1}, column 2: unknown variable: wrongly.`,
    );
    expect(await refusalOf('#let x = (')).toMatch(/^Mine\.typ, line 1, column \d+: unclosed delimiter\.$/);
  });

  it('has what its pages lack told as well', async () => {
    expect(await refusalOf('No headline and no title')).toMatch(/^Mine\.typ gives pages that cannot be written/);
  });

  it.each([
    ['#import "@preview/cetz:0.2.0": canvas', 'import'],
    ['\n\n  #import ("@pre" + "view/cetz:0.2.0"): *', 'import'],
    ['#let p = "@preview/cetz:0.2.0"\n#import p: *', 'import'],
    ['#import "parts/theme.typ" + "": *', 'import'],
    ['#{ import "parts/theme.typ"\n  .replace("a", "b") }', 'import'],
    ['#(import "parts/theme.typ"\n + "x")', 'import'],
    ['#include "/etc/passwd"', 'include'],
    ['#import "../story.typ"', 'import'],
    ['#eval("import \\"@preview/cetz:0.2.0\\"")', 'eval'],
    ['#std.eval("1")', 'std'],
    ['#dictionary(std).at("ev" + "al")("1")', 'std'],
    ['#let s = std', 'std'],
    ['#import /* */ "@preview/cetz:0.2.0"', 'import'],
  ])('takes nothing in but the app’s own parts: %s', async (source, word) => {
    expect(await refusalOf(source)).toContain(`“${word}” may only take in`);
  });

  it('says where it would take something in', async () => {
    expect(await refusalOf('\n\n  #import "@preview/cetz:0.2.0": canvas')).toMatch(/^Mine\.typ, line 3, column 4: /);
  });

  it.each([
    '#read("/etc/passwd")',
    '#read("/../../../../../../etc/passwd")',
    '#read("../../package.json")',
    '#json("/../messages/en.json")',
  ])('reads nothing outside: %s', async (source) => {
    expect(await refusalOf(source)).toMatch(/^Mine\.typ, line 1, column \d+: (?:file not found|failed to load file)/);
  });

  it('may use what the parts use', async () => {
    const source = `#import "parts/theme.typ": ink // colours\n#import "parts/words.typ" as words\n${OWN}\n#std.line(length: 10%)`;
    expect(await pdfPages(await setIn(source))).not.toHaveLength(0);
  });
});

describe('the folder of designs', () => {
  it('begins with a copy of the app’s own, and names never clash', async () => {
    const folder = join(temporaryFolder(), 'page-designs');
    expect(await listDesigns(folder)).toEqual([]);
    const first = await createDesign('My design', folder);
    const second = await createDesign('my Design', folder);
    expect(readFileSync(first.path, 'utf8')).toBe(OWN);
    expect(second.name).toBe('my Design 2');
    expect(await listDesigns(folder)).toEqual(['My design', 'my Design 2']);
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(await listDesigns(folder)).toHaveLength(2);
    expect(await readDesign('My design', folder)).toEqual({ name: 'My design', source: OWN });
  });

  it('says so when a design is gone, and follows no name out of it', async () => {
    const folder = temporaryFolder();
    await expect(readDesign('Gone', folder)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('Gone') as string,
    });
    for (const name of ['../story', '..', 'a/b', ''])
      await expect(readDesign(name, folder)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(existsSync(designPath('x', folder))).toBe(false);
  });

  it('lies beside the app’s preferences', () => {
    expect(ownFolder('page-designs', { XDG_CONFIG_HOME: '/config' }, 'linux')).toBe('/config/Broadsheet/page-designs');
    expect(ownFolder('page-designs', { APPDATA: '/roaming' }, 'win32')).toBe('/roaming/Broadsheet/page-designs');
    expect(ownFolder('page-designs', {}, 'darwin')).toMatch(/Library\/Application Support\/Broadsheet\/page-designs$/);
  });
});
