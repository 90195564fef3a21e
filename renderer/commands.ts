import type { CommandId } from '../core/commands';
import { call } from './api';
import type { Desk } from './state/desk.svelte';

/** How each command of `core/commands.ts` is carried out in a window. One that is missing does not compile. */
export const RUN: Readonly<Record<CommandId, (desk: Desk) => unknown>> = {
  'new-window': () => call('window.new', {}),
  'import-files': (desk) => desk.chooseImport('files'),
  'import-folder': (desk) => desk.chooseImport('folder'),
  'import-clipboard': (desk) => desk.importClipboard(),
  'save-pdf': (desk) => desk.save('pdf'),
  'save-notes-pdf': (desk) => desk.save('notes-pdf'),
  'save-markdown': (desk) => desk.save('markdown'),
  'save-archive': (desk) => desk.goExport('archive'),
  print: (desk) => desk.go('print'),

  undo: (desk) => desk.undo(),
  redo: (desk) => desk.redo(),
  find: (desk) => desk.find(),
  'save-search': (desk) => desk.saveSearch(),
  filter: (desk) => desk.openFilter(),

  'find-in-story': (desk) => desk.findInStory(),
  'find-next': (desk) => desk.stepFound(1),
  'find-previous': (desk) => desk.stepFound(-1),

  theme: (desk) => desk.settings.nextTheme(),
  sidebar: (desk) => desk.toggleSidebar(),

  'read-aloud': (desk) => desk.readAloud(),
  'larger-text': (desk) => desk.look.move('size', 1),
  'smaller-text': (desk) => desk.look.move('size', -1),
  'show-story': (desk) => desk.showTab('story'),
  'show-original': (desk) => desk.showTab('original'),
  'show-details': (desk) => desk.showTab('details'),

  'go-library': (desk) => desk.go('library'),
  'go-notes': (desk) => desk.go('notes'),
  'go-import': (desk) => desk.go('import'),
  'go-export': (desk) => desk.goExport(desk.exporting.what),
  'go-health': (desk) => desk.go('health'),
  'go-settings': (desk) => desk.go('settings'),
  'next-story': (desk) => desk.openBeside(1),
  'previous-story': (desk) => desk.openBeside(-1),
  'next-hit': (desk) => desk.stepHit(1),
  'previous-hit': (desk) => desk.stepHit(-1),

  'note-story': (desk) => desk.noteStory(),
  'next-note': (desk) => desk.reading.activateBeside(1),
  'previous-note': (desk) => desk.reading.activateBeside(-1),

  star: (desk) => desk.filing.star(),
  read: (desk) => desk.filing.toggleRead(),
  tag: (desk) => desk.filing.askTag(),
  untag: (desk) => desk.filing.askUntag(),
  collect: (desk) => desk.filing.askCollection(),
  cite: (desk) => desk.filing.cite(),
  'copy-markdown': (desk) => desk.copyReading('markdown'),
  'copy-rich': (desk) => desk.copyReading('rich'),
  trash: (desk) => (desk.filing.isInTrash ? desk.filing.restore() : desk.filing.trash()),

  palette: (desk) => (desk.paletteShown = true),
  shortcuts: (desk) => (desk.shortcutsShown = true),
};
