import { BroadsheetError } from '../core/reply';
import * as m from '../core/messages/messages.js';

/** Longer addresses are no addresses, and some systems cut them. */
const LONGEST = 8_000;

/** What a letter may come with. Some mail programs take files along otherwise. */
const LETTER = new Set(['subject', 'body', 'cc', 'to']);

/** @returns the address as it may be opened, or `null` */
function openable(text: string): string | null {
  if (text.length > LONGEST || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol === 'mailto:') {
    const unwanted = [...url.searchParams.keys()].filter((name) => !LETTER.has(name.toLowerCase()));
    for (const name of unwanted) url.searchParams.delete(name);
    // Spaces are written as in forms then, which mail programs take for plus signs.
    if (unwanted.length > 0) url.search = url.search.replaceAll('+', '%20');
    return url.href;
  }
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/**
 * Opens an address in the program the system has for it. Only ever because the person asked for this very address.
 * @throws BroadsheetError `invalid-input` for what is no address of the web or of a letter
 */
export async function openOutside(address: string, open: (address: string) => Promise<void>): Promise<void> {
  const checked = openable(address);
  if (checked === null) throw new BroadsheetError('invalid-input', m.open_link_refused({ address: address.slice(0, 200) }));
  await open(checked);
}

/** The files that the app wrote since it started, which alone it shows in the file manager. */
export class WrittenFiles {
  private readonly paths = new Set<string>();

  add(path: string): void {
    this.paths.add(path);
  }

  /** @throws BroadsheetError `invalid-input` for any other file */
  check(path: string): string {
    if (!this.paths.has(path)) throw new BroadsheetError('invalid-input', m.reveal_refused({ path }));
    return path;
  }
}
