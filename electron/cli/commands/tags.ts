import type { TagChange } from '../../../core/report';
import type { Archive } from '../../../db/store';
import { deleteTag, listTags, mergeTags, renameTag } from '../../services/tags';
import { UsageError, type Command, type CommandContext } from '../command';
import { columns } from '../output';

/** What can be done to tags: how many names it takes, what does it, and what is said then. */
const ACTIONS: Readonly<Record<string, { names: number; run: (archive: Archive, names: string[]) => Promise<TagChange>; done: string }>> = {
  rename: { names: 2, run: (archive, [from = '', to = '']) => renameTag(archive, from, to), done: 'renamed' },
  merge: { names: 2, run: (archive, [from = '', into = '']) => mergeTags(archive, from, into), done: 'merged' },
  delete: { names: 1, run: (archive, [name = '']) => deleteTag(archive, name), done: 'deleted' },
};

async function list({ archive, output }: CommandContext): Promise<void> {
  for (const tag of await listTags(archive.forReading())) {
    const { name, count, annotations } = tag;
    await output.result(tag, columns(String(count).padStart(6), name, annotations > 0 ? `(${annotations} highlights)` : ''));
  }
}

export const tagsCommand: Command = {
  name: 'tags',
  usage: '[rename OLD NEW | merge FROM INTO | delete NAME]',
  summary: 'List tags with their counts; rename, merge or delete them.',
  details: `Tags are nested by “/”: what is done to “Sea” is done to “Sea/Ferries” as well. “undo” takes it back.

With --json a line for every tag, {"name","count","annotations"}: stories outside the trash, and highlights; for a change one
object, {"tags","carriers"}: tags changed, and the stories and highlights that carried them.`,
  options: {},
  async run(context, { positionals }) {
    const [word, ...names] = positionals;
    if (word === undefined) {
      await list(context);
      return 0;
    }
    const action = Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
    if (!action) throw new UsageError(`Tags cannot be “${word}”-ed. Known: ${Object.keys(ACTIONS).join(', ')}.`);
    if (names.length !== action.names) {
      throw new UsageError(`“tags ${word}” takes ${action.names === 1 ? 'the name of one tag' : 'the names of two tags'}.`);
    }
    // Reading first: an archive that is not there must not be made for nothing.
    context.archive.forReading();
    const change = await action.run(context.archive.forWriting(), names);
    await context.output.result(change, columns(action.done, names.join(' → '), `on ${change.carriers} stories and highlights`));
    return 0;
  },
};
