import * as v from 'valibot';

/** How backups are made by themselves while the app runs. */
export interface BackupSettings {
  enabled: boolean;
  /** Hours between two backups. */
  everyHours: number;
  /** Backups kept; the oldest goes when a newer one is there and sound. */
  generations: number;
  /** Absolute; empty for a folder `backups` beside the archive. */
  folder: string;
}

/** Once a day, for a week. */
const AT_FIRST: BackupSettings = { enabled: true, everyHours: 24, generations: 7, folder: '' };

/** The setting's name in the archive. */
export const BACKUP_SETTING = 'backup';

const everyHours = v.pipe(v.number(), v.minValue(1), v.maxValue(24 * 365));
const generations = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000));

/** What a person may choose in a window. The folder is asked for by the system's own dialog. */
export const backupChoice = v.strictObject({
  enabled: v.optional(v.boolean()),
  everyHours: v.optional(everyHours),
  generations: v.optional(generations),
});

/** The setting as it is read: what is missing, or makes no sense, is as at first. */
export const backupSettingsSchema = v.object({
  enabled: v.fallback(v.boolean(), AT_FIRST.enabled),
  everyHours: v.fallback(everyHours, AT_FIRST.everyHours),
  generations: v.fallback(generations, AT_FIRST.generations),
  folder: v.fallback(v.string(), AT_FIRST.folder),
});

/** A backup of this archive in the folder of backups. */
export interface KeptBackup {
  path: string;
  /** ISO 8601, UTC. */
  takenAt: string;
  bytes: number;
}
