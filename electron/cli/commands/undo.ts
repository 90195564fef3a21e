import { MAX_EDITS, type EditEntry } from '../../../core/edit';
import { editSentence } from '../../../core/edit-sentence';
import { redo, undo } from '../../services/history';
import { UsageError, type Command } from '../command';
import { columns } from '../output';

function line({ id, at, label, undone }: EditEntry) {
  return { id, at, edit: editSentence(label), label, undone };
}

export const undoCommand: Command = {
  name: 'undo',
  usage: '[--redo | --list]',
  summary: 'Undo the last edit.',
  details: `Every edit can be undone, one after the other: highlights, tags, fields, stars, collections, merges, the trash; not what was
removed from the trash for good. The newest ${MAX_EDITS.toLocaleString('en')} edits are kept.

With --json the edit as one object, {"id","at","edit","label","undone"}; with --list a line for every edit, newest first.`,
  options: {
    redo: { type: 'boolean', help: 'Do again what was undone last.' },
    list: { type: 'boolean', help: 'List the edits, newest first; change nothing.' },
  },
  async run({ archive, output }, { positionals, values }) {
    const [again, listing] = [values['redo'] === true, values['list'] === true];
    if (positionals.length > 0 || (again && listing)) throw new UsageError('“undo” takes no names; edits are undone in turn.');
    const store = archive.forReading();
    if (listing) {
      for (const entry of await store.edits.list(MAX_EDITS)) {
        const told = line(entry);
        await output.result(told, columns(told.at.slice(0, 19).replace('T', ' '), told.edit, told.undone ? '(undone)' : ''));
      }
      return 0;
    }
    const told = line(await (again ? redo : undo)(archive.forWriting()));
    await output.result(told, columns(again ? 'done again:' : 'undone:', told.edit));
    return 0;
  },
};
