import * as m from '../../../core/messages/messages.js';
import type { Block, Run } from '../../../core/story';
import { isRightToLeftIn } from './docx-languages';
import type { DocxNumbering } from './docx-numbering';
import { drawing } from './docx-picture';
import { bookmarkName, runsToDocx, type RunSetting } from './docx-runs';
import { tableToDocx } from './docx-table';
import { attributes } from './xml-text';

/** Blocks as WordprocessingML. */

export interface BlockSetting extends RunSetting {
  numbering: DocxNumbering;
  /** Numbers that no other bookmark or picture of the document has. */
  nextId: () => number;
  /** The width of the text and the height of a page, in twentieths of a point. */
  room: { width: number; height: number };
  /** How far in the blocks stand, in twentieths of a point. */
  indent: number;
  /** What the first paragraph says of itself: the number of a list's item, or that it begins a page. */
  first: string;
  /** The style of paragraphs. */
  style: string;
  /** How many lists they stand in. */
  depth: number;
}

/** How far in a list, or a quotation in a quotation, stands. */
export const STEP = 400;
/** Word knows nine levels of lists. */
const MOST_LEVELS = 9;

export function blocksToDocx(blocks: readonly Block[], setting: BlockSetting): string {
  let { first } = setting;
  return blocks
    .map((block) => {
      const written = blockToDocx(block, { ...setting, first });
      // An item's number stands before its first paragraph only.
      if (written !== '') first = '';
      return written;
    })
    .join('\n');
}

function blockToDocx(block: Block, around: BlockSetting): string {
  const setting = { ...around, lang: block.lang ?? around.lang, isRightToLeft: directionOf(block, around) };
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block.runs, setting, { place: block.place });
    case 'heading':
      return paragraph(block.runs, { ...setting, style: `Heading${block.level - 1}`, first: '' });
    case 'preformatted':
      return paragraph(block.runs, { ...setting, style: 'Preformatted' });
    case 'quote':
      return blocksToDocx(block.blocks, { ...setting, style: 'Quote', indent: setting.indent + STEP });
    case 'list': {
      const depth = Math.min(setting.depth, MOST_LEVELS - 1);
      const number = setting.numbering.list(block.ordered, block.start, depth);
      const inside = {
        ...setting,
        indent: setting.indent + STEP,
        depth: setting.depth + 1,
        style: setting.style === 'Normal' ? 'ListParagraph' : setting.style,
      };
      const first = `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${number}"/></w:numPr>`;
      return block.items.map((blocks) => blocksToDocx(blocks, { ...inside, first })).join('\n');
    }
    case 'figure':
      return figure(block, setting);
    case 'table':
      return tableToDocx(block.rows, setting);
    case 'rule':
      return '<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>';
  }
}

function directionOf(block: Block, { isRightToLeft }: BlockSetting): boolean {
  const text = block.dir === 'auto' && 'runs' in block ? block.runs.map((run) => run.text).join('') : '';
  return isRightToLeftIn(block.dir, text, isRightToLeft);
}

function figure(block: Extract<Block, { kind: 'figure' }>, setting: BlockSetting): string {
  const caption = block.caption.length === 0 ? '' : paragraph(block.caption, { ...setting, style: 'Caption' });
  const picture = block.src === '' ? '' : drawing(block.src, block.alt, setting);
  const shown =
    picture !== '' ? simpleParagraph(picture, { ...setting, style: 'Picture' }) : block.src === '' ? '' : standIn(block, setting);
  const rest = [shown, blocksToDocx(block.blocks, setting)];
  return (block.captionFirst ? [caption, ...rest] : [...rest, caption]).filter((part) => part !== '').join('\n');
}

/** A line in the place of a picture that the archive does not hold, or that word processors do not show. */
function standIn({ src, alt }: { src: string; alt: string }, setting: BlockSetting): string {
  const text = [m.page_picture(), alt].filter((part) => part !== '').join(': ');
  return paragraph([{ text, marks: [], href: src.startsWith('data:') ? '' : src, highlight: '', notes: [] }], {
    ...setting,
    style: 'Picture',
  });
}

/** A paragraph of runs. Its place is a bookmark, for links within the story. */
export function paragraph(runs: readonly Run[], setting: BlockSetting, { place }: { place?: string | undefined } = {}): string {
  return simpleParagraph(bookmarked(runsToDocx(runs, setting), place && bookmarkName(setting.prefix, place), setting), setting);
}

/** Content between the ends of a bookmark. */
export function bookmarked(content: string, name: string | undefined, { nextId }: Pick<BlockSetting, 'nextId'>): string {
  if (name === undefined) return content;
  const id = nextId();
  return `<w:bookmarkStart${attributes({ 'w:id': id, 'w:name': name })}/>${content}<w:bookmarkEnd w:id="${id}"/>`;
}

/** A paragraph of what is written already. */
export function simpleParagraph(
  content: string,
  { style, first, indent, isRightToLeft }: Pick<BlockSetting, 'style' | 'first' | 'indent' | 'isRightToLeft'>,
): string {
  const properties = [
    style === 'Normal' ? '' : `<w:pStyle${attributes({ 'w:val': style })}/>`,
    first,
    isRightToLeft ? '<w:bidi/>' : '',
    indent > 0 ? `<w:ind${attributes({ 'w:left': indent, 'w:hanging': first === '' ? undefined : STEP - 60 })}/>` : '',
  ].join('');
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
}
