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
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  hasAttribute(name: string): boolean;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
  closest(selectors: string): DomElement | null;
  remove(): void;
}

export interface DomDocument {
  readonly documentElement: DomElement;
  readonly body: DomElement;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
}

export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;

/** Parses a whole page. Nothing in it runs and nothing is loaded. */
export function parsePage(html: string): DomDocument {
  const whole = /<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  return (parseHTML(whole) as unknown as { document: DomDocument }).document;
}

/** The element that holds a parsed piece of HTML. */
export function parseFragment(html: string): DomElement {
  const { document } = parseHTML(`<!doctype html><html><body><div>${html}</div></body></html>`) as unknown as { document: DomDocument };
  return document.body;
}
