import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { BACKUP_SETTING, backupSettingsSchema, type BackupSettings, type KeptBackup } from '../../core/backup';
import { stampOf } from '../../core/file-name';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { Archive, BackupReport, ReadStore } from '../../db/store';
import type { JobContext } from './jobs';
import { isSameFile } from './parts/files';
import { sha256 } from './parts/identity';
import { isAlive } from './parts/processes';
import { needSpace } from './parts/space';

/** The settings of this archive; what was never set, or makes no sense, is as at first. */
export async function backupSettings(store: ReadStore): Promise<BackupSettings> {
  return v.parse(backupSettingsSchema, (await store.settings.get(BACKUP_SETTING)) ?? {});
}

const ENDING = '.broadsheet-backup';
const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z$/;
/** A backup that was being taken when the app ended; `backUp` names it so. */
const UNFINISHED = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z\.broadsheet-backup\.(\d+)\.part(-wal|-shm|-journal)?$/;

/**
 * How the names of an archive's backups begin. In a folder of their own choice several archives may have one name, so that their
 * place is in it as well.
 */
function prefixOf(folder: string, archive: string): string {
  const place = folder === usualFolder(archive) ? '' : `${sha256(archive).slice(0, 8)} `;
  return `${basename(archive)} ${place}`;
}

/** Where an archive's backups are when nothing else was chosen. */
export function usualFolder(archive: string): string {
  return join(dirname(archive), 'backups');
}

/** Backups of an archive in a folder, newest first. Other files there are nobody's business. */
export async function backupsIn(folder: string, archive: string): Promise<KeptBackup[]> {
  const prefix = prefixOf(folder, archive);
  const found: KeptBackup[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const stamp = name.startsWith(prefix) && name.endsWith(ENDING) ? name.slice(prefix.length, -ENDING.length) : '';
    if (!STAMP.test(stamp)) continue;
    const path = join(folder, name);
    const takenAt = stamp.replace(/T(\d\d)-(\d\d)-(\d\d)Z/, 'T$1:$2:$3.000Z');
    found.push({ path, takenAt, bytes: (await stat(path)).size });
  }
  return found.sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
}

async function whereabouts(store: ReadStore): Promise<{ archive: string; folder: string; settings: BackupSettings }> {
  const settings = await backupSettings(store);
  const { path: archive } = await store.maintenance.file();
  return { archive, folder: settings.folder || usualFolder(archive), settings };
}

/** Backups of this archive in the folder chosen for them, newest first. */
export async function listBackups(store: ReadStore): Promise<{ backups: KeptBackup[]; settings: BackupSettings; folder: string }> {
  const { folder, archive, settings } = await whereabouts(store);
  return { backups: await backupsIn(folder, archive), settings, folder };
}

/** Whether it is time for the next backup. */
export function isDue({ enabled, everyHours }: BackupSettings, last: KeptBackup | undefined, now: Date): boolean {
  return enabled && (!last || now.getTime() - Date.parse(last.takenAt) >= everyHours * 3_600_000);
}

/**
 * Backs the archive up to a file, whole or not at all.
 * @throws BroadsheetError `disk-full`, `unwritable`, `damaged`, `cancelled`
 */
export async function backUpTo(archive: Archive, path: string, job?: JobContext): Promise<BackupReport> {
  const { bytes, path: file } = await archive.read.maintenance.file();
  if (await isSameFile(path, file)) throw new BroadsheetError('invalid-input', m.error_backup_itself());
  const target = await stat(path).catch(() => null);
  if (target?.isDirectory()) throw new BroadsheetError('unwritable', m.error_is_folder({ path }));
  const folder = await stat(dirname(path)).catch(() => null);
  if (!folder?.isDirectory()) throw new BroadsheetError('unwritable', m.error_no_folder({ folder: dirname(path) }));
  await needSpace(dirname(path), bytes);
  return archive.backUp(path, { onProgress: (done, total) => job?.checkpoint({ done, total }) });
}

/**
 * The next backup in the folder of backups. The oldest ones over the wanted number go once the new one is there and sound, and
 * what a backup left behind that was cut off.
 * @throws BroadsheetError as {@link backUpTo}
 */
export async function keepBackup(archive: Archive, now: Date, job?: JobContext): Promise<BackupReport> {
  const { folder, settings, archive: file } = await whereabouts(archive.read);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new BroadsheetError('unwritable', m.error_backup_folder({ folder }), String(error));
  }
  const prefix = prefixOf(folder, file);
  for (const name of await readdir(folder)) {
    const [, pid] = (name.startsWith(prefix) && UNFINISHED.exec(name.slice(prefix.length))) || [];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { force: true });
  }
  const report = await backUpTo(archive, join(folder, `${prefix}${stampOf(now)}${ENDING}`), job);
  for (const { path } of (await backupsIn(folder, file)).slice(settings.generations)) await rm(path, { force: true });
  return report;
}

/** Whether a backup is due now; an archive without a story needs none. */
export async function backupIsDue(store: ReadStore, now: Date): Promise<boolean> {
  const isEmpty = (await store.articles.uids({ limit: 1, offset: 0 })).length === 0;
  const { backups, settings } = await listBackups(store);
  return !isEmpty && isDue(settings, backups[0], now);
}
