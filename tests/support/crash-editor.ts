/**
 * A program of its own that edits an archive by hand until somebody kills it: a line on standard output for each edit, once the
 * service has acknowledged it. Called with the archive's file.
 */
import { openArchive } from '../../db/sqlite/archive';
import { editByHand } from './hand-edits';

const archive = openArchive(process.argv[2] ?? '');
const uids = (await archive.read.articles.uids({ limit: 10_000, offset: 0 })).toSorted();
for (let number = 0; ; number += 1) {
  await editByHand(archive, uids, number);
  process.stdout.write(`${JSON.stringify({ number })}\n`);
}
