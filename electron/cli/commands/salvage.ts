import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BroadsheetError } from '../../../core/reply';
import { salvageArchive } from '../../../db/sqlite/salvage/salvage';
import { UsageError, type Command } from '../command';

export const salvageCommand: Command = {
  name: 'salvage',
  usage: 'NEW-FILE',
  summary: 'Save what can be read of a damaged archive into a new one.',
  details: `The damaged archive is only read. A story or note that is not as it was saved comes along, and is
named; such a story is tagged “damaged”. An original comes along when its bytes have their checksum. The search index is made anew.

With --json one object: articles, annotations, originals, damaged (a sentence for each story or note that is not as
it was saved), lost (one for each loss known by name), lostRows, doubtfulRows. Ends with exit code 1 when something was damaged or lost.`,
  options: {},
  async run({ archive, output }, { positionals }) {
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) throw new UsageError('Name the one file that the new archive is to be.');
    const target = resolve(path);
    if (existsSync(target)) throw new UsageError(`${target} exists already; name a new file.`);
    if (!existsSync(dirname(target)))
      throw new BroadsheetError('unwritable', `There is no folder ${dirname(target)}. Make it, or name another one.`);
    const report = salvageArchive(archive.file, target);
    const lines = [
      ...report.damaged,
      ...report.lost,
      ...(report.lostRows > 0 ? [`${report.lostRows} rows could not be read.`] : []),
      ...(report.doubtfulRows > 0 ? [`${report.doubtfulRows} stars, tags, collections or settings may not be as they were saved.`] : []),
      `Saved into ${target}: ${report.articles} stories, ${report.annotations} highlights, ${report.originals} originals.`,
    ];
    await output.result(report, lines.join('\n'));
    return report.damaged.length + report.lost.length + report.lostRows + report.doubtfulRows === 0 ? 0 : 1;
  },
};
