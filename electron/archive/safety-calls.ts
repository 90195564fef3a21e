import { BACKUP_SETTING } from '../../core/backup';
import { changeSetting } from '../services/settings';
import type { ArchiveCall, CallContext, Handler } from './dispatch';
import { withoutUndefined } from './input';

/** Calls that keep the archive safe: backups, the check, the index made anew. */
type SafetyCall = Extract<ArchiveCall, `${'backups' | 'archive'}.${string}`>;

/** Starting the app must not wait for what is seldom used. */
const backups = () => import('../services/backups');

async function configure({ archive }: CallContext, change: object): Promise<null> {
  const { backupSettings } = await backups();
  return changeSetting(archive, BACKUP_SETTING, { ...(await backupSettings(archive.read)), ...change });
}

export const safetyCalls: { [Name in SafetyCall]: Handler<Name> } = {
  'backups.list': async ({ archive }) => (await backups()).listBackups(archive.read),
  'backups.due': async ({ archive }) => (await backups()).backupIsDue(archive.read, new Date()),
  'backups.take': async ({ archive, jobs }) => {
    const { keepBackup } = await backups();
    return jobs.passing('backup', (job) => keepBackup(archive, new Date(), job));
  },
  'backups.configure': (context, change) => configure(context, withoutUndefined(change)),
  'backups.move': (context, { folder }) => configure(context, { folder }),

  'archive.check': async ({ archive, jobs }) => {
    const { checkArchive } = await import('../services/library');
    return jobs.passing('check', (job) => checkArchive(archive, job));
  },
  'archive.reindex': async ({ archive, jobs }) => ({ stories: await (await import('../services/reindex')).reindex(jobs, archive) }),
};
