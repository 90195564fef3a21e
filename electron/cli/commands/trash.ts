import { TRASH_DAYS } from '../../../core/state';
import { emptyTrash, restoreStories, trashStories } from '../../services/trash';
import { UsageError, type Command, type CommandContext } from '../command';
import { columns } from '../output';

/** Stories read at a time. */
const BATCH = 500;

async function list({ archive, output }: CommandContext): Promise<void> {
  const store = archive.forReading();
  for (let offset = 0; ; offset += BATCH) {
    const { items } = await store.articles.list({ kind: 'trashed' }, { limit: BATCH, offset });
    for (const item of items) await output.result(item, columns(item.uid, item.trashedAt.slice(0, 10), item.headline, item.publication));
    if (items.length < BATCH) return;
  }
}

const stories = (count: number) => `${count} ${count === 1 ? 'story' : 'stories'}`;

export const trashCommand: Command = {
  name: 'trash',
  usage: '[UID… | --restore UID… | --empty]',
  summary: 'List the trash; put stories there, take them out, or empty it.',
  details: `Stories in the trash are in no list and no search. What has been there for ${TRASH_DAYS} days is
removed for good while the app with its window runs. “undo” takes back what was put there
or taken out; nothing brings back what was removed for good.

With --json a line for every story in the trash, as “list” has them, with trashedAt; otherwise one object, {"trashed"},
{"restored"} or {"purged"}: how many stories.`,
  options: {
    restore: { type: 'boolean', help: 'Take the stories out of the trash.' },
    empty: { type: 'boolean', help: 'Remove everything in the trash for good. This cannot be undone.' },
  },
  async run(context, { positionals, values }) {
    const restore = values['restore'] === true;
    const empty = values['empty'] === true;
    if (empty && (restore || positionals.length > 0))
      throw new UsageError('--empty removes everything in the trash; it takes nothing else.');
    if (restore && positionals.length === 0)
      throw new UsageError('Name the stories to take out of the trash by their uids; “trash” lists them.');
    if (!empty && positionals.length === 0) {
      await list(context);
      return 0;
    }
    const { archive, output } = context;
    archive.forReading();
    const writable = archive.forWriting();
    if (empty) {
      const result = await emptyTrash(writable);
      await output.result(result, `${stories(result.purged)} removed for good. This cannot be undone.`);
    } else if (restore) {
      const result = await restoreStories(writable, positionals);
      await output.result(result, `${stories(result.restored)} taken out of the trash`);
    } else {
      const result = await trashStories(writable, positionals);
      await output.result(result, `${stories(result.trashed)} moved to the trash`);
    }
    return 0;
  },
};
