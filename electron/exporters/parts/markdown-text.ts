import type { Block, Mark, Run } from '../../../core/story';
import { footnotesOf, isSign, notesIn, type Footnotes } from './footnotes';

/**
 * Story blocks as Markdown: CommonMark with GitHub's tables and strikethrough, and Obsidian's `==highlights==`. What a story says stays
 * text: every character that could be markup is escaped.
 */

/** Characters that begin markup anywhere in a line: CommonMark's, Obsidian's `==`, `%%` and `[[`, and maths. */
const ANYWHERE = /[\\`*_[\]<>~$|=%#^]/g;
/** What is markup only where a line begins: lists, quotations, headings, rules. */
const LINE_START = /^(\s*)(?:([-+])(?=\s|$|[-+])|(\d{1,9})([.)])(?=\s|$))/gm;

/** Text that reads as it is written, whatever a Markdown reader makes of it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(ANYWHERE, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(LINE_START, (_, space: string, bullet?: string, digits?: string, point?: string) =>
      bullet === undefined ? `${space}${digits ?? ''}\\${point ?? ''}` : `${space}\\${bullet}`,
    );
}

/** An address as a link's target. */
function target(href: string): string {
  return `<${href.replace(/[<>\s]/g, encodeURIComponent)}>`;
}

const WRAPPERS: Partial<Record<Mark, [string, string]>> = {
  em: ['*', '*'],
  cite: ['*', '*'],
  strong: ['**', '**'],
  s: ['~~', '~~'],
  sub: ['<sub>', '</sub>'],
  sup: ['<sup>', '</sup>'],
  u: ['<u>', '</u>'],
};

/** Markers must touch the words they mark: white space goes outside. */
function wrapped(text: string, [open, close]: [string, string]): string {
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return core === '' ? text : `${before}${open}${core}${close}${after}`;
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((ticks) => ticks[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

function styled({ text, marks, href }: Run): string {
  if (marks.includes('code')) return codeSpan(text);
  let out = escapeMarkdown(text);
  for (const mark of marks) {
    const wrapper = WRAPPERS[mark];
    if (wrapper) out = wrapped(out, wrapper);
  }
  return href === '' ? out : `[${out}](${target(href)})`;
}

/** A run that may refer to a footnote, which is named behind the last run of the reference. */
function referring(run: Run, next: Run | undefined, footnotes: Footnotes): string {
  const label = footnotes.get(run.to ?? '');
  if (label === undefined) return styled(run);
  return (isSign(run.text) ? '' : styled(run)) + (next?.to === run.to ? '' : `[^${label}]`);
}

/** Runs of a text block, hard line breaks included. Highlighted stretches stand between `==`. */
function inline(runs: readonly Run[], footnotes: Footnotes): string {
  let out = '';
  for (let index = 0; index < runs.length;) {
    const color = runs[index]?.highlight ?? '';
    let stretch = '';
    while (index < runs.length && (runs[index]?.highlight ?? '') === color) {
      const run = runs[index];
      if (run) stretch += referring(run, runs[index + 1], footnotes);
      index += 1;
    }
    out += color !== '' ? wrapped(stretch, ['==', '==']) : stretch;
  }
  return out.replaceAll('\n', '\\\n');
}

function indented(text: string, indent: string): string {
  return text.replace(/\n(?=[^\n])/g, `\n${indent}`);
}

function list(block: Extract<Block, { kind: 'list' }>, footnotes: Footnotes): string {
  const notes = notesIn(block, footnotes);
  if (notes) return notes.map(({ label, blocks }) => `[^${label}]: ${indented(written(blocks, footnotes), '    ')}`).join('\n');
  return block.items
    .map((item, index) => {
      const marker = block.ordered ? `${block.start + index}. ` : '- ';
      return `${marker}${indented(written(item, footnotes), ' '.repeat(marker.length))}`;
    })
    .join('\n');
}

function table({ rows }: Extract<Block, { kind: 'table' }>, footnotes: Footnotes): string {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return '';
  const line = (cells: string[]) => `| ${[...cells, ...Array.from({ length: width - cells.length }, () => '')].join(' | ')} |`;
  const texts = rows.map((row) => row.map((cell) => written(cell.blocks, footnotes).replace(/\\?\n+/g, ' ')));
  const hasHead = rows[0]?.every((cell) => cell.header) ?? false;
  const [head = [], ...rest] = hasHead ? texts : [[], ...texts];
  return [line(head), line(Array.from({ length: width }, () => '---')), ...rest.map(line)].join('\n');
}

/** A block quotation; empty lines keep the mark, so that it stays one. */
export function quoted(text: string): string {
  return text.replace(/^/gm, '> ').replace(/^> $/gm, '>');
}

function toMarkdown(block: Block, footnotes: Footnotes): string {
  switch (block.kind) {
    case 'paragraph':
      return inline(block.runs, footnotes);
    case 'heading':
      // The story stands below a heading of its own.
      return `${'#'.repeat(Math.min(6, block.level + 1))} ${inline(block.runs, footnotes).replace(/\\?\n/g, ' ')}`;
    case 'preformatted': {
      const code = block.runs.map((run) => run.text).join('');
      const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((ticks) => ticks[0].length));
      const fence = '`'.repeat(longest + 1);
      return `${fence}\n${code}\n${fence}`;
    }
    case 'quote':
      return quoted(written(block.blocks, footnotes));
    case 'list':
      return list(block, footnotes);
    case 'table':
      return table(block, footnotes);
    case 'figure': {
      const picture = /^https?:/.test(block.src)
        ? [`![${escapeMarkdown(block.alt)}](${target(block.src)})`]
        : block.alt === ''
          ? []
          : [`*${escapeMarkdown(block.alt)}*`];
      const caption = block.caption.length > 0 ? [wrapped(inline(block.caption, footnotes), ['*', '*'])] : [];
      return [...picture, written(block.blocks, footnotes), ...caption].filter((part) => part !== '').join('\n\n');
    }
    case 'rule':
      return '---';
  }
}

function written(blocks: readonly Block[], footnotes: Footnotes): string {
  return blocks
    .map((block) => toMarkdown(block, footnotes))
    .filter((text) => text !== '')
    .join('\n\n');
}

/** A story's blocks, separated by blank lines; its footnotes as such. */
export function blocksToMarkdown(blocks: readonly Block[]): string {
  return written(blocks, footnotesOf(blocks));
}
