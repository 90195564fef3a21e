/**
 * Every format: stories a second as files of their own and all in one file. Beside it stand what reading the stories costs and what
 * writing as many files of one kilobyte does.
 */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printTable } from '../support.mjs';

/** Formats of pages are measured by the story, in a part of their own. */
const isPages = ({ mediaType }) => mediaType === 'application/pdf';

const timed = async (work) => {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
};

/** What has to be done in any case, in seconds. */
async function bounds(store, uids, home, engine) {
  const reading = await timed(async () => {
    for (const uid of uids) await engine.loadStory(store, uid);
  });
  const folder = join(home, 'plain');
  const kilobyte = new Uint8Array(1024);
  const writing = await timed(() => {
    mkdirSync(folder);
    for (const uid of uids) writeFileSync(join(folder, uid), kilobyte);
  });
  rmSync(folder, { recursive: true });
  return { reading: reading.seconds, writing: writing.seconds };
}

export async function measure({ engine, archive, home }) {
  const { read: store, close } = engine.openReadArchive(archive);
  const uids = await store.articles.uids({ limit: 1_000_000, offset: 0 });
  const { reading, writing } = await bounds(store, uids, home, engine);
  const options = { page: { paper: 'a4', locale: 'en-GB', timeZone: 'UTC' }, choice: engine.DEFAULT_CHOICE };
  const rows = [['format', 'files', 'stories', 'stories/s', 'MB', 'times reading and writing']];
  rows.push(['reading alone', '–', uids.length, uids.length / reading, undefined, undefined]);
  rows.push(['files of 1 kB', 'one a story', uids.length, uids.length / writing, undefined, undefined]);
  for (const format of engine.exportFormats().filter((one) => !isPages(one))) {
    for (const division of format.divisions.filter((one) => one !== 'notes')) {
      const path = join(home, `${format.id}-${division}`);
      const { value, seconds } = await timed(() => engine.writeMany(store, { kind: 'all' }, { to: format.id, division, path }, options));
      const bound = reading + (division === 'stories' ? writing : 0);
      const size = division === 'together' ? statSync(path).size / 1e6 : undefined;
      const files = division === 'together' ? 'one' : 'one a story';
      rows.push([format.id, files, value.stories, value.stories / seconds, size, seconds / bound]);
      rmSync(path, { recursive: true, force: true });
    }
  }
  await close?.();
  printTable(`Exporting ${uids.length} stories`, rows);
}
