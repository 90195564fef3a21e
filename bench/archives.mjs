/** Archives made from a corpus by the import service, and kept for the next benchmark as long as the index's code is the same. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, remark, ROOT } from './support.mjs';
import { fillBare } from './bare.mjs';

/** Code that decides what an archive's bytes are. */
const WRITERS = [
  'core/tokenize.ts',
  'core/stem.ts',
  'core/text.ts',
  'db/sqlite/index',
  ...['annotation-document', 'article-document', 'columns', 'fields', 'indexing'].map((name) => `db/sqlite/search/${name}.ts`),
  'db/sqlite/migrations',
  'db/sqlite/open.ts',
  'electron/importers/parts/story-record.ts',
  'electron/services/tidying.ts',
];

function* filesIn(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) yield path;
  else for (const name of readdirSync(path).toSorted()) yield* filesIn(join(path, name));
}

function codeVersion() {
  const hash = createHash('sha256');
  for (const path of WRITERS) for (const file of filesIn(join(ROOT, path))) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

export function removeDatabase(file) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/** What is on the disk for a database, its log included, in bytes. */
export const sizeOf = (file) =>
  ['', '-wal'].reduce((sum, suffix) => sum + (statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0), 0);

/**
 * Imports a file as the app does, and puts the index in order afterwards.
 * @returns how many stories came in, the seconds it took, opening and closing included, and those that putting in order took
 */
export async function fillArchive(file, source) {
  const { JobRunner, openArchive, runImport, tidyIndex } = await import('../out/bench/engine.js');
  removeDatabase(file);
  const started = performance.now();
  const archive = openArchive(file);
  const counts = { imported: 0, duplicate: 0, skipped: 0, failed: 0 };
  await runImport(new JobRunner(archive), [{ kind: 'path', path: source }], {}, ({ status }) => {
    counts[status] += 1;
  });
  const imported = performance.now();
  await tidyIndex(archive);
  const tidied = performance.now();
  await archive.close();
  const tidySeconds = (tidied - imported) / 1000;
  return { ...counts, seconds: (performance.now() - started) / 1000 - tidySeconds, tidySeconds };
}

/** Adds a story of so many words to an archive. @returns its uid */
export async function addStory(file, { words }) {
  const { JobRunner, openArchive, runImport } = await import('../out/bench/engine.js');
  const paragraph = Array.from({ length: 100 }, (_, index) => `word${index % 37} and`)
    .join(' ')
    .slice(0, 900);
  const perParagraph = paragraph.split(' ').length;
  const body = Array.from({ length: Math.ceil(words / perParagraph) }, (_, index) => `${index} ${paragraph}`).join('\n\n');
  const record = { id: 'bench-long', headline: 'The long story of the bench', published: '2020-01-01', language: 'en', body };
  const source = `${file}.story.jsonl`;
  writeFileSync(source, `${JSON.stringify(record)}\n`);
  const archive = openArchive(file);
  let uid = '';
  await runImport(new JobRunner(archive), [{ kind: 'path', path: source }], {}, (result) => {
    uid = result.uid ?? uid;
  });
  await archive.close();
  rmSync(source);
  return uid;
}

/** A database of a corpus, from the last time or made by `fill` now. */
async function kept(name, fill) {
  const file = join(cacheFolder(), name);
  if (existsSync(file)) return file;
  remark(`Making ${file} …`);
  const partial = `${file}.${process.pid}.part`;
  await fill(partial);
  renameSync(partial, file);
  return file;
}

export const archiveOf = (corpus) => kept(`${corpus.name}-${codeVersion()}.broadsheet`, (file) => fillArchive(file, corpus.file));
export const bareOf = (corpus) => kept(`${corpus.name}-bare.db`, (file) => fillBare(file, corpus));
