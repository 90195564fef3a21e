import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { bundleCli, crashImports } from '../support/crash';
import { temporaryFolder } from '../support/folder';
import { writePrintPages } from '../support/jobs';

/** Each round takes seconds; `CRASH_ROUNDS` asks for a long run. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 5);
const STORIES = 2_000;

it(
  'an import killed at any moment goes on: every story once, none missed',
  async () => {
    const folder = temporaryFolder();
    const { cli, remove } = await bundleCli();
    onTestFinished(remove);
    const pages = writePrintPages(join(folder, 'pages'), STORIES);
    for await (const { complaints } of crashImports(cli, folder, pages, STORIES, ROUNDS)) expect(complaints).toEqual([]);
  },
  60_000 * ROUNDS,
);
