import type { PlacedAnnotation } from '../../../core/annotation';
import { BLOCK_SEPARATOR, INLINES, placeOf, READING, TEXT_BLOCKS, type Block, type Cell, type Mark, type Run } from '../../../core/story';
import { RunCutter, type PlainRun } from './run-cutter';
import { attributeOf, isElement, isText, NOWHERE, storyMarkup, type StoryElement, type StoryNode } from './story-markup';

/** A story's blocks, with its text as the blocks give it. */
export interface StoryTree {
  blocks: Block[];
  /** Equals the article's `text` for canonical HTML. */
  text: string;
  /** Where each text block starts in `text`, ascending. */
  starts: number[];
}

const TEXT_BLOCK_NAMES: ReadonlySet<string> = new Set(TEXT_BLOCKS);
/** The inline elements that are no marks. */
const NO_MARKS: ReadonlySet<string> = new Set(['a', 'br', 'span', 'ruby', READING]);
const MARK_NAMES: ReadonlySet<string> = new Set(INLINES.filter((name) => !NO_MARKS.has(name)));

/**
 * Parses canonical story HTML (`core/story.ts`) into blocks whose runs are cut at the edges of the annotations' passages.
 * The last run of a passage carries its note's number, taken from `numbers` by annotation uid.
 */
export function storyTree(
  html: string,
  annotations: readonly PlacedAnnotation[] = [],
  numbers: ReadonlyMap<string, number> = new Map(),
): StoryTree {
  const { nodes, starts } = storyMarkup(html);
  const runsOf = new Map<StoryElement, PlainRun[]>();
  for (const block of textBlocksIn(nodes)) runsOf.set(block, plainRuns(block));
  const text = [...runsOf.values()].map((runs) => runs.map((run) => run.text).join('')).join(BLOCK_SEPARATOR);

  // Cut in document order first: a figure's caption is printed below what stands after it.
  const cutter = new RunCutter(annotations, numbers, text.length);
  const cutRuns = new Map<StoryElement, Run[]>();
  for (const [block, runs] of runsOf) cutRuns.set(block, cutter.cut(runs));
  return { blocks: new TreeBuilder(cutRuns).blocks(nodes, {}), text, starts };
}

function* textBlocksIn(nodes: readonly StoryNode[]): Iterable<StoryElement> {
  for (const node of nodes) {
    if (isText(node)) continue;
    if (TEXT_BLOCK_NAMES.has(node.name)) yield node;
    else yield* textBlocksIn(node.children);
  }
}

/** The number of the text block in which `offset` stands, from 1. */
export function paragraphNumber(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(low, 1);
}

/** What holds for a piece of text: its language and direction, where it has its own. */
type Spoken = Pick<Block, 'lang' | 'dir'>;

function spokenIn<Around extends Spoken>(element: StoryElement, around: Around): Around {
  const lang = attributeOf(element, 'lang');
  const dir = attributeOf(element, 'dir');
  return lang === '' && dir === '' ? around : { ...around, ...(lang !== '' && { lang }), ...(dir !== '' && { dir }) };
}

function plainRuns(block: StoryElement): PlainRun[] {
  const runs: PlainRun[] = [];
  const walk = (nodes: readonly StoryNode[], around: Omit<PlainRun, 'text'>): void => {
    for (const node of nodes) {
      if (isText(node)) {
        if (node.start !== NOWHERE) append(runs, { ...around, text: node.text });
        continue;
      }
      // What stands before or behind is not read along.
      if (node.name === 'ruby') runs.push({ ...around, text: '' });
      if (node.name === READING) read(runs, node);
      else walk(node.children, spokenIn(node, inside(node, around)));
      if (node.name === 'ruby') runs.push({ ...around, text: '' });
    }
  };
  walk(block.children, { marks: [], href: '' });
  return runs.filter(({ text }) => text !== '');
}

function inside(element: StoryElement, around: Omit<PlainRun, 'text'>): Omit<PlainRun, 'text'> {
  const { name } = element;
  if (name === 'a') return { ...around, ...link(attributeOf(element, 'href')) };
  return MARK_NAMES.has(name) ? { ...around, marks: [...new Set([...around.marks, name as Mark])] } : around;
}

/** Notes how the characters before it are read. */
function read(runs: PlainRun[], { children }: StoryElement): void {
  const reading = children.map((node) => (isText(node) ? node.text : '')).join('');
  const last = runs.at(-1);
  if (last && last.text !== '') last.reading = reading;
}

/** Where a link leads: out of the story, or to a place in it. */
function link(href: string): Pick<PlainRun, 'href' | 'to'> {
  const to = placeOf(href);
  return to === null ? { href } : { href: '', to };
}

function append(runs: PlainRun[], run: PlainRun): void {
  if (run.text === '') return;
  const last = runs.at(-1);
  if (last && isAlike(last, run)) last.text += run.text;
  else runs.push(run);
}

function isAlike(last: PlainRun, run: PlainRun): boolean {
  return (
    last.text !== '' &&
    last.reading === undefined &&
    last.href === run.href &&
    last.to === run.to &&
    last.lang === run.lang &&
    last.dir === run.dir &&
    last.marks.join() === run.marks.join()
  );
}

/** Builds blocks from elements, given the runs of every text block. */
class TreeBuilder {
  constructor(readonly runs: ReadonlyMap<StoryElement, Run[]>) {}

  blocks(nodes: readonly StoryNode[], around: Spoken): Block[] {
    return elementsIn(nodes).flatMap((element) => this.#blocksOf(element, around));
  }

  #blocksOf(element: StoryElement, around: Spoken): Block[] {
    const spoken = spokenIn(element, around);
    const { name, children } = element;
    if (TEXT_BLOCK_NAMES.has(name)) return [{ ...this.#textBlock(element), ...spoken }];
    switch (name) {
      case 'blockquote':
        return [{ kind: 'quote', blocks: this.blocks(children, spoken), ...spoken }];
      case 'ul':
      case 'ol':
        return [{ ...this.#list(element, spoken), ...spoken }];
      case 'dl':
        return this.#definitions(element, spoken);
      case 'table':
        return [{ kind: 'table', rows: rowsOf(element).map((row) => this.#cells(row, spokenIn(row, spoken))), ...spoken }];
      case 'figure':
        return [{ ...this.#figure(element, spoken), ...spoken }];
      case 'img':
        return [{ kind: 'figure', ...picture(element), caption: [], blocks: [], ...spoken }];
      case 'hr':
        return [{ kind: 'rule' }];
      default:
        return this.blocks(children, spoken);
    }
  }

  #textBlock(element: StoryElement): Block {
    const runs = this.runs.get(element) ?? [];
    if (element.name === 'pre') return { kind: 'preformatted', runs };
    const level = /^h([2-6])$/.exec(element.name)?.[1];
    if (level) return { kind: 'heading', level: Number(level) as 2 | 3 | 4 | 5 | 6, runs };
    const place = attributeOf(element, 'id');
    return place === '' ? { kind: 'paragraph', runs } : { kind: 'paragraph', runs, place };
  }

  #list(element: StoryElement, spoken: Spoken): Block {
    const start = Number(attributeOf(element, 'start') || '1');
    return {
      kind: 'list',
      ordered: element.name === 'ol',
      start: Number.isSafeInteger(start) && start >= 0 ? start : 1,
      items: elementsIn(element.children).map((item) => this.blocks(item.children, spokenIn(item, spoken))),
    };
  }

  /** A definition list as pages know it: each term in bold, its definitions as a list below. */
  #definitions(element: StoryElement, spoken: Spoken): Block[] {
    const blocks: Block[] = [];
    for (const child of elementsIn(element.children)) {
      const content = this.blocks(child.children, spokenIn(child, spoken));
      const last = blocks.at(-1);
      if (child.name !== 'dd') blocks.push(...content.map(inBold));
      else if (last?.kind === 'list') last.items.push(content);
      else blocks.push({ kind: 'list', ordered: false, start: 1, items: [content], ...spoken });
    }
    return blocks;
  }

  #cells(row: StoryElement, spoken: Spoken): Cell[] {
    return elementsIn(row.children).map((cell) => ({
      header: cell.name === 'th',
      blocks: this.blocks(cell.children, spokenIn(cell, spoken)),
      ...span('columns', attributeOf(cell, 'colspan')),
      ...span('rows', attributeOf(cell, 'rowspan')),
    }));
  }

  #figure(element: StoryElement, spoken: Spoken): Block {
    const children = elementsIn(element.children);
    const caption = children.find((child) => isElement(child, 'figcaption'));
    const image = children.find((child) => isElement(child, 'img'));
    const rest = children.filter((child) => child !== caption && child !== image);
    const [first] = rest;
    const isFirst = caption !== undefined && first !== undefined && children.indexOf(caption) < children.indexOf(first);
    return {
      kind: 'figure',
      ...(image ? picture(image) : { src: '', alt: '' }),
      caption: caption ? this.#captionRuns(caption) : [],
      ...(isFirst && { captionFirst: true }),
      blocks: this.blocks(rest, spoken),
    };
  }

  /** A caption is no block of its own; its runs say what is spoken in it. */
  #captionRuns(caption: StoryElement): Run[] {
    return (this.runs.get(caption) ?? []).map((run) => ({ ...spokenIn<Spoken>(caption, {}), ...run }));
  }
}

/** The rows of a table, without those of tables in it. */
function rowsOf(table: StoryElement): StoryElement[] {
  return elementsIn(table.children).flatMap((part) => (part.name === 'tr' ? [part] : elementsIn(part.children)));
}

const elementsIn = (nodes: readonly StoryNode[]): StoryElement[] => nodes.filter((node): node is StoryElement => !isText(node));

function span(name: 'columns' | 'rows', value: string): Partial<Record<'columns' | 'rows', number>> {
  const count = Number(value);
  return Number.isSafeInteger(count) && count > 1 ? { [name]: count } : {};
}

function picture(image: StoryElement): { src: string; alt: string } {
  return { src: attributeOf(image, 'src'), alt: attributeOf(image, 'alt') };
}

function inBold(block: Block): Block {
  if (block.kind !== 'paragraph') return block;
  return { ...block, runs: block.runs.map((run) => (run.marks.includes('strong') ? run : { ...run, marks: [...run.marks, 'strong'] })) };
}
