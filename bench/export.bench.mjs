/**
 * Exports, in parts of bench/export/: stories a second in every format, pages, dossiers, whole archives. Each part prints its own
 * table, and every figure stands beside one of work that has to be done anyway, measured in the same run.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { archiveOf } from './archives.mjs';
import { CORPUS_OPTIONS, corpusOf, described } from './corpora.mjs';
import { machine, optionsOf, remark, ROOT, stop, temporaryHome } from './support.mjs';

const FOLDER = join(ROOT, 'bench', 'export');
const PARTS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => name.slice(0, -'.mjs'.length))
  .toSorted();

const options = optionsOf('how quickly stories leave the archive, in every format.', {
  ...CORPUS_OPTIONS,
  stories: { ...CORPUS_OPTIONS.stories, default: '10000' },
  corpus: { ...CORPUS_OPTIONS.corpus, default: 'synthetic' },
  part: { type: 'string', value: 'NAME', help: `Only this part: ${PARTS.join(', ')}.` },
});
if (options.part !== undefined && !PARTS.includes(options.part)) stop(`There is no part “${options.part}”. Known: ${PARTS.join(', ')}.`);

const corpus = await corpusOf(options);
const engine = await import('../out/bench/engine.js');
const { home, dispose } = temporaryHome();
process.once('exit', dispose);
const file = await archiveOf(corpus);
remark(`${described(corpus)}; ${machine()}`);
for (const part of options.part === undefined ? PARTS : [options.part]) {
  const { measure } = await import(join(FOLDER, `${part}.mjs`));
  await measure({ engine, archive: file, home });
}
