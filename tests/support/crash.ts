import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../..');

/** Bundles the command line as it is now. @returns the file to run, and what takes it away again */
export async function bundleCli(): Promise<{ cli: string; remove: () => void }> {
  // Below the project, so that packages are found from there.
  const outDir = join(ROOT, 'out', `crash-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'electron/cli.ts', outDir, rollupOptions: { output: { format: 'es', entryFileNames: 'cli.js' } } },
  });
  return { cli: join(outDir, 'cli.js'), remove: () => rmSync(outDir, { recursive: true, force: true }) };
}

export interface Ended {
  /** `null` when it was killed. */
  code: number | null;
  lines: Record<string, unknown>[];
  stderr: string;
}

/** Runs a command in a process of its own; `killAfter` lines of output, and so many milliseconds more, it is killed. */
async function run(cli: string, words: readonly string[], kill?: { lines: number; milliseconds: number }): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...words, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
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
  return { code: await ended, lines, stderr };
}

export interface CrashRound {
  /** Stories the killed import had told of. */
  acknowledged: number;
  /** What is wrong, a sentence each; empty when all is well. */
  complaints: string[];
}

/**
 * Imports a folder of print pages, kills the import at a random moment, resumes it, and looks whether every story is there
 * exactly once. So many rounds, each with an archive of its own.
 */
export async function* crashImports(cli: string, folder: string, pages: string, count: number, rounds: number): AsyncIterable<CrashRound> {
  for (let round = 0; round < rounds; round += 1) {
    const archive = join(folder, `crash-${round}.broadsheet`);
    yield await crashOnce(cli, archive, pages, count);
    for (const suffix of ['', '-wal', '-shm']) rmSync(archive + suffix, { force: true });
  }
}

async function crashOnce(cli: string, archive: string, pages: string, count: number): Promise<CrashRound> {
  const given = ['--archive', archive];
  const kill = { lines: Math.floor(Math.random() * count), milliseconds: Math.random() * 20 };
  const first = await run(cli, ['import', pages, ...given], kill);
  const checked = first.lines.length > 0 ? await run(cli, ['check', ...given]) : null;
  let rest = await run(cli, ['import', '--resume', ...given]);
  // Killed before it had written down that it began, or after its end.
  if (rest.lines.length === 0 && first.lines.length < count) rest = await run(cli, ['import', pages, ...given]);
  const check = await run(cli, ['check', ...given]);
  const told = [...first.lines, ...rest.lines].filter((line) => 'status' in line);
  const listed = await listAll(cli, given);
  const complaints = [
    checked && checked.lines[0]?.['ok'] !== true ? `After the crash: ${JSON.stringify(checked.lines)} ${checked.stderr}` : '',
    check.lines[0]?.['ok'] === true ? '' : `After resuming: ${JSON.stringify(check.lines)} ${check.stderr}`,
    ...told.filter(({ status }) => status !== 'imported').map((line) => `Not imported: ${JSON.stringify(line)}`),
    listed.length === count ? '' : `${listed.length} of ${count} stories are there. ${rest.stderr}`,
    new Set(listed.map(({ headline }) => headline)).size === listed.length ? '' : 'Stories are there twice.',
    told.every(({ uid }) => listed.some((story) => story.uid === uid)) ? '' : 'A story that was told of is not there.',
  ];
  return { acknowledged: first.lines.length, complaints: complaints.filter((complaint) => complaint !== '') };
}

async function listAll(cli: string, given: readonly string[]): Promise<{ uid: unknown; headline: unknown }[]> {
  const stories: { uid: unknown; headline: unknown }[] = [];
  for (let more = true; more;) {
    const { lines } = await run(cli, ['list', '--limit', '1000', '--offset', String(stories.length), ...given]);
    stories.push(...lines.map(({ uid, headline }) => ({ uid, headline })));
    more = lines.length === 1_000;
  }
  return stories;
}
