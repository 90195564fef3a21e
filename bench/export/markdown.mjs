/**
 * Notes in Markdown that follow the archive: a new folder, and the same folder again when nothing is new. Beside it stands what writing
 * as many files of the same bytes in the same way does: each whole or not at all, and nothing else.
 */
import { readdirSync, renameSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { printTable } from '../support.mjs';

const timed = async (work) => {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
};

/** What the disk alone takes for the files of a folder. */
async function diskAlone(folder, home) {
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  const copy = join(home, 'disk');
  const { seconds } = await timed(() => {
    mkdirSync(copy);
    for (const [index, size] of sizes.entries()) {
      writeFileSync(join(copy, `.${index}.part`), new Uint8Array(size));
      renameSync(join(copy, `.${index}.part`), join(copy, `${index}.md`));
    }
  });
  rmSync(copy, { recursive: true });
  return seconds;
}

export async function measure({ engine, archive, home }) {
  const { read: store, close } = engine.openReadArchive(archive);
  const options = { page: { paper: 'a4', locale: 'en-GB', timeZone: 'UTC' }, choice: engine.DEFAULT_CHOICE };
  const rows = [['flavour', 'what', 'stories', 'stories/s', 'times the disk alone']];
  for (const to of ['markdown', 'obsidian', 'logseq', 'pandoc']) {
    const path = join(home, to);
    const write = () => timed(() => engine.writeMany(store, { kind: 'all' }, { to, division: 'stories', path }, options));
    const fresh = await write();
    const again = await write();
    const disk = await diskAlone(path, home);
    rows.push([to, 'new folder', fresh.value.stories, fresh.value.stories / fresh.seconds, fresh.seconds / disk]);
    rows.push([to, 'nothing new', again.value.renewal.unchanged, again.value.stories / again.seconds, again.seconds / disk]);
    rmSync(path, { recursive: true });
  }
  await close?.();
  printTable('Notes in Markdown, a file a story', rows);
}
