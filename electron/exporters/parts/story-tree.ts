import type { PlacedAnnotation } from '../../../core/annotation';
import { BLOCK_SEPARATOR, INLINES, placeOf, READING, TEXT_BLOCKS, type Block, type Mark, type Run } from '../../../core/story';
import { ELEMENT_NODE, TEXT_NODE, parseFragment, type DomElement, type DomNode } from './dom';
import { RunCutter, type PlainRun } from './run-cutter';

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
  const body = parseFragment(html);
  const runsOf = new Map<DomElement, PlainRun[]>();
  for (const element of body.querySelectorAll(TEXT_BLOCKS.join(','))) runsOf.set(element, plainRuns(element));
  const text = [...runsOf.values()].map((runs) => runs.map((run) => run.text).join('')).join(BLOCK_SEPARATOR);

  // Cut in document order first: a figure's caption is printed below what stands after it.
  const cutter = new RunCutter(annotations, numbers, text.length);
  const cutRuns = new Map<DomElement, Run[]>();
  for (const [element, runs] of runsOf) cutRuns.set(element, cutter.cut(runs));
  return { blocks: new TreeBuilder(cutRuns).children(body), text, starts: cutter.starts };
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

function plainRuns(block: DomElement): PlainRun[] {
  const runs: PlainRun[] = [];
  const walk = (node: DomNode, around: Omit<PlainRun, 'text'>): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === TEXT_NODE) append(runs, { ...around, text: child.nodeValue ?? '' });
      if (child.nodeType !== ELEMENT_NODE) continue;
      const element = child as DomElement;
      const name = element.localName;
      if (name === 'br') append(runs, { ...around, text: '\n' });
      else if (name === READING) continue;
      else if (name === 'a') walk(element, { ...around, ...link(element.getAttribute('href') ?? '') });
      else walk(element, MARK_NAMES.has(name) ? { ...around, marks: [...new Set([...around.marks, name as Mark])] } : around);
    }
  };
  walk(block, { marks: [], href: '' });
  return runs;
}

/** Where a link leads: out of the story, or to a place in it. */
function link(href: string): Pick<PlainRun, 'href' | 'to'> {
  const to = placeOf(href);
  return to === null ? { href } : { href: '', to };
}

function append(runs: PlainRun[], run: PlainRun): void {
  if (run.text === '') return;
  const last = runs.at(-1);
  if (last && last.href === run.href && last.to === run.to && last.marks.join() === run.marks.join()) last.text += run.text;
  else runs.push(run);
}

/** Builds blocks from elements, given the runs of every text block. */
class TreeBuilder {
  constructor(readonly runs: ReadonlyMap<DomElement, Run[]>) {}

  children(parent: DomElement): Block[] {
    return [...parent.children].flatMap((child) => this.#blocks(child));
  }

  #blocks(element: DomElement): Block[] {
    const name = element.localName;
    if (TEXT_BLOCK_NAMES.has(name)) return [this.#textBlock(element)];
    switch (name) {
      case 'blockquote':
        return [{ kind: 'quote', blocks: this.children(element) }];
      case 'ul':
      case 'ol':
        return [this.#list(element)];
      case 'dl':
        return this.#definitions(element);
      case 'table':
        return [{ kind: 'table', rows: [...element.querySelectorAll('tr')].map((row) => this.#cells(row)) }];
      case 'figure':
        return [this.#figure(element)];
      case 'img':
        return [{ kind: 'figure', ...picture(element), caption: [], blocks: [] }];
      case 'hr':
        return [{ kind: 'rule' }];
      default:
        return this.children(element);
    }
  }

  #textBlock(element: DomElement): Block {
    const runs = this.runs.get(element) ?? [];
    if (element.localName === 'pre') return { kind: 'preformatted', runs };
    const level = /^h([2-6])$/.exec(element.localName)?.[1];
    if (level) return { kind: 'heading', level: Number(level) as 2 | 3 | 4 | 5 | 6, runs };
    const place = element.getAttribute('id');
    return place === null ? { kind: 'paragraph', runs } : { kind: 'paragraph', runs, place };
  }

  #list(element: DomElement): Block {
    const start = Number(element.getAttribute('start') ?? '1');
    return {
      kind: 'list',
      ordered: element.localName === 'ol',
      start: Number.isSafeInteger(start) && start >= 0 ? start : 1,
      items: [...element.children].map((item) => this.children(item)),
    };
  }

  /** A definition list as pages know it: each term in bold, its definitions as a list below. */
  #definitions(element: DomElement): Block[] {
    const blocks: Block[] = [];
    for (const child of element.children) {
      const content = this.children(child);
      const last = blocks.at(-1);
      if (child.localName !== 'dd') blocks.push(...content.map(inBold));
      else if (last?.kind === 'list') last.items.push(content);
      else blocks.push({ kind: 'list', ordered: false, start: 1, items: [content] });
    }
    return blocks;
  }

  #cells(row: DomElement): { header: boolean; blocks: Block[] }[] {
    return [...row.children].map((cell) => ({ header: cell.localName === 'th', blocks: this.children(cell) }));
  }

  #figure(element: DomElement): Block {
    const caption = element.querySelector('figcaption');
    const image = element.querySelector('img');
    const rest = [...element.children].filter((child) => child !== caption && child !== image);
    return {
      kind: 'figure',
      ...(image ? picture(image) : { src: '', alt: '' }),
      caption: (caption && this.runs.get(caption)) ?? [],
      blocks: rest.flatMap((child) => this.#blocks(child)),
    };
  }
}

function picture(image: DomElement): { src: string; alt: string } {
  return { src: image.getAttribute('src') ?? '', alt: image.getAttribute('alt') ?? '' };
}

function inBold(block: Block): Block {
  if (block.kind !== 'paragraph') return block;
  return {
    kind: 'paragraph',
    runs: block.runs.map((run) => (run.marks.includes('strong') ? run : { ...run, marks: [...run.marks, 'strong'] })),
  };
}
