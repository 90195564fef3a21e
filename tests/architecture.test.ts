import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The import rules once more, from the files themselves: a rule that the linter's configuration lost shows here.
 * ARCHITECTURE.md draws the same arrows.
 */
const ROOT = join(import.meta.dirname, '..');

interface Room {
  name: string;
  holds: (path: string) => boolean;
  /** Rooms it may import besides itself. */
  rooms: string[];
  /** Packages it may import; `node` stands for Node's own modules. */
  packages: RegExp;
}

const under = (folder: string) => (path: string) => path === folder || path.startsWith(`${folder}/`);

/** The first room that holds a file is its room. */
const ROOMS: Room[] = [
  { name: 'messages', holds: under('core/messages'), rooms: [], packages: /^$/ },
  { name: 'core', holds: under('core'), rooms: ['messages'], packages: /^(valibot|approx-string-match|@orama\/stemmers\/\w+)$/ },
  { name: 'db', holds: under('db'), rooms: ['core', 'messages'], packages: /^(node|better-sqlite3)$/ },
  { name: 'importers', holds: under('electron/importers'), rooms: ['core', 'messages'], packages: /^(?!electron$|better-sqlite3$)/ },
  { name: 'exporters', holds: under('electron/exporters'), rooms: ['core', 'messages'], packages: /^(?!electron$|better-sqlite3$)/ },
  {
    name: 'services',
    holds: under('electron/services'),
    rooms: ['core', 'messages', 'db', 'importers', 'exporters', 'manifest'],
    packages: /^(?!electron$|better-sqlite3$)/,
  },
  {
    name: 'client',
    holds: (path) => /^electron\/archive\/(client|location|protocol)\.ts$/.test(path),
    rooms: ['core', 'messages', 'archive'],
    packages: /^node$/,
  },
  { name: 'archive', holds: under('electron/archive'), rooms: ['core', 'db', 'services', 'client'], packages: /^node$/ },
  {
    name: 'cli',
    holds: (path) => path === 'electron/cli.ts' || path.startsWith('electron/cli/'),
    rooms: ['core', 'db', 'services', 'client'],
    packages: /^node$/,
  },
  { name: 'preload', holds: under('electron/preload'), rooms: ['core'], packages: /^electron$/ },
  { name: 'main', holds: under('electron'), rooms: ['core', 'messages', 'client', 'cli'], packages: /^(node|electron|valibot)$/ },
  {
    name: 'renderer',
    holds: under('renderer'),
    rooms: ['core', 'messages'],
    packages: /^(svelte|bits-ui|@lucide\/svelte|marked|dompurify|@fontsource-variable|pdfjs-dist)(\/|$)/,
  },
  { name: 'manifest', holds: (path) => path === 'package.json', rooms: [], packages: /^$/ },
];

const roomOf = (path: string) => ROOMS.find((room) => room.holds(path));

function* sources(folder: string): Iterable<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (path === 'core/messages') continue;
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.(ts|svelte)$/.test(entry.name)) yield path;
  }
}

/** What a file imports: `from '…'`, `import '…'`, `import('…')`. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...text.matchAll(/(?:\bfrom |^import |\bimport\()'([^'\n]+)'/gm)].map((match) => match[1] ?? '');
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node';
  return specifier;
}

/** The file that a relative import means, from the project's root. */
function resolved(from: string, specifier: string): string {
  const path = relative(ROOT, resolve(ROOT, dirname(from), specifier.replace(/\?.*$/, '')))
    .split(sep)
    .join('/');
  return (
    [`${path}/index.ts`, `${path}.ts`, path].find((candidate) => /\.\w+$/.test(candidate) && existsSync(join(ROOT, candidate))) ?? path
  );
}

function complaint(file: string, specifier: string): string | null {
  const room = roomOf(file);
  if (!room) return `${file} is in no room of the architecture`;
  if (!specifier.startsWith('.')) {
    return room.packages.test(packageOf(specifier)) ? null : `${file} (${room.name}) may not import ${specifier}`;
  }
  const target = resolved(file, specifier);
  const other = roomOf(target)?.name ?? 'nowhere';
  return other === room.name || room.rooms.includes(other) ? null : `${file} (${room.name}) may not import ${target} (${other})`;
}

const FILES = ['core', 'db', 'electron', 'renderer'].flatMap((folder) => [...sources(folder)]);

describe('the architecture', () => {
  it('is followed by every import', () => {
    const edges = FILES.flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })));
    expect(edges.length).toBeGreaterThan(100);
    expect(edges.map(({ file, specifier }) => complaint(file, specifier)).filter((found) => found !== null)).toEqual([]);
  });

  it('has one door into the main process', () => {
    const doors = FILES.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('ipcMain'));
    expect(doors).toEqual(['electron/ipc.ts']);
  });

  it('has SQL in one place', () => {
    const statements = FILES.filter(
      (file) =>
        !file.startsWith('db/sqlite/') && /\b(SELECT .* FROM|INSERT INTO|CREATE TABLE)\b/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(statements).toEqual([]);
  });

  it('has one place where story HTML enters a page', () => {
    const places = FILES.filter((file) => /\{@html|innerHTML|insertAdjacentHTML/.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(places.filter((file) => file.startsWith('renderer/')).length).toBeLessThanOrEqual(1);
    expect(places.filter((file) => !file.startsWith('renderer/') && !file.startsWith('electron/importers/'))).toEqual([]);
  });
});
