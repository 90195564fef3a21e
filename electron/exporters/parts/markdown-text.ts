/** Text in Markdown. What a story says stays text: every character that could be markup in any of the flavours is escaped. */

/** Characters that begin markup anywhere in a line: CommonMark's, Obsidian's `==`, `%%` and `[[`, maths, and Pandoc's citations. */
const ANYWHERE = /[\\`*_[\]<>~$|=%#^@]/g;
/** Character references, also one that goes on in the next piece of text. */
const REFERENCE = /&(?=#?\w*(?:;|$))/g;
/** What GitHub makes links of: addresses, and names that begin with `www`. */
const ADDRESS = /:(?=\/|$)|(?<=^|www)\.(?=\w)|(?<=www)\.$/gi;
/** What is markup only where a line begins: lists, definitions, rules; Pandoc counts with letters too. */
const LINE_START = /^(\s*)(?:([-+](?=\s|$|[-+])|:(?=\s|$|:))|(\(?(?:\d{1,9}|[a-z]|[ivxlcdm]{1,9}))([.)])(?=\s|$))/gim;

/** Text within a line. */
export function escapeInline(text: string): string {
  return text.replace(ANYWHERE, '\\$&').replace(REFERENCE, '\\&').replace(ADDRESS, '\\$&');
}

/** Text within the brackets of a link or picture, where readers differ about brackets in brackets. */
export const escapeLabel = (text: string): string => escapeInline(text).replaceAll('\\[', '&#91;').replaceAll('\\]', '&#93;');

/** Lines of Markdown that begin as text, whatever they begin with. */
export function escapeLineStarts(markdown: string): string {
  return markdown.replace(LINE_START, (_, space: string, sign?: string, count?: string, point?: string) =>
    sign === undefined ? `${space}${count ?? ''}\\${point ?? ''}` : `${space}\\${sign}`,
  );
}

/** Text that reads as it is written, whatever a Markdown reader makes of it. */
export const escapeMarkdown = (text: string): string => escapeLineStarts(escapeInline(text));

/** An address as a link's target. */
export function target(href: string): string {
  return `<${href
    .replace(/[<>\s]/g, encodeURIComponent)
    .replace(/\\/g, '\\\\')
    .replace(/&(?=#?\w+;)/g, '&amp;')}>`;
}

/** A block quotation; empty lines keep the mark, so that it stays one. */
export function quoted(text: string): string {
  return text.replace(/^/gm, '> ').replace(/^> $/gm, '>');
}

/** All lines but the first further in; empty ones stay empty. */
export function indented(text: string, indent: string): string {
  return text.replace(/\n(?=[^\n])/g, `\n${indent}`);
}
