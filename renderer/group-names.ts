import type { CommandGroup, PaneName } from '../core/commands';
import * as m from '../core/messages/messages.js';

/** The menus' names, with the letters that open them. */
export const GROUP_NAMES: Readonly<Record<CommandGroup, () => string>> = {
  file: m.menu_file,
  edit: m.menu_edit,
  view: m.menu_view,
  go: m.menu_go,
  story: m.menu_story,
  help: m.menu_help,
};

export const PANE_NAMES: Readonly<Record<PaneName, () => string>> = {
  search: m.keys_in_search,
  list: m.keys_in_list,
  reader: m.keys_in_reader,
};
