import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { toFailure } from '../../core/reply';
import { catchUp, openArchive, openReadArchive } from '../../db/sqlite/archive';
import { removeArchive } from '../../db/sqlite/open';
import type { Archive } from '../../db/store';
import { defaultArchivePath } from '../archive/location';
import { VERSION } from '../services/parts/version';
import { parseConfig, textOption, UsageError, type ArchiveDoor, type Command, type Given } from './command';
import { annotateCommand } from './commands/annotate';
import { backupCommand } from './commands/backup';
import { checkCommand } from './commands/check';
import { exportCommand } from './commands/export';
import { importCommand } from './commands/import';
import { printCommand } from './commands/print';
import { printersCommand } from './commands/printers';
import { reindexCommand } from './commands/reindex';
import { restoreCommand } from './commands/restore';
import { salvageCommand } from './commands/salvage';
import { undoImportCommand } from './commands/undo-import';
import { listCommand } from './commands/list';
import { mergeCommand } from './commands/merge';
import { searchCommand } from './commands/search';
import { showCommand } from './commands/show';
import { statsCommand } from './commands/stats';
import { tagsCommand } from './commands/tags';
import { trashCommand } from './commands/trash';
import { undoCommand } from './commands/undo';
import { commandHelp, generalHelp } from './help';
import type { CommandName } from './names';
import { openOutput } from './output';

const COMMANDS: { [Name in CommandName]: Command } = {
  import: importCommand,
  list: listCommand,
  show: showCommand,
  search: searchCommand,
  annotate: annotateCommand,
  export: exportCommand,
  print: printCommand,
  printers: printersCommand,
  tags: tagsCommand,
  merge: mergeCommand,
  trash: trashCommand,
  undo: undoCommand,
  stats: statsCommand,
  check: checkCommand,
  backup: backupCommand,
  restore: restoreCommand,
  salvage: salvageCommand,
  reindex: reindexCommand,
  'undo-import': undoImportCommand,
};

export interface Streams {
  stdin: NodeJS.ReadableStream;
  stdout: Writable;
  stderr: Writable;
  /** From the first time it is asked for, Ctrl-C aborts this signal instead of ending the process. */
  interruption?: () => AbortSignal;
}

function parse(command: Command, words: string[]): Given {
  try {
    const { values, positionals } = parseArgs({ args: words, options: parseConfig(command.options), allowPositionals: true });
    return { values, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Stories taken into the index in one unit of work. */
const AT_ONCE = 2_000;

/** An edit of many stories leaves their words waiting; nobody is there to take them in once the command has ended. */
async function takeInAll(archive: Archive): Promise<void> {
  while ((await archive.write((store) => store.maintenance.takeIn(AT_ONCE), { derived: true })) > 0);
}

/** Opens the archive when it is first asked for, and closes what was opened. */
function archiveDoor(file: string): ArchiveDoor & { close(): Promise<void> } {
  const opened: Archive[] = [];
  const written: Archive[] = [];
  let created = false;
  const keep = <T extends Archive>(archive: T): T => {
    opened.push(archive);
    return archive;
  };
  return {
    file,
    forReading: () => {
      catchUp(file);
      return keep(openReadArchive(file)).read;
    },
    forCopying: () => keep(openReadArchive(file)),
    forWriting: () => {
      const archive = keep(openArchive(file));
      written.push(archive);
      created ||= archive.created;
      return archive;
    },
    close: async () => {
      const isEmpty = created && (await opened[0]?.read.articles.uids({ limit: 1, offset: 0 }))?.length === 0;
      for (const archive of written) await takeInAll(archive).catch(() => undefined);
      await Promise.all(opened.map((archive) => archive.close()));
      // An import in which there was no story leaves nothing behind.
      if (isEmpty) removeArchive(file);
    },
  };
}

/**
 * Runs one command.
 * @param words what stands after the program's name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage
 */
export async function runCommandLine(
  words: readonly string[],
  { stdin, stdout, stderr, interruption = () => new AbortController().signal }: Streams,
): Promise<number> {
  const [name, ...rest] = words;
  if (name === '--version') {
    stdout.write(`${VERSION}\n`);
    return 0;
  }
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? stderr : stdout).write(`${generalHelp(Object.values(COMMANDS))}\n`);
    return name === undefined ? 2 : 0;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    stderr.write(`There is no command “${name}”. Known commands: ${Object.keys(COMMANDS).join(', ')}. “broadsheet --help” tells more.\n`);
    return 2;
  }
  const command = COMMANDS[name as CommandName];
  let door: ReturnType<typeof archiveDoor> | undefined;
  try {
    const given = parse(command, rest);
    if (given.values['help'] === true) {
      stdout.write(`${commandHelp(command)}\n`);
      return 0;
    }
    if (given.values['archive'] === '') throw new UsageError('--archive names no file. Is a variable of the shell empty?');
    door = archiveDoor(resolve(textOption(given, 'archive') ?? defaultArchivePath()));
    const output = openOutput(stdout, stderr, given.values['json'] === true);
    return await command.run({ archive: door, output, stdin, interruption }, given);
  } catch (error) {
    if (error instanceof UsageError) {
      stderr.write(
        `${error.message}\nUsage: broadsheet ${command.name} ${command.usage}\n“broadsheet ${command.name} --help” tells more.\n`,
      );
      return 2;
    }
    const { code, message, details } = toFailure(error);
    stderr.write(`${message}\n`);
    if (code === 'internal')
      stderr.write(process.env['BROADSHEET_DEBUG'] ? `${details}\n` : 'Set BROADSHEET_DEBUG=1 to see the details.\n');
    return 1;
  } finally {
    await door?.close();
  }
}
