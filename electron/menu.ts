import { app, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { CommandId } from '../core/contract';
import * as m from '../core/messages/messages.js';

/** Sends a command to the window in front; the window carries it out, so that menu and keys do the same. */
export type SendCommand = (window: BrowserWindow, id: CommandId) => void;

/** The platform's menu. Every entry that acts on stories is a command of the window. */
export function installMenu(send: SendCommand): void {
  const command = (id: CommandId, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: (_item, window) => {
      if (window && 'webContents' in window) send(window as BrowserWindow, id);
    },
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const mac = process.platform === 'darwin';

  const file: MenuItemConstructorOptions[] = [
    command('import-files', m.menu_import_files(), 'CmdOrCtrl+O'),
    command('import-folder', m.menu_import_folder(), 'CmdOrCtrl+Shift+O'),
    command('import-clipboard', m.menu_import_clipboard(), 'CmdOrCtrl+Shift+V'),
    separator,
    command('save-pdf', m.menu_save_pdf(), 'CmdOrCtrl+S'),
    command('save-notes-pdf', m.menu_save_notes_pdf()),
    command('save-markdown', m.menu_save_markdown(), 'CmdOrCtrl+Shift+S'),
    command('save-archive', m.menu_save_archive()),
    command('print', m.menu_print(), 'CmdOrCtrl+P'),
    separator,
    command('safety', m.menu_safety()),
    separator,
    mac ? { role: 'close' } : { role: 'quit' },
  ];
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo' },
    { role: 'redo' },
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    separator,
    command('find', m.menu_find(), 'CmdOrCtrl+K'),
  ];
  const view: MenuItemConstructorOptions[] = [
    command('theme', m.menu_theme()),
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    { role: 'toggleDevTools' },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu', label: app.name } as const] : []),
      { label: m.menu_file(), submenu: file },
      { label: m.menu_edit(), submenu: edit },
      { label: m.menu_view(), submenu: view },
      ...(mac ? [{ role: 'windowMenu' } as const] : []),
    ]),
  );
}
