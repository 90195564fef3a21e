import { parseHTML } from 'linkedom';

/** The little of the DOM that importers use. This environment has no DOM types, on purpose: it has no page. */
export interface DomNode {
  /** 1 for elements, 3 for text, 8 for comments. */
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
}

export interface DomElement extends DomNode {
  /** Lower case for HTML elements. */
  readonly localName: string;
  readonly textContent: string;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  hasAttribute(name: string): boolean;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
  closest(selectors: string): DomElement | null;
  remove(): void;
  append(...nodes: DomNode[]): void;
  after(...nodes: DomNode[]): void;
}

export interface DomDocument {
  readonly documentElement: DomElement;
  readonly head: DomElement;
  readonly body: DomElement;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
}

export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;

const HEAD_NAMES = new Set(['title', 'meta', 'link', 'base', 'style', 'script', 'noscript', 'template']);

/** Parses a whole page. Nothing in it runs and nothing is loaded. */
export function parsePage(html: string): DomDocument {
  const whole = /<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  const { document } = parseHTML(whole) as unknown as { document: DomDocument };
  completePage(document);
  flatten(document.body);
  return document;
}

/** Deeper than any page made by people; what extracts stories walks pages by recursion. */
const MAX_DEPTH = 256;

/** Moves what is nested too deeply out of its elements, keeping the order. */
function flatten(root: DomElement): void {
  let depth = 0;
  let node: DomNode | null = root.firstChild;
  while (node) {
    if (depth === MAX_DEPTH && node.nodeType === ELEMENT_NODE && node.firstChild) {
      const inside: DomNode[] = [];
      for (let child: DomNode | null = node.firstChild; child; child = child.nextSibling) inside.push(child);
      (node as DomElement).after(...inside);
    }
    if (node.firstChild) {
      node = node.firstChild;
      depth += 1;
      continue;
    }
    while (node && !node.nextSibling) {
      node = depth === 0 ? null : node.parentNode;
      depth -= 1;
    }
    node = node?.nextSibling ?? null;
  }
}

/** Gives a page the `head` and `body` whose tags HTML allows to leave out, and SingleFile does leave out. */
function completePage({ documentElement, head, body }: DomDocument): void {
  const strays: DomNode[] = [];
  for (let node = documentElement.firstChild; node; node = node.nextSibling) if (node !== head && node !== body) strays.push(node);
  let inHead = body.firstChild === null;
  for (const node of strays) {
    const name = node.nodeType === ELEMENT_NODE ? (node as DomElement).localName : '';
    inHead &&= name === '' ? !node.nodeValue?.trim() || node.nodeType !== TEXT_NODE : HEAD_NAMES.has(name);
    (inHead ? head : body).append(node);
  }
}

/** The element that holds a parsed piece of HTML. */
export function parseFragment(html: string): DomElement {
  const { document } = parseHTML(`<!doctype html><html><body><div>${html}</div></body></html>`) as unknown as { document: DomDocument };
  return document.body;
}

/** A text as one line, without the character references that systems leave in metadata by escaping it twice. */
export function plainLine(text: string): string {
  const plain = /&(#\w+|[a-z]+\d*);/i.test(text) ? parseFragment(text.replaceAll('<', '&lt;')).textContent : text;
  return plain.replace(/\s+/gu, ' ').trim();
}
