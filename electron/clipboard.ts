import electron, { clipboard } from 'electron';
import type { Clipping } from '../core/clipping';

/** The clipboard's own way of taking several forms at once, before it took the web's items. */
interface OlderClipboard {
  write: (forms: Clipping) => void;
}

/** Puts a text on the clipboard, and its formatting beside it where it has any. */
export async function putOnClipboard({ text, html }: Clipping): Promise<void> {
  if (html === '') await clipboard.writeText(text);
  else if ('ClipboardItem' in electron) await clipboard.write([new electron.ClipboardItem({ 'text/plain': text, 'text/html': html })]);
  else (clipboard as unknown as OlderClipboard).write({ text, html });
}
