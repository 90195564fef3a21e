import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultArchivePath } from './archive/location';

/** What is given to the app from outside: by its command line, by a second start, by the system. */
export interface Given {
  /** Files to offer for import. */
  files: string[];
  /** Addresses of the app's own scheme. */
  links: string[];
}

/** What the person gave the app when starting it. */
export interface Start extends Given {
  archive: string;
  /** The archive is the person's own rather than one they named. */
  own: boolean;
}

export const isArchive = (path: string): boolean => /\.broadsheet$/i.test(path);
const isLink = (word: string): boolean => /^broadsheet:/i.test(word);

/**
 * Reads the words of the command line. An archive may be named as a file as well, as by opening it in the file manager.
 * @param cwd the folder that relative paths count from
 */
export function readStart(given: readonly string[], cwd: string): Start {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { archive: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const files = positionals.filter((word) => !isLink(word)).map((path) => resolve(cwd, path));
  const named = typeof values['archive'] === 'string' ? resolve(cwd, values['archive']) : files.find(isArchive);
  return {
    archive: named ?? defaultArchivePath(),
    own: named === undefined,
    files: files.filter((path) => path !== named),
    links: positionals.filter(isLink),
  };
}
