import { parseHTML } from 'linkedom';

/** The little of the DOM that exporters read. This environment has no DOM types, on purpose: it has no page. */
export interface DomNode {
  /** 1 for elements, 3 for text. */
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<DomNode>;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  readonly children: Iterable<DomElement>;
  getAttribute(name: string): string | null;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
}

export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;

/** The `body` of a parsed fragment of HTML. */
export function parseFragment(html: string): DomElement {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`) as unknown as { document: { body: DomElement } };
  return document.body;
}
