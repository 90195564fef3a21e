import { COMMAND_IDS, COMMANDS, type CommandId } from '../core/commands';
import type { Desk } from './state/desk.svelte';

const isMac = navigator.userAgent.includes('Mac');

/** Whether what is typed goes into a field. */
export const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select') !== null;

/** Whether an event is a key as `core/commands.ts` writes it. Signs such as `?` need Shift on some keyboards, so they say nothing of it. */
function isKey(event: KeyboardEvent, key: string): boolean {
  const parts = key.split('+');
  const name = parts.pop() ?? '';
  const isLetter = name.toLowerCase() !== name.toUpperCase();
  return (
    event.key.toLowerCase() === name.toLowerCase() &&
    (isMac ? event.metaKey : event.ctrlKey) === parts.includes('Mod') &&
    event.altKey === parts.includes('Alt') &&
    (!isLetter || event.shiftKey === parts.includes('Shift'))
  );
}

function commandOf(event: KeyboardEvent): CommandId | undefined {
  const inField = isField(event.target);
  return COMMAND_IDS.find((id) => {
    const { keys = [], fieldsFirst } = COMMANDS[id];
    return keys.some((key) => isKey(event, key) && !(inField && (fieldsFirst || !/(Mod|Alt)\+/.test(key))));
  });
}

/** Whether a dialog or a menu is open, which has the keyboard for itself. */
export const somethingIsOpen = (): boolean =>
  document.querySelector('[role="dialog"], [role="alertdialog"][aria-modal="true"], [role="menu"]') !== null;

/**
 * The window's keys. They are taken here before the platform's menu sees them, so that both do the same; what only one pane
 * understands is handled in it. While a dialog is open, it has the keyboard for itself.
 */
export function shortcut(event: KeyboardEvent, desk: Desk): void {
  if (event.defaultPrevented || event.isComposing || somethingIsOpen()) return;
  const id = commandOf(event);
  if (!id) return;
  event.preventDefault();
  desk.run(id);
}

const NAMES: Readonly<Record<string, string>> = isMac
  ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', Delete: '⌫' }
  : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt', Delete: 'Del' };

/** A key as the person's keyboard names it, such as `Ctrl+Shift+P` or `⌘⇧P`. */
export const keyName = (key: string): string =>
  key
    .split('+')
    .map((part) => NAMES[part] ?? part)
    .join(isMac ? '' : '+');
