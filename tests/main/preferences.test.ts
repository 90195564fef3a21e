import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PreferencesFile } from '../../electron/preferences';

let folder: string;
let lines: string[];
const file = () => join(folder, 'Broadsheet', 'preferences.json');
const open = () => new PreferencesFile(file(), (line) => lines.push(line));
const write = (text: string) => {
  mkdirSync(join(folder, 'Broadsheet'), { recursive: true });
  writeFileSync(file(), text);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-preferences-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('begin as the system is, and write nothing by themselves', () => {
  expect(open().value).toEqual({ language: 'system', theme: 'system', window: null });
  expect(existsSync(file())).toBe(false);
});

it('are found again after they were changed', () => {
  open().change({ language: 'ar' });
  expect(open().value.language).toBe('ar');
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ language: 'ar' });
  expect(lines).toEqual([]);
});

it.each(['', '{', 'null', '[]', '7', '\0\0\0\0', '{"language":"tlh"}', '{"language":{}}'])(
  'are the first ones where the file holds %j',
  (text) => {
    write(text);
    expect(open().value).toMatchObject({ language: 'system' });
    open().change({ language: 'de' });
    expect(open().value.language).toBe('de');
  },
);

it('hold until the end where they cannot be written', () => {
  writeFileSync(join(folder, 'Broadsheet'), 'a file in the folder’s place');
  const preferences = open();
  preferences.change({ language: 'es' });
  expect(preferences.value.language).toBe('es');
  expect(lines).toHaveLength(1);
});

it('keep what is whole where one entry is damaged', () => {
  write('{"language":"ja","theme":7,"window":{"bounds":{"x":1,"y":2,"width":-3,"height":"4"}}}');
  expect(open().value).toEqual({ language: 'ja', theme: 'system', window: null });
});
