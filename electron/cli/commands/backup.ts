import { resolve } from 'node:path';
import type { KeptBackup } from '../../../core/backup';
import { backUpTo, backupsIn, keepBackup, listBackups, usualFolder } from '../../services/backups';
import { UsageError, type ArchiveDoor, type Command, type CommandContext } from '../command';
import { columns } from '../output';
import { reading } from '../work';

async function printBackups({ archive, output }: CommandContext): Promise<number> {
  for (const backup of await backupsThereAre(archive)) {
    await output.result(backup, columns(backup.takenAt, `${(backup.bytes / 1e6).toFixed(1)} MB`, backup.path));
  }
  return 0;
}

/** Which folder was chosen for them cannot be read where the archive cannot; then they are looked for where they usually are. */
async function backupsThereAre(archive: ArchiveDoor): Promise<KeptBackup[]> {
  try {
    return (await listBackups(archive.forReading())).backups;
  } catch {
    return backupsIn(usualFolder(archive.file), archive.file);
  }
}

export const backupCommand: Command = {
  name: 'backup',
  usage: '[PATH]|--list',
  summary: 'Back the archive up to a file: stories, originals, highlights, everything.',
  details: `The archive can be used meanwhile. The backup is looked through before it gets its name: the database, and the checksum of
every story, note and original. It is an archive itself, which --archive can open. Without PATH it goes where the app keeps
its own backups, and the oldest ones over the number chosen there go.

With --json one object: path, bytes, articles, annotations, originals; with --list one a line: path, takenAt, bytes.`,
  options: {
    list: { type: 'boolean', help: 'Print the backups there are, newest first; of a damaged archive too.' },
  },
  async run(context, { positionals, values }) {
    const { archive, output } = context;
    const [path, ...others] = positionals;
    if (values['list'] === true && path !== undefined) throw new UsageError('--list takes no file.');
    if (values['list'] === true) return printBackups(context);
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
