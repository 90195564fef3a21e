import { BrowserWindow, session } from 'electron';
import { pathToFileURL } from 'node:url';
import * as m from '../core/messages/messages.js';
import { BroadsheetError } from '../core/reply';
import { lockSession } from './lockdown';

/** The PDF viewer needs a moment after the page has loaded before it can print, in milliseconds; Chromium tells no event for it. */
const VIEWER_START = 1_000;

/**
 * Prints a PDF through the system's dialog: the very pages that "Save as PDF" writes.
 * @returns false when the person cancelled
 * @throws BroadsheetError `printing-failed`
 */
export async function printPdf(file: string): Promise<boolean> {
  const printing = session.fromPartition('print');
  lockSession(printing, { files: true });
  const window = new BrowserWindow({ show: false, webPreferences: { session: printing, plugins: true, sandbox: true, spellcheck: false } });
  try {
    await window.loadURL(pathToFileURL(file).href);
    await new Promise((resolve) => setTimeout(resolve, VIEWER_START));
    return await print(window);
  } finally {
    window.destroy();
  }
}

function print(window: BrowserWindow): Promise<boolean> {
  return new Promise((resolve, reject) => {
    window.webContents.print({ silent: false, printBackground: true }, (success, reason) => {
      if (success) resolve(true);
      else if (reason === 'Print job canceled') resolve(false);
      else reject(new BroadsheetError('printing-failed', m.error_printing(), reason));
    });
  });
}
