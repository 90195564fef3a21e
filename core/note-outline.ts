/** Notes as an outline, as Logseq has them: every line of them stands in a block, and properties stand in lines of their own. */

/** The properties of a page, in front of its blocks. */
export const PAGE_PROPERTIES = /^(?:[\w-]+:: .*(?:\r?\n|$))+/;
const PROPERTY = /^([\w-]+):: (.*?)\r?$/;
/** Behind the name of a property: its value to the letter, as JSON. */
const EXACTLY = '-exact';

const BLOCK = /^- /;
const BELOW = /^\t(?:- | {2})?/;
/** The property by which a highlight's block is known. */
const BLOCK_ID = /^(?:- | {2})id:: ([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\s*$/i;

/** A page's properties by name; what one is to the letter is also what it is. */
export function pageProperties(text: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const exact: Record<string, unknown> = {};
  for (const line of text.split('\n')) {
    const [, name = '', value = ''] = PROPERTY.exec(line) ?? [];
    if (name.endsWith(EXACTLY)) exact[name.slice(0, -EXACTLY.length)] = exact[name] = fromJson(value);
    else if (name !== '') found[name] = value;
  }
  return { ...found, ...exact };
}

/** A person may have written anything there. */
function fromJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The UUID of the block that a line is in, where the line says it. */
export const blockIdOf = (line: string): string | undefined => BLOCK_ID.exec(line)?.[1]?.toLowerCase();

/** The quotation and the note of a highlight's block, between the line that names it and its last. */
export function outlinedClipping(lines: readonly string[], mark: number, last: number): { quotation: string; note: string } {
  let top = mark;
  while (top > 0 && !BLOCK.test(lines[top] ?? '')) top -= 1;
  const block = lines.slice(top, last);
  const first = block.findIndex((line) => line.startsWith('\t'));
  const own = block.slice(0, first < 0 ? block.length : first).map((line) => line.replace(/^(?:- | {2})/, ''));
  return { quotation: own.filter((line) => line.startsWith('>')).join('\n'), note: first < 0 ? '' : blocksBelow(block.slice(first)) };
}

/** Blocks that stand below another, as the paragraphs they are. */
export function blocksBelow(lines: readonly string[]): string {
  return lines.map((line, index) => (index > 0 && line.startsWith('\t- ') ? '\n' : '') + line.replace(BELOW, '')).join('\n');
}
