/**
 * Many stories as one document: seconds, memory and size, each in a process of its own that has set nothing before, beside what the page
 * setter alone takes for the same words with contents and page numbers.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { printTable, remark, ROOT, stop } from '../support.mjs';

const COUNTS = [100, 300, 1000];
const RUNS = 3;

/** The quickest of some runs: other work on the machine only slows. */
function quickest(way, archive, count, folder) {
  const runs = Array.from({ length: count > 300 ? 1 : RUNS }, () => {
    const script = join(ROOT, 'bench', 'dossier-run.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, way, archive, String(count), folder], { encoding: 'utf8' });
    if (status !== 0) stop(`The document of ${count} stories could not be set: ${stderr.slice(0, 1_000)}`);
    return JSON.parse(stdout);
  });
  return runs.toSorted((a, b) => a.seconds - b.seconds)[0];
}

export async function measure({ archive, home }) {
  const rows = [['', 'stories', 'seconds', 'times bare', 'of the processor', 'memory, MB', 'times bare', 'PDF, MB']];
  for (const count of COUNTS) {
    remark(`A document of ${count} stories …`);
    const bare = quickest('bare', archive, count, home);
    const ours = quickest('ours', archive, count, home);
    rows.push(['bare', count, bare.seconds, undefined, bare.processor, bare.memory, undefined, bare.size]);
    rows.push([
      'dossier',
      count,
      ours.seconds,
      ours.seconds / bare.seconds,
      ours.processor,
      ours.memory,
      ours.memory / bare.memory,
      ours.size,
    ]);
  }
  printTable('Stories of 1,000 words with three notes as one document', rows);
}
