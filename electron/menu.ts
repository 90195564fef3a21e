import { app, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import { COMMAND_IDS, COMMANDS, type CommandGroup, type CommandId } from '../core/commands';
import * as m from '../core/messages/messages.js';

/** Sends a command to the window in front; the window carries it out, so that menu and keys do the same. */
export type SendCommand = (window: BrowserWindow, id: CommandId) => void;

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** Electron's name of a key of the table, or `undefined` when the menu cannot have it: it would be taken from text fields. */
function acceleratorOf(keys: readonly string[] = []): string | undefined {
  return keys.find((key) => key.includes('Mod+'))?.replace('Mod', 'CmdOrCtrl');
}

/** The commands of a group, as `core/commands.ts` has them. */
function commandsOf(group: CommandGroup, send: SendCommand): MenuItemConstructorOptions[] {
  return COMMAND_IDS.filter((id) => COMMANDS[id].group === group && !COMMANDS[id].unlisted).flatMap((id) => {
    const { label, keys, separated } = COMMANDS[id];
    const accelerator = acceleratorOf(keys);
    const item: MenuItemConstructorOptions = {
      label: label(),
      ...(accelerator === undefined ? {} : { accelerator }),
      click: (_item, window) => {
        if (window && 'webContents' in window) send(window as BrowserWindow, id);
      },
    };
    return separated ? [SEPARATOR, item] : [item];
  });
}

/** The platform's menu. Every entry that acts on stories is a command of the window. */
export function installMenu(send: SendCommand): void {
  const mac = process.platform === 'darwin';
  const clipboard: MenuItemConstructorOptions[] = [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }];
  const appearance: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    SEPARATOR,
    { role: 'togglefullscreen' },
    { role: 'toggleDevTools' },
  ];
  const [undo, redo, ...edit] = commandsOf('edit', send);
  const menus: MenuItemConstructorOptions[] = [
    { label: m.menu_file(), submenu: [...commandsOf('file', send), SEPARATOR, mac ? { role: 'close' } : { role: 'quit' }] },
    { label: m.menu_edit(), submenu: [undo ?? SEPARATOR, redo ?? SEPARATOR, SEPARATOR, ...clipboard, ...edit] },
    { label: m.menu_view(), submenu: [...commandsOf('view', send), SEPARATOR, ...appearance] },
    { label: m.menu_go(), submenu: commandsOf('go', send) },
    { label: m.menu_story(), submenu: commandsOf('story', send) },
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', label: m.menu_help(), submenu: commandsOf('help', send) },
  ];
  const filled = menus.filter(({ submenu }) => !Array.isArray(submenu) || submenu.length > 0);
  Menu.setApplicationMenu(Menu.buildFromTemplate([...(mac ? [{ role: 'appMenu', label: app.name } as const] : []), ...filled]));
}
