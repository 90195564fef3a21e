/** Characters that some file system or Obsidian refuses: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
// eslint-disable-next-line no-control-regex -- control characters are what has to go
const UNSAFE = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*#^[\]%]/g;
/** Invisible characters that make two names look the same. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** UTF-8 bytes a name may have, so that an extension and a number still fit below the usual limit of 255. */
const MAX_BYTES = 180;

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** A file name, without extension, that every file system takes, from a headline; `fallback` when nothing is left of it. */
export function safeFileName(text: string, fallback: string): string {
  let name = text.normalize('NFC').replace(INVISIBLE, '').replace(UNSAFE, ' ').replace(/\s+/gu, ' ').trim();
  while (byteLength(name) > MAX_BYTES) name = [...name].slice(0, -1).join('');
  name = name.replace(/^[. ]+|[. ]+$/gu, '');
  if (name === '') return fallback;
  // A dash in front would be an option in a shell.
  return RESERVED.test(name) || name.startsWith('-') ? `_${name}` : name;
}

/** A time as it may stand in a file's name, to the second: `2026-11-23T10-15-00Z`. */
export function stampOf(time: Date): string {
  return `${time.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}
