import { BLOCK_SEPARATOR, placeOf, READING, TEXT_BLOCKS } from '../../../core/story';

/**
 * Canonical story HTML as the tree it is. It is known to the letter (`core/story.ts`), so that reading it takes a fraction of what a
 * page's parser takes, and nothing of it is lost: whoever writes a tree back has the story's HTML again.
 */
export interface StoryElement {
  name: string;
  /** As they stand in the HTML, each after a space. */
  attributes: string;
  children: StoryNode[];
}

/** Text, and where it stands in the story's text; readings above characters stand nowhere, and `br` is a line feed. */
export interface StoryText {
  text: string;
  start: number;
}

export type StoryNode = StoryElement | StoryText;

export interface StoryMarkup {
  nodes: StoryNode[];
  /** Where each text block starts in the story's text, ascending. */
  starts: number[];
}

/** Where a text stands that is none of the story's. */
export const NOWHERE = -1;

export const isText = (node: StoryNode): node is StoryText => 'text' in node;
export const isElement = (node: StoryNode | undefined, name: string): node is StoryElement =>
  node !== undefined && !isText(node) && node.name === name;

const TEXT_BLOCK_NAMES: ReadonlySet<string> = new Set(TEXT_BLOCKS);
const EMPTY: ReadonlySet<string> = new Set(['img', 'hr', 'br']);
const TOKEN = /<(\/?)([a-z][a-z\d]*)([^>]*)>|[^<]+/g;
const ESCAPES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const plain = (escaped: string) =>
  escaped.includes('&') ? escaped.replace(/&(amp|lt|gt|quot|#39);/g, (all, name: string) => ESCAPES[name] ?? all) : escaped;

/** Reads canonical story HTML. */
export function storyMarkup(html: string): StoryMarkup {
  const root: StoryElement = { name: '', attributes: '', children: [] };
  const open = [root];
  const starts: number[] = [];
  let offset = 0;
  let textBlocks = 0;
  let readings = 0;
  for (const [token, closing, name, attributes = ''] of html.matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root;
    if (name === undefined) {
      // Line feeds between blocks are the HTML's own.
      if (textBlocks === 0) continue;
      const text = plain(token);
      parent.children.push({ text, start: readings > 0 ? NOWHERE : offset });
      if (readings === 0) offset += text.length;
      continue;
    }
    const step = closing === '/' ? -1 : 1;
    if (name === READING) readings += step;
    if (TEXT_BLOCK_NAMES.has(name)) textBlocks += step;
    if (step < 0) {
      if (open.length > 1) open.pop();
      continue;
    }
    if (TEXT_BLOCK_NAMES.has(name)) {
      if (starts.length > 0) offset += BLOCK_SEPARATOR.length;
      starts.push(offset);
    }
    if (name === 'br') {
      parent.children.push({ text: '\n', start: offset });
      offset += 1;
      continue;
    }
    const element: StoryElement = { name, attributes, children: [] };
    parent.children.push(element);
    if (!EMPTY.has(name)) open.push(element);
  }
  return { nodes: root.children, starts };
}

/** An attribute's value; empty where the element has none of the name. */
export function attributeOf({ attributes }: StoryElement, name: string): string {
  const at = attributes.indexOf(` ${name}="`);
  if (at < 0) return '';
  const start = at + name.length + 3;
  return plain(attributes.slice(start, attributes.indexOf('"', start)));
}

/** What stands in a node, its readings left out. */
export function textOf(node: StoryNode): string {
  if (isText(node)) return node.start === NOWHERE ? '' : node.text;
  return node.children.map(textOf).join('');
}

/** The place in the story that a link leads to; `null` for what is no such link. */
export function linkedPlace(node: StoryNode): string | null {
  return isElement(node, 'a') ? placeOf(attributeOf(node, 'href')) : null;
}
