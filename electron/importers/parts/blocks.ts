/** Plain text as blocks: what stands between blank lines, with hard-wrapped lines joined again. */

/** Narrower columns are verse, addresses or lists rather than wrapped paragraphs. */
const MIN_COLUMN = 40;
/** Wider ones are no column: the line is the paragraph. */
const MAX_COLUMN = 120;
/** How much shorter than the column a full line may be, beyond the word that did not fit. */
const RAG = 4;

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。，．「」『』（）]/u;

/** The blocks of a text, each a list of lines as they stood, without trailing white space. */
export function splitBlocks(text: string): string[][] {
  const blocks: string[][] = [];
  let open: string[] | null = null;
  for (const raw of text.replace(/[\u2028\u2029\f\v\u0085]/g, '\n').split('\n')) {
    const line = raw.replace(/\t/g, '    ').trimEnd();
    if (line.trim() === '') open = null;
    else if (open) open.push(line);
    else blocks.push((open = [line]));
  }
  return blocks;
}

/** Lines that fill the column, as a share of those that could; the rest are headings, bullets and addresses. */
const MIN_FULL = 0.6;

/** The column that the text was wrapped to, or 0 for a text that was not wrapped. */
export function columnOf(blocks: readonly string[][]): number {
  const wrapped = blocks.filter((lines) => lines.length > 1);
  const column = wrapped.flat().reduce((widest, { length }) => Math.max(widest, length), 0);
  if (column < MIN_COLUMN || column > MAX_COLUMN) return 0;
  const full = wrapped.flatMap((lines) => lines.slice(0, -1).map((line, index) => fillsColumn(line, lines[index + 1] ?? '', column)));
  return full.filter(Boolean).length >= full.length * MIN_FULL ? column : 0;
}

/**
 * The paragraphs of one block. Lines that fill the column are one paragraph; without a column, every line is one; short
 * lines are verse or an address, and keep their line feeds.
 */
export function paragraphsOf(lines: readonly string[], column: number): string[] {
  const trimmed = lines.map((line) => line.trim());
  if (trimmed.length < 2) return trimmed;
  if (column > 0) return joinWrapped(lines, column);
  const long = trimmed.filter((line) => line.length > MAX_COLUMN || /[.!?。！？”"’»]$/u.test(line)).length;
  return long * 2 > trimmed.length ? trimmed : [trimmed.join('\n')];
}

function joinWrapped(lines: readonly string[], column: number): string[] {
  const paragraphs: string[] = [];
  let current = '';
  let full = false;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    // A full line before an indented one ended its paragraph by accident.
    const indented = /^\s{2,}/.test(raw) && !/^\s/.test(lines[index - 1] ?? '');
    if (index === 0) current = line;
    else if (full && !indented) current = join(current, line);
    else if (indented || sentenceEnds(lines[index - 1] ?? '')) {
      paragraphs.push(current);
      current = line;
    } else current += `\n${line}`;
    full = fillsColumn(raw, lines[index + 1] ?? '', column);
  }
  return [...paragraphs, current];
}

/** A line is full when the next one's first word would not have fitted any more. */
function fillsColumn(line: string, next: string, column: number): boolean {
  const word = WIDE.test(next.trim().charAt(0)) ? 1 : next.trim().split(' ', 1)[0]?.length;
  return line.length + 1 + (word ?? 0) >= column - RAG;
}

function sentenceEnds(line: string): boolean {
  return /[.!?。！？:][”"’»』」)]*$/u.test(line.trim());
}

function join(head: string, tail: string): string {
  return WIDE.test(head.slice(-1)) && WIDE.test(tail.charAt(0)) ? head + tail : `${head} ${tail}`;
}
