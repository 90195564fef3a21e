import { resolve } from 'node:path';
import { backUpTo, keepBackup } from '../../services/backups';
import { UsageError, type Command } from '../command';
import { reading } from '../work';

export const backupCommand: Command = {
  name: 'backup',
  usage: '[PATH]',
  summary: 'Back the archive up to a file: stories, originals, highlights, everything.',
  details: `The archive can be used meanwhile. The backup is looked through before it gets its name: the database, and the checksum of
every story, note and original. It is an archive itself, which --archive can open. Without PATH it goes where the app keeps
its own backups, and the oldest ones over the number chosen there go.

With --json one object: path, bytes, articles, annotations, originals.`,
  options: {},
  async run(context, { positionals }) {
    const { archive, output } = context;
    const [path, ...others] = positionals;
    if (path === '' || others.length > 0) throw new UsageError('Name one file to back up to, or none.');
    const source = archive.forCopying();
    const { counts, ...report } = await reading(context, 'backup', (job) =>
      path === undefined ? keepBackup(source, new Date(), job) : backUpTo(source, resolve(path), job),
    );
    await output.result(
      { ...report, ...counts },
      `${report.path}: ${counts.articles} stories, ${counts.annotations} highlights and ${counts.originals} originals, checked; ${(report.bytes / 1e6).toFixed(1)} MB.`,
    );
    return 0;
  },
};
