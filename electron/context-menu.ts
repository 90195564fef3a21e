import { app, BrowserWindow, Menu, type ContextMenuParams, type MenuItemConstructorOptions } from 'electron';
import * as m from '../core/messages/messages.js';

/** What can be done with the text under the pointer; nothing where there is none. */
export function textMenu({
  isEditable,
  selectionText,
  editFlags,
}: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: 'copy', label: m.menu_copy(), enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  return [
    { role: 'cut', label: m.menu_cut(), enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: m.menu_paste(), enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: m.menu_select_all(), enabled: editFlags.canSelectAll },
  ];
}

/** Gives every window's text the menu that it has elsewhere on the platform. Where a page has a menu of its own, this is not asked for. */
export function offerTextMenus(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_menuEvent, params) => {
      const window = BrowserWindow.fromWebContents(contents);
      const items = textMenu(params);
      if (window && items.length > 0) Menu.buildFromTemplate(items).popup({ window, x: params.x, y: params.y });
    });
  });
}
