import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CITATION_STYLES, type CitationStyle } from '../../../core/citation-styles';
import { safeFileName } from '../../../core/file-name';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import { ownFolder } from './own-folder';

const ENDING = '.csl';
const TITLE = /<title(?:\s[^>]*)?>([^<]+)<\/title>/;
const NAMES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

/** The folder of the person's own citation styles, each a `.csl` file. */
export const stylesFolder = (): string => ownFolder('citation-styles');

/** The styles that references can be written in: the person's own first, each known by its file's name. One of a known name takes its place. */
export function citationStyles(folder = stylesFolder()): CitationStyle[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ENDING) && !name.startsWith('.')) : [];
  const own = names.map((name) => {
    const id = name.slice(0, -ENDING.length);
    return { id, title: titleIn(readFileSync(join(folder, name), 'utf8')) || id };
  });
  const isOwn = new Set(own.map(({ id }) => id));
  return [...own.sort((a, b) => a.title.localeCompare(b.title)), ...CITATION_STYLES.filter(({ id }) => !isOwn.has(id))];
}

const titleIn = (csl: string): string => (TITLE.exec(csl)?.[1] ?? '').replace(/&\w+;/g, (name) => NAMES[name] ?? name).trim();

/** The bytes of a style of the person's own; `null` for one that comes along. @throws BroadsheetError `invalid-input` where there is none */
export function styleFile(style: string, folder = stylesFolder()): Uint8Array | null {
  const path = join(folder, `${style}${ENDING}`);
  // A name is a file in the folder, and never a way out of it.
  if (safeFileName(style, '') === style && existsSync(path)) return readFileSync(path);
  if (CITATION_STYLES.some(({ id }) => id === style)) return null;
  throw new BroadsheetError('invalid-input', m.error_citation_style({ style }));
}
