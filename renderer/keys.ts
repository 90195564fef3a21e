import type { Desk } from './state/desk.svelte';

const isField = (target: EventTarget | null) => target instanceof Element && target.closest('input, textarea, select') !== null;

/**
 * The window's own keys. What the platform's menu has keys for comes from there as a command; what only one pane
 * understands is handled in it.
 */
export function shortcut(event: KeyboardEvent, desk: Desk): void {
  const isBusy = desk.importing.step.name !== 'closed' || desk.shortcutsShown;
  if (event.defaultPrevented || event.isComposing || isBusy) return;
  const withMod = event.ctrlKey || event.metaKey;
  if (withMod && event.key.toLowerCase() === 'k') desk.run('find');
  else if (withMod && event.key === 'z' && !isField(event.target)) desk.toasts.act();
  else if (withMod || event.altKey || isField(event.target)) return;
  else if (event.key === '/') desk.run('find');
  else if (event.key === '?') desk.shortcutsShown = true;
  else if (event.key === 'n') desk.reading.step(1);
  else if (event.key === 'p') desk.reading.step(-1);
  else return;
  event.preventDefault();
}
