import { app, dialog, type BrowserWindow } from 'electron';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { KeptBackup } from '../core/backup';
import { stampOf } from '../core/file-name';
import { spoken } from '../core/languages';
import * as m from '../core/messages/messages.js';
import { BroadsheetError } from '../core/reply';
import type { SalvageReport } from '../core/salvage';

/**
 * Mends an archive that nobody has open: through the command line, in a process of its own, so that the same code works with
 * and without a window, and a file that brings it down leaves the app standing.
 */
async function commandLine(...words: string[]): Promise<{ code: number; results: unknown[]; sentence: string }> {
  const child = spawn(process.execPath, [join(app.getAppPath(), 'out', 'main', 'cli.js'), ...words, '--json'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', LC_ALL: spoken() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  const lines = said.stdout.split('\n').filter((line) => line.startsWith('{'));
  return { code, results: lines.map((line) => JSON.parse(line) as unknown), sentence: said.stderr.trim() };
}

const failed = (sentence: string) => new BroadsheetError('damaged', sentence === '' ? m.repair_failed() : sentence);

/** Backups that could take the archive's place, newest first. */
export async function backupsOf(archive: string): Promise<KeptBackup[]> {
  const { results } = await commandLine('backup', '--list', '--archive', archive);
  return results as KeptBackup[];
}

/** Asks for a backup's file; an empty string when cancelled. */
async function askForBackup(window: BrowserWindow): Promise<string> {
  const filters = [
    { name: m.repair_backups(), extensions: ['broadsheet-backup', 'broadsheet'] },
    { name: m.dialog_all_files(), extensions: ['*'] },
  ];
  const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
  return filePaths[0] ?? '';
}

/**
 * Puts a backup in the archive's place and starts the app anew.
 * @param close lets go of the archive
 * @throws BroadsheetError `damaged` with the command's own sentence; the archive is as it was then
 */
export async function restoreAndRestart(
  window: BrowserWindow,
  archive: string,
  path: string,
  close: () => Promise<void>,
): Promise<{ restored: boolean }> {
  const backup = path === '' ? await askForBackup(window) : path;
  if (backup === '') return { restored: false };
  await close();
  const { code, sentence } = await commandLine('restore', backup, '--archive', archive);
  // The archive was let go of: also where it stays as it was, the app opens it anew.
  if (code !== 0 && window.webContents.getURL().includes('failure.html')) throw failed(sentence);
  if (code !== 0) dialog.showErrorBox(app.name, sentence);
  app.relaunch();
  // The window of a failed start ends the app as failed when it is closed.
  window.removeAllListeners('closed');
  app.exit(0);
  return { restored: code === 0 };
}

/** Saves what can be read into a new file beside the archive. @throws BroadsheetError `damaged` when nothing could be saved */
export async function salvageBeside(archive: string): Promise<SalvageReport & { path: string }> {
  const path = `${archive}.saved-${stampOf(new Date())}`;
  const { results, sentence } = await commandLine('salvage', path, '--archive', archive);
  const [report] = results;
  if (report === undefined) throw failed(sentence);
  return { ...(report as SalvageReport), path };
}
