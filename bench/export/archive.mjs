/**
 * The whole-archive bundle and JSON Lines: MB of originals and stories a second, out and in again. Beside the bundle stand what reading the
 * originals as they are kept costs, and what unpacking and packing each anew would.
 */
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { printTable } from '../support.mjs';
import { random as randomOf } from '../synthetic.mjs';

/** About as large as a page that a browser saved, without pictures. In bytes. */
const PAGE = 150_000;
const PAGES = 1_500;

const timed = async (work) => {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
};

/** A page that packs as pages do, to a fifth or so: words of a story among markup that repeats. */
function page(words, random) {
  let html = '<!doctype html><html><head><title>Page</title></head><body>';
  while (html.length < PAGE) {
    const paragraph = Array.from({ length: 40 }, () => words[Math.floor(random() ** 2 * words.length)]).join(' ');
    html += `<div class="story-block story-block--text"><p class="paragraph" data-id="${random().toString(36).slice(2)}">${paragraph}</p></div>\n`;
  }
  return Buffer.from(html);
}

/** An archive of stories that each came from a page of their own. */
async function pagesArchive(engine, store, file) {
  const uids = await store.articles.uids({ limit: PAGES, offset: 0 });
  const words = (await Promise.all(uids.slice(0, 200).map((uid) => store.articles.get(uid)))).flatMap(({ text }) => text.split(/\s+/));
  const random = randomOf(1);
  const archive = engine.openArchive(file);
  await archive.write(async (target) => {
    for (const uid of uids) {
      const story = await store.articles.get(uid);
      const bytes = page(words, random);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await target.originals.put({ sha256, fileName: 'page.html', mediaType: 'text/html', byteLength: bytes.length }, bytes);
      await target.articles.insert({ ...story, original: { sha256, ordinal: 0 } });
    }
  });
  return { archive, count: uids.length };
}

/** What has to be done anyway, and what the bundle does without, in seconds. */
async function bounds(store, uids) {
  const shas = await Promise.all(uids.map(async (uid) => (await store.articles.originOf(uid)).sha256));
  const reading = await timed(async () => {
    for (const sha256 of shas) await store.originals.packed(sha256);
  });
  const packing = await timed(async () => {
    for (const sha256 of shas) deflateRawSync(await store.originals.bytes(sha256));
  });
  return { reading: reading.seconds, packing: packing.seconds };
}

export async function measure({ engine, archive: source, home }) {
  const { read: store, close } = engine.openReadArchive(source);
  const { archive, count } = await pagesArchive(engine, store, join(home, 'pages.broadsheet'));
  const options = { page: { paper: 'a4', locale: 'en-GB', timeZone: 'UTC' }, choice: engine.DEFAULT_CHOICE };
  const write = (from, to, path) => timed(() => engine.writeMany(from, { kind: 'all' }, { to, division: 'together', path }, options));
  const read = async (path) => {
    const other = engine.openArchive(join(home, 'back.broadsheet'));
    const run = await timed(() => engine.runImport(new engine.JobRunner(other), [{ kind: 'path', path }]));
    await other.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(home, `back.broadsheet${suffix}`), { force: true });
    return run;
  };

  const uids = await archive.read.articles.uids({ limit: PAGES, offset: 0 });
  const { reading, packing } = await bounds(archive.read, uids);
  let originals = 0;
  for (const uid of uids) originals += (await archive.read.articles.get(uid)).original.byteLength;
  const bundle = join(home, 'archive.broadsheet-bundle.zip');
  const out = await write(archive.read, 'bundle', bundle);
  const back = await read(bundle);
  const megabytes = originals / 1e6;
  printTable(`The bundle of ${count} stories with ${Math.round(megabytes)} MB of originals`, [
    ['', 'MB of originals a second', 'seconds', 'times reading originals', 'MB of the file'],
    ['reading originals as kept', megabytes / reading, reading, 1, undefined],
    ['packing each anew', megabytes / packing, packing, packing / reading, undefined],
    ['bundle, out', megabytes / out.seconds, out.seconds, out.seconds / reading, statSync(bundle).size / 1e6],
    ['bundle, in', megabytes / back.seconds, back.seconds, back.seconds / reading, undefined],
  ]);
  await archive.close();

  const lines = join(home, 'archive.jsonl');
  const all = await store.articles.uids({ limit: 1_000_000, offset: 0 });
  const plain = await timed(async () => {
    for (const uid of all) await engine.loadStory(store, uid);
  });
  const linesOut = await write(store, 'jsonl', lines);
  const linesBack = await read(lines);
  printTable(`JSON Lines of ${all.length} stories`, [
    ['', 'stories a second', 'seconds', 'times reading stories'],
    ['reading stories', all.length / plain.seconds, plain.seconds, 1],
    ['JSON Lines, out', all.length / linesOut.seconds, linesOut.seconds, linesOut.seconds / plain.seconds],
    ['JSON Lines, in', all.length / linesBack.seconds, linesBack.seconds, linesBack.seconds / plain.seconds],
  ]);
  await close?.();
}
