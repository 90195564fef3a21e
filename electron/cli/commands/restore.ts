import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { stampOf } from '../../../core/file-name';
import { verifyBackup } from '../../../db/sqlite/backup';
import { openBackup } from '../../../db/sqlite/open-backup';
import { restoreWhole } from '../../../db/sqlite/restore';
import { needSpace } from '../../services/parts/space';
import { restoreStories } from '../../services/restore';
import { UsageError, type Command, type CommandContext } from '../command';
import { columns } from '../output';
import { reading } from '../work';

async function restoreChosen(context: CommandContext, backup: string, uids: readonly string[]): Promise<number> {
  const { archive, output } = context;
  await reading(context, 'restore', (job) => verifyBackup(backup, { onProgress: (done, total) => job.checkpoint({ done, total }) }));
  const from = await openBackup(backup);
  try {
    const results = await restoreStories(from.read, archive.forWriting(), uids);
    for (const result of results) {
      const { uid, status, headline } = result;
      await output.result(result, columns(status.padEnd(9), uid, headline));
    }
    return results.every(({ status }) => status !== 'missing') ? 0 : 1;
  } finally {
    await from.close();
  }
}

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'PATH [--only UID]…',
  summary: 'Put a backup in the archive’s place, or bring chosen stories back from it.',
  details: `The backup is checked first and is not changed. The whole archive is replaced only when nobody else has it open; as it was, it
stays beside the new one under another name. With --only, chosen stories come back with text, fields, tags, original, highlights
and notes; what the archive holds besides stays.

With --json one object {"path","kept"}, or with --only a line for every story, {"uid","headline","status","annotations"}, where
status is restored, replaced, unchanged or missing. Ends with exit code 1 when a story is not in the backup.`,
  options: {
    only: { type: 'string', multiple: true, value: 'UID', help: 'A story to bring back; may be repeated.' },
  },
  async run(context, given) {
    const [path, ...others] = given.positionals;
    const uids = (given.values['only'] as string[] | undefined) ?? [];
    if (path === undefined) throw new UsageError('Name the backup to restore.');
    // “--only A B C” names three stories.
    if (others.length > 0 && uids.length === 0) throw new UsageError('Name one backup; stories are named with --only.');
    const backup = resolve(path);
    if (uids.length > 0) return restoreChosen(context, backup, [...uids, ...others]);
    mkdirSync(dirname(context.archive.file), { recursive: true });
    await needSpace(dirname(context.archive.file), statSync(backup, { throwIfNoEntry: false })?.size ?? 0);
    const { kept } = await reading(context, 'restore', (job) =>
      restoreWhole(backup, context.archive.file, stampOf(new Date()), { onProgress: (done, total) => job.checkpoint({ done, total }) }),
    );
    const line = kept === '' ? '' : ` The archive as it was is kept as ${kept}.`;
    await context.output.result({ path: context.archive.file, kept }, `${context.archive.file} is the backup now.${line}`);
    return 0;
  },
};
