import * as m from './messages/messages.js';

/**
 * What a person can tell the app to do, as one table: the platform's menu, the window's keys, the command palette and the
 * sheet of shortcuts are all made from it. `renderer/commands.ts` carries the commands out.
 */

/** Where a command stands in the menu, and under which heading elsewhere. */
export const COMMAND_GROUPS = ['file', 'edit', 'view', 'go', 'story', 'help'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface CommandDefinition {
  group: CommandGroup;
  label: () => string;
  /**
   * Such as `Mod+Shift+P`, `/` or `Delete`; `Mod` is Command on macOS and Control elsewhere. Keys without `Mod` or `Alt` are not taken
   * from fields that are typed in.
   */
  keys?: readonly string[];
  /** Text fields have this key for themselves. */
  fieldsFirst?: true;
  /** What must be there for it to do anything: an open story, or stories chosen in the list. */
  needs?: 'story';
  /** A line is drawn above it in the menu. */
  separated?: true;
  /** Not in the platform's menu. */
  unlisted?: true;
}

const table = {
  'new-window': { group: 'file', label: m.menu_new_window, keys: ['Mod+N'] },
  'import-files': { group: 'file', label: m.menu_import_files, keys: ['Mod+O'], separated: true },
  'import-folder': { group: 'file', label: m.menu_import_folder, keys: ['Mod+Shift+O'] },
  'import-clipboard': { group: 'file', label: m.menu_import_clipboard, keys: ['Mod+Shift+V'] },
  'save-pdf': { group: 'file', label: m.menu_save_pdf, keys: ['Mod+S'], needs: 'story', separated: true },
  'save-notes-pdf': { group: 'file', label: m.menu_save_notes_pdf, needs: 'story' },
  'save-markdown': { group: 'file', label: m.menu_save_markdown, keys: ['Mod+Shift+S'], needs: 'story' },
  'save-archive': { group: 'file', label: m.menu_save_archive },
  print: { group: 'file', label: m.menu_print, keys: ['Mod+P'], needs: 'story' },

  undo: { group: 'edit', label: m.undo, keys: ['Mod+Z'], fieldsFirst: true },
  redo: { group: 'edit', label: m.redo, keys: ['Mod+Shift+Z', 'Mod+Y'], fieldsFirst: true },
  find: { group: 'edit', label: m.menu_find, keys: ['Mod+K', '/'], separated: true },
  'save-search': { group: 'edit', label: m.menu_save_search, keys: ['Mod+D'] },
  filter: { group: 'edit', label: m.menu_filter, keys: ['Mod+Shift+F'] },

  'find-in-story': { group: 'edit', label: m.find_title, keys: ['Mod+F'], needs: 'story' },
  'find-next': { group: 'edit', label: m.find_next, keys: ['F3', 'Mod+G'], needs: 'story' },
  'find-previous': { group: 'edit', label: m.find_previous, keys: ['Shift+F3', 'Mod+Shift+G'], needs: 'story' },

  theme: { group: 'view', label: m.menu_theme },
  sidebar: { group: 'view', label: m.menu_sidebar, keys: ['Mod+B'] },

  'read-aloud': { group: 'view', label: m.aloud_button, keys: ['Mod+Shift+U'], needs: 'story', separated: true },
  'larger-text': { group: 'view', label: m.look_larger, keys: ['='], separated: true },
  'smaller-text': { group: 'view', label: m.look_smaller, keys: ['-'] },
  'show-story': { group: 'view', label: m.reader_tab_story, needs: 'story', separated: true },
  'show-original': { group: 'view', label: m.reader_tab_original, needs: 'story' },
  'show-details': { group: 'view', label: m.reader_tab_details, needs: 'story' },

  'go-library': { group: 'go', label: m.menu_go_library, keys: ['Mod+1'] },
  'go-notes': { group: 'go', label: m.notes_title, keys: ['Mod+2'] },
  'go-import': { group: 'go', label: m.import_title, keys: ['Mod+4'] },
  'go-export': { group: 'go', label: m.export_title, keys: ['Mod+E'] },
  'go-health': { group: 'go', label: m.safety_title, keys: ['Mod+3'] },
  'go-settings': { group: 'go', label: m.settings_title, keys: ['Mod+,'] },
  'next-story': { group: 'go', label: m.menu_next_story, keys: ['j'], separated: true },
  'previous-story': { group: 'go', label: m.menu_previous_story, keys: ['k'] },
  'next-hit': { group: 'go', label: m.hit_next, keys: ['n'], needs: 'story' },
  'previous-hit': { group: 'go', label: m.hit_previous, keys: ['p'], needs: 'story' },

  'note-story': { group: 'story', label: m.story_note_add, keys: ['a'], needs: 'story' },
  'next-note': { group: 'story', label: m.menu_next_note, keys: [']'], needs: 'story' },
  'previous-note': { group: 'story', label: m.menu_previous_note, keys: ['['], needs: 'story' },

  star: { group: 'story', label: m.menu_star, keys: ['s'], needs: 'story', separated: true },
  read: { group: 'story', label: m.menu_read, keys: ['u'], needs: 'story' },
  tag: { group: 'story', label: m.story_tag, keys: ['t'], needs: 'story', separated: true },
  untag: { group: 'story', label: m.story_untag, needs: 'story' },
  collect: { group: 'story', label: m.story_collect, keys: ['l'], needs: 'story' },
  cite: { group: 'story', label: m.story_cite, keys: ['Mod+Shift+C'], needs: 'story', separated: true },
  'copy-markdown': { group: 'story', label: m.copy_markdown, keys: ['Mod+Alt+M'], needs: 'story' },
  'copy-rich': { group: 'story', label: m.copy_rich, keys: ['Mod+Alt+R'], needs: 'story' },
  trash: { group: 'story', label: m.story_trash, keys: ['Delete'], needs: 'story', separated: true },

  palette: { group: 'help', label: m.palette_title, keys: ['Mod+Shift+P'] },
  shortcuts: { group: 'help', label: m.shortcuts_title, keys: ['?'] },
} as const satisfies Record<string, CommandDefinition>;

export type CommandId = keyof typeof table;
export const COMMANDS: Readonly<Record<CommandId, CommandDefinition>> = table;
export const COMMAND_IDS = Object.keys(table) as readonly CommandId[];

/** Panes that understand keys of their own. */
export const PANES = ['search', 'list', 'reader'] as const;
export type PaneName = (typeof PANES)[number];

/** Keys that only one pane understands, and that it handles itself. */
export const PANE_KEYS: readonly { pane: PaneName; label: () => string; keys: readonly string[] }[] = [
  { pane: 'search', label: m.keys_enter, keys: ['Enter', '↓'] },
  { pane: 'search', label: m.keys_complete, keys: ['Alt+↓', 'Tab'] },
  { pane: 'search', label: m.keys_chips, keys: ['←', 'Backspace'] },
  { pane: 'search', label: m.keys_chip_remove, keys: ['Delete'] },
  { pane: 'search', label: m.keys_clear, keys: ['Esc'] },
  { pane: 'list', label: m.keys_list, keys: ['↑', '↓'] },
  { pane: 'list', label: m.keys_drag_out, keys: ['Alt'] },
  { pane: 'list', label: m.keys_open, keys: ['Enter'] },
  { pane: 'list', label: m.keys_extend, keys: ['Shift+↑ ↓'] },
  { pane: 'list', label: m.keys_choose, keys: ['Space'] },
  { pane: 'list', label: m.keys_choose_all, keys: ['Mod+A'] },
  { pane: 'reader', label: m.keys_mark, keys: ['1 – 7'] },
  { pane: 'reader', label: m.keys_note, keys: ['n'] },
  { pane: 'reader', label: m.keys_tag_passage, keys: ['t'] },
  { pane: 'reader', label: m.keys_extend_mark, keys: ['e'] },
  { pane: 'reader', label: m.keys_quote, keys: ['c'] },
  { pane: 'reader', label: m.keys_copy_markdown, keys: ['m'] },
  { pane: 'reader', label: m.keys_copy_rich, keys: ['r'] },
  { pane: 'reader', label: m.keys_caret, keys: ['←', '→'] },
  { pane: 'reader', label: m.keys_select, keys: ['Shift+← →'] },
  { pane: 'reader', label: m.keys_paste, keys: ['Mod+V'] },
];

/** A menu's label without the letter that opens it: `&File`, and `ファイル(&F)` where the script is another. */
export const withoutMnemonic = (label: string): string => label.replace(/\(&\w\)|&/, '');
