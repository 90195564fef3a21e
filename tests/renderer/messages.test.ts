import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

type Message = string | { declarations: string[]; selectors: string[]; match: Record<string, string> }[];
const catalogue = JSON.parse(readFileSync(join(ROOT, 'resources/messages/en.json'), 'utf8')) as Record<string, Message>;

const paths = ['core', 'db', 'electron', 'renderer'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|svelte)$/.test(path) && !path.startsWith('messages'))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
);
const sources = paths.map((path) => readFileSync(join(ROOT, path), 'utf8'));
const used = new Set(sources.flatMap((source) => [...source.matchAll(/\bm\.([a-z_]+)/g)].map((match) => match[1] ?? '')));

it('holds no message that nothing says', () => {
  expect(used.size).toBeGreaterThan(100);
  expect(Object.keys(catalogue).filter((key) => !used.has(key))).toEqual([]);
});

it('holds every message that something says', () => {
  expect([...used].filter((key) => !(key in catalogue))).toEqual([]);
});

it('has a form for one and for many wherever it counts', () => {
  for (const [key, message] of Object.entries(catalogue)) {
    if (typeof message === 'string') {
      expect(message.trim(), key).not.toBe('');
      continue;
    }
    expect(Object.keys(message[0]?.match ?? {}), key).toEqual(['form=one', 'form=other']);
  }
});

it('has every sentence of what goes wrong', () => {
  const literal = /new BroadsheetError\(\s*'[a-z-]+',\s*(?:'[^']|`)/;
  // The command line's own complaints are English, as its help is.
  const offenders = paths.filter((path) => !path.startsWith('electron/cli/') && literal.test(readFileSync(join(ROOT, path), 'utf8')));
  expect(offenders).toEqual([]);
});
