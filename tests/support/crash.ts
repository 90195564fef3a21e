import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import { verifyBackup } from '../../db/sqlite/backup';
import type { Archive, ReadStore } from '../../db/store';
import { backupsIn, keepBackup, usualFolder } from '../../electron/services/backups';
import { undo } from '../../electron/services/history';
import { runImport } from '../../electron/services/imports';
import { JobRunner } from '../../electron/services/jobs';
import { reindex } from '../../electron/services/reindex';
import { searchBare } from '../../electron/services/search';
import { anArchiveFile } from './damage';
import { editByHand, EDITED_STORIES, hasEdit } from './hand-edits';
import { writePrintPages } from './jobs';
import { syntheticArchive } from './synthetic';
import { faultsOf, told, type Round } from './torture';

const ROOT = join(import.meta.dirname, '../..');

/** What is killed: the command line, and a program that edits by hand. */
interface Programs {
  cli: string;
  editor: string;
  /** Takes both away again. */
  remove: () => void;
}

/** Bundles the programs as they are now. */
async function bundlePrograms(name: string): Promise<Programs> {
  // Loaded here: it takes a while, and whoever kills nothing has no use for it.
  const { build } = await import('vite');
  // Below the project, so that packages are found from there.
  const outDir = join(ROOT, 'out', `crash-${name}-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  const input = { cli: join(ROOT, 'electron/cli.ts'), editor: join(ROOT, 'tests/support/crash-editor.ts') };
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { ssr: true, outDir, rollupOptions: { input, output: { format: 'es', entryFileNames: '[name].js' } } },
  });
  return {
    cli: join(outDir, 'cli.js'),
    editor: join(outDir, 'editor.js'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

interface Ended {
  /** Whether it was killed before it had ended by itself. */
  killed: boolean;
  lines: Record<string, unknown>[];
  stderr: string;
  milliseconds: number;
}

/** Runs a program in a process of its own; `lines` of output, and so many milliseconds more, after which it is killed. */
async function run(program: string, words: readonly string[], kill?: { lines: number; milliseconds: number }): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const lines: Record<string, unknown>[] = [];
  const end = async () => {
    await setTimeout(kill?.milliseconds ?? 0);
    child.kill('SIGKILL');
  };
  if (kill?.lines === 0) void end();
  for await (const line of createInterface({ input: child.stdout })) {
    // The last line of a killed process may be cut off; whoever read it was told nothing.
    try {
      lines.push(JSON.parse(line) as Record<string, unknown>);
    } catch {
      continue;
    }
    if (lines.length === kill?.lines) void end();
  }
  const killed = (await ended) === 'SIGKILL';
  return { killed, lines, stderr, milliseconds: performance.now() - started };
}

function removeArchiveFiles(archive: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(archive + suffix, { force: true });
}

/** Opens an archive and checks it. @returns what is wrong, or an empty string */
async function soundness(file: string, when: string): Promise<string> {
  try {
    const archive = openReadArchive(file);
    const { problems } = await archive.check().finally(() => archive.close());
    return problems.length === 0 ? '' : `${when}: ${problems.join(' ')}`;
  } catch (error) {
    return `${when} it cannot be opened or checked. ${told(error)}`;
  }
}

/** Looks into an archive that nobody else has open. */
async function reading<T>(file: string, work: (store: ReadStore) => Promise<T>): Promise<T> {
  const archive = openReadArchive(file);
  return work(archive.read).finally(() => archive.close());
}

async function writing<T>(file: string, work: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = openArchive(file);
  return work(archive).finally(() => archive.close());
}

/** Rounds of one kind: `prepare` once, then a round as often as wanted. */
interface Torture<Prepared> {
  prepare(programs: Programs, folder: string): Promise<Prepared>;
  round(programs: Programs, folder: string, prepared: Prepared): Promise<Round>;
}

/** Stories of a folder that is imported. */
const IMPORTED = 600;

/** An import is killed, then resumed: every story is there exactly once, and those that were told of were there at once. */
const imports: Torture<string> = {
  prepare: async (_, folder) => writePrintPages(join(folder, 'pages'), IMPORTED),
  async round({ cli }, folder, pages) {
    const archive = join(folder, 'import.broadsheet');
    const given = ['--archive', archive, '--json'];
    const kill = { lines: Math.floor(Math.random() * IMPORTED), milliseconds: Math.random() * 20 };
    const first = await run(cli, ['import', pages, ...given], kill);
    const toldOf = first.lines.filter((line) => 'uid' in line);
    const atOnce = toldOf.length > 0 ? await soundness(archive, 'After the crash') : '';
    const missing = toldOf.length > 0 && atOnce === '' ? await missingOf(archive, toldOf) : 0;
    let rest = await run(cli, ['import', '--resume', ...given]);
    // Killed before it had written down that it began, or after its end and before it had told of everything.
    const again = rest.lines.length === 0 && first.lines.length < IMPORTED;
    if (again) rest = await run(cli, ['import', pages, ...given]);
    const headlines = await reading(archive, headlinesOf);
    const isFine = (status: unknown) => status === undefined || status === 'imported' || (again && status === 'duplicate');
    const failed = [...first.lines, ...rest.lines].filter(({ status }) => !isFine(status));
    const faults = faultsOf([
      atOnce,
      missing > 0 ? `${missing} stories that were told of are not there after the crash.` : '',
      await soundness(archive, 'After resuming'),
      ...failed.map((line) => `Not imported: ${JSON.stringify(line)}`),
      headlines.length === IMPORTED ? '' : `${headlines.length} of ${IMPORTED} stories are there. ${rest.stderr}`,
      new Set(headlines).size === headlines.length ? '' : 'Stories are there twice.',
      await missingOf(archive, toldOf).then((count) => (count === 0 ? '' : `${count} stories are gone after resuming.`)),
    ]);
    removeArchiveFiles(archive);
    return { faults, note: !first.killed ? 'had ended' : toldOf.length === 0 ? 'killed before its first story' : 'killed in the middle' };
  },
};

async function missingOf(file: string, lines: readonly Record<string, unknown>[]): Promise<number> {
  return reading(file, async (store) => {
    let missing = 0;
    for (const { uid } of lines) if ((await store.articles.get(String(uid))) === null) missing += 1;
    return missing;
  });
}

async function headlinesOf(store: ReadStore): Promise<string[]> {
  const { items } = await store.articles.list({ kind: 'all' }, { limit: IMPORTED * 3, offset: 0 });
  return items.map(({ headline }) => headline);
}

/** Edits acknowledged until the editor is killed, at most; fewer than the history remembers. */
const MOST_EDITS = 300;

/** Edits by hand are killed: every acknowledged one is there and in the history, and at most one more. */
const edits: Torture<string> = {
  async prepare(_, folder) {
    const file = join(folder, 'edited');
    await anArchiveFile(file, EDITED_STORIES);
    return file;
  },
  async round({ editor }, folder, whole) {
    const file = join(folder, 'edits.broadsheet');
    copyFileSync(whole, file);
    const kill = { lines: Math.floor(Math.random() * MOST_EDITS), milliseconds: Math.random() * 5 };
    const { lines, stderr } = await run(editor, [file], kill);
    const faults = [stderr, await soundness(file, 'After the crash')];
    await writing(file, async (archive) => {
      const uids = (await archive.read.articles.uids({ limit: EDITED_STORIES, offset: 0 })).toSorted();
      const lost: number[] = [];
      for (const { number } of lines) if (!(await hasEdit(archive.read, uids, Number(number)))) lost.push(Number(number));
      if (lost.length > 0) faults.push(`Acknowledged edits are lost: ${lost.join(', ')}.`);
      const history = (await archive.read.edits.list(1_000)).length;
      if (history < lines.length || history > lines.length + 1)
        faults.push(`The history has ${history} edits; ${lines.length} were acknowledged.`);
      // The history goes on where it stood.
      await editByHand(archive, uids, history);
      await undo(archive);
      if (await hasEdit(archive.read, uids, history)) faults.push('What was done after the crash could not be undone.');
    });
    faults.push(await soundness(file, 'After the next edit'));
    removeArchiveFiles(file);
    return { faults: faultsOf(faults), note: lines.length === 0 ? 'killed before the first edit' : 'killed between edits or in one' };
  },
};

interface Timed {
  file: string;
  /** How long the command takes to begin, and to end, in milliseconds. */
  begins: number;
  ends: number;
}

/** A moment at which a command is at its work, or has just not begun or just ended. */
const moment = ({ begins, ends }: Timed) => ({ lines: 0, milliseconds: begins * 0.8 + Math.random() * (ends * 1.05 - begins * 0.8) });

async function timed({ cli }: Programs, file: string, command: string): Promise<Timed> {
  const { milliseconds: begins } = await run(cli, ['--version']);
  const { milliseconds: ends, stderr } = await run(cli, [command, '--archive', file, '--json']);
  if (stderr !== '') throw new Error(stderr);
  return { file, begins, ends };
}

/** A backup is killed: what has a backup's name is sound, the next one works and clears away what was left. */
const backups: Torture<Timed> = {
  async prepare(programs, folder) {
    mkdirSync(join(folder, 'backup'), { recursive: true });
    return timed(programs, await syntheticArchive(join(folder, 'backup', 'archive.broadsheet'), 800), 'backup');
  },
  async round({ cli }, _, times) {
    const { file } = times;
    const folder = usualFolder(file);
    rmSync(folder, { recursive: true, force: true });
    const { killed } = await run(cli, ['backup', '--archive', file, '--json'], moment(times));
    const faults = [await soundness(file, 'After the crash')];
    const parts = () => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.includes('.part'));
    const left = parts().length;
    const verify = async () => {
      for (const { path } of await backupsIn(folder, file)) await verifyBackup(path).catch((error: unknown) => faults.push(told(error)));
    };
    await verify();
    const archive = openReadArchive(file);
    try {
      // A second later, as names tell seconds.
      const report = await keepBackup(archive, new Date(Date.now() + 1_000));
      if (report.counts.articles !== 800) faults.push(`The next backup holds ${report.counts.articles} stories.`);
    } catch (error) {
      faults.push(`The next backup failed. ${told(error)}`);
    } finally {
      await archive.close();
    }
    if (parts().length > 0) faults.push(`The next backup leaves ${parts().join(', ')}.`);
    return { faults: faultsOf(faults), note: !killed ? 'had ended' : left > 0 ? 'killed while it was written' : 'killed before or after' };
  },
};

/** Short stories, more than are indexed in one unit of work. */
const REINDEXED = 2_500;

interface Indexed extends Timed {
  /** What searches find in the whole archive. */
  found: string;
}

/** A reindex is killed: searches find the same at once, and after it went on. */
const reindexes: Torture<Indexed> = {
  async prepare(programs, folder) {
    const file = join(folder, 'indexed');
    const pages = writePrintPages(join(folder, 'pages'), REINDEXED);
    await writing(file, (archive) => runImport(new JobRunner(archive), [{ kind: 'path', path: pages }]));
    const times = await timed(programs, file, 'reindex');
    return { ...times, found: await reading(times.file, foundIn) };
  },
  async round({ cli }, folder, times) {
    const file = join(folder, 'reindex.broadsheet');
    copyFileSync(times.file, file);
    const { killed } = await run(cli, ['reindex', '--archive', file, '--json'], moment(times));
    const faults = [await soundness(file, 'After the crash')];
    const unfinished = await writing(file, async (archive) => {
      // Opening to write takes in what waits, as the app does; who only reads holds no more than a few waiting stories in memory.
      if ((await foundIn(archive.read)) !== times.found) faults.push('Searches find something else after the crash.');
      const jobs = new JobRunner(archive);
      const interrupted = await jobs.interrupted('reindex');
      await reindex(jobs, archive);
      return interrupted.length;
    });
    faults.push(await soundness(file, 'After it went on'));
    if ((await reading(file, foundIn)) !== times.found) faults.push('Searches find something else after it went on.');
    removeArchiveFiles(file);
    return { faults: faultsOf(faults), note: !killed ? 'had ended' : unfinished > 0 ? 'killed in the middle' : 'killed before or after' };
  },
};

/** The stories that a few questions find: a word, a number, words side by side, a beginning, an exclusion. */
async function foundIn(store: ReadStore): Promise<string> {
  const found: unknown[] = [];
  for (const query of ['ferry', '1234', '"nurses, cod"', '17*', 'harbour -99']) {
    const { hits, total } = await searchBare(store, { query, scope: { kind: 'all' }, limit: 100, offset: 0 });
    found.push(total, hits.map(({ uid }) => uid).toSorted());
  }
  return JSON.stringify(found);
}

const TORTURES = { import: imports, edits, backup: backups, reindex: reindexes };
export type CrashKind = keyof typeof TORTURES;

/**
 * Kills work of one kind at a random moment, in a process of its own, and looks whether the archive is sound and holds
 * everything that was acknowledged; so many times. `folder` must be empty.
 */
export async function* crash(kind: CrashKind, folder: string, rounds: number): AsyncGenerator<Round> {
  const programs = await bundlePrograms(kind);
  try {
    const torture = TORTURES[kind] as Torture<unknown>;
    const prepared = await torture.prepare(programs, folder);
    for (let round = 0; round < rounds; round += 1) yield await torture.round(programs, folder, prepared);
  } finally {
    programs.remove();
  }
}
