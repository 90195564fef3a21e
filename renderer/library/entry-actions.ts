import ArchiveRestore from '@lucide/svelte/icons/archive-restore';
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import CornerDownRight from '@lucide/svelte/icons/corner-down-right';
import FolderPlus from '@lucide/svelte/icons/folder-plus';
import Merge from '@lucide/svelte/icons/merge';
import Pencil from '@lucide/svelte/icons/pencil';
import Search from '@lucide/svelte/icons/search';
import Trash from '@lucide/svelte/icons/trash-2';
import * as m from '../../core/messages/messages.js';
import type { Desk } from '../state/desk.svelte';
import type { Action } from './actions';
import type { Entry } from './tree';

/** What can be done with a line of the sidebar. */
export function entryActions(desk: Desk, { id, subject, place, siblings }: Entry): Action[] {
  const { shelving, filing } = desk;
  const run = (work: () => Promise<unknown>) => () => void desk.attempt(work);
  const rename: Action = { label: m.rename(), icon: Pencil, keys: 'F2', run: () => (shelving.naming = id) };
  const remove: Action = { label: m.remove(), icon: Trash, keys: 'Delete', separated: true, run: run(() => shelving.remove(subject)) };
  const shifts: Action[] = [
    {
      label: m.move_up(),
      icon: ArrowUp,
      keys: 'Alt+↑',
      separated: true,
      disabled: place === 1,
      run: run(() => shelving.shift(subject, -1)),
    },
    { label: m.move_down(), icon: ArrowDown, keys: 'Alt+↓', disabled: place === siblings, run: run(() => shelving.shift(subject, 1)) },
  ];
  switch (subject.kind) {
    case 'place':
      if (subject.place !== 'trashed') return [];
      return [
        { label: m.trash_restore_all(), icon: ArchiveRestore, run: run(() => filing.restoreAll()) },
        { label: m.trash_empty_ask_first(), icon: Trash, separated: true, run: () => filing.askEmptyTrash() },
      ];
    case 'section':
      if (subject.section !== 'collections') return [];
      return [{ label: m.collection_make_new(), icon: FolderPlus, run: run(() => shelving.makeCollection(null)) }];
    case 'collection': {
      const { collection } = subject;
      return [
        { label: m.collection_make_below(), icon: FolderPlus, run: run(() => shelving.makeCollection(collection.uid)) },
        rename,
        ...shifts,
        { label: m.move_into(), icon: CornerDownRight, run: () => shelving.askMoveCollection(collection) },
        remove,
      ];
    }
    case 'search': {
      const query = desk.query.trim();
      return [
        rename,
        {
          label: m.search_change({ query }),
          icon: Search,
          disabled: query === '' || query === subject.search.query,
          run: run(() => shelving.change(subject.search)),
        },
        ...shifts,
        remove,
      ];
    }
    case 'tag': {
      const { tag } = subject;
      return [
        rename,
        { label: m.merge_into(), icon: Merge, run: () => shelving.askMergeTag(tag) },
        { label: m.tag_nest(), icon: CornerDownRight, run: () => shelving.askNestTag(tag) },
        remove,
      ];
    }
    case 'publication':
      return [rename, { label: m.merge_into(), icon: Merge, run: () => shelving.askMergePublication(subject.publication) }];
  }
}
