import ArchiveRestore from '@lucide/svelte/icons/archive-restore';
import Clipboard from '@lucide/svelte/icons/clipboard-type';
import FolderMinus from '@lucide/svelte/icons/folder-minus';
import FolderPlus from '@lucide/svelte/icons/folder-plus';
import Hash from '@lucide/svelte/icons/hash';
import Mail from '@lucide/svelte/icons/mail';
import MailOpen from '@lucide/svelte/icons/mail-open';
import Printer from '@lucide/svelte/icons/printer';
import Quote from '@lucide/svelte/icons/quote';
import Star from '@lucide/svelte/icons/star';
import StarOff from '@lucide/svelte/icons/star-off';
import Tag from '@lucide/svelte/icons/tag';
import Tags from '@lucide/svelte/icons/tags';
import Trash from '@lucide/svelte/icons/trash-2';
import Upload from '@lucide/svelte/icons/upload';
import AppWindow from '@lucide/svelte/icons/app-window';
import * as m from '../../core/messages/messages.js';
import type { Desk } from '../state/desk.svelte';
import type { Action } from './actions';

/** What can be done with the chosen stories, for their menu and the bar above the list. */
export function storyActions(desk: Desk): Action[] {
  const { filing, library } = desk;
  const run = (work: () => Promise<unknown>) => () => void desk.attempt(work);
  const one = filing.chosen.length === 1;
  if (filing.isInTrash) return [{ label: m.story_restore(), icon: ArchiveRestore, run: run(() => filing.restore()) }];
  return [
    filing.areStarred
      ? { label: m.story_unstar(), icon: StarOff, keys: 's', run: run(() => filing.star()) }
      : { label: m.story_star(), icon: Star, keys: 's', run: run(() => filing.star()) },
    filing.areRead
      ? { label: m.story_mark_unread(), icon: Mail, keys: 'u', run: run(() => filing.toggleRead()) }
      : { label: m.story_mark_read(), icon: MailOpen, keys: 'u', run: run(() => filing.toggleRead()) },
    { label: m.story_tag(), icon: Tag, keys: 't', separated: true, run: () => filing.askTag() },
    { label: m.story_untag(), icon: Tags, run: () => filing.askUntag() },
    { label: m.story_collect(), icon: FolderPlus, keys: 'l', run: () => filing.askCollection() },
    ...(library.scope.kind === 'collection' ? [{ label: m.story_take_out(), icon: FolderMinus, run: run(() => filing.takeOut()) }] : []),
    ...(one
      ? [
          { label: m.story_open_window(), icon: AppWindow, separated: true, run: run(() => filing.openWindow()) },
          { label: m.copy_markdown(), icon: Hash, run: run(() => filing.copyStory('markdown')) },
          { label: m.copy_rich(), icon: Clipboard, run: run(() => filing.copyStory('rich')) },
        ]
      : []),
    { label: m.story_print(), icon: Printer, separated: true, run: run(() => filing.print()) },
    { label: m.story_export(), icon: Upload, run: run(() => filing.export()) },
    { label: m.story_cite(), icon: Quote, keys: 'Mod+Shift+C', run: run(() => filing.cite()) },
    { label: m.story_trash(), icon: Trash, keys: 'Delete', separated: true, run: run(() => filing.trash()) },
  ];
}
