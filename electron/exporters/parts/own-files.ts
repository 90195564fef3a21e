import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safeFileName } from '../../../core/file-name';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';

/** One kind of files that a person writes for the app, each known by its name without the ending. */
export interface OwnKind {
  /** With its dot. */
  ending: string;
  /** The name of one that nobody named. */
  fallback: string;
  /** What is said of a name that cannot be a file's. */
  refusal: (name: { name: string }) => string;
}

/** The names of the person's files in a folder, in the order of the alphabet. */
export async function listOwn(folder: string, { ending }: OwnKind): Promise<string[]> {
  const found = await readdir(folder).catch(() => []);
  return found
    .filter((name) => name.endsWith(ending) && !name.startsWith('.'))
    .map((name) => name.slice(0, -ending.length))
    .sort((a, b) => a.localeCompare(b));
}

/** A name is a file in the folder, and never a way out of it. @throws BroadsheetError `invalid-input` */
export function ownPath(name: string, folder: string, { ending, refusal }: OwnKind): string {
  if (name === '' || safeFileName(name, '') !== name) throw new BroadsheetError('invalid-input', refusal({ name }));
  return join(folder, `${name}${ending}`);
}

/**
 * Writes a new file of the person's; one that is there keeps its name, and the new one gets a number.
 * @throws BroadsheetError `unwritable`
 */
export async function keepOwn(wanted: string, source: string, folder: string, kind: OwnKind): Promise<{ name: string; path: string }> {
  const plain = safeFileName(wanted, kind.fallback);
  const taken = new Set((await listOwn(folder, kind)).map((name) => name.toLowerCase()));
  let name = plain;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${plain} ${count}`;
  const path = ownPath(name, folder, kind);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, source, { flag: 'wx' });
  } catch (error) {
    throw new BroadsheetError('unwritable', m.error_unwritable({ path }), String(error));
  }
  return { name, path };
}
