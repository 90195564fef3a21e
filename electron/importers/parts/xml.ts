import { DOMParser } from 'linkedom';
import type { DomElement, DomNode } from './dom';
import { ELEMENT_NODE } from './dom';

/** Parses XML. Nothing outside of it is loaded, and what entities it declares is not looked at. */
export function parseXml(text: string): DomElement | null {
  const bare = text.replace(/^\uFEFF?\s*/, '').replace(/<!DOCTYPE[^[>]*(\[[\s\S]*?\])?\s*>/i, '');
  const document = new DOMParser().parseFromString(bare, 'text/xml') as unknown as { documentElement: DomElement | null };
  return document.documentElement;
}

/** An element's name without its namespace's prefix. */
export const nameOf = ({ localName }: DomElement): string => localName.slice(localName.indexOf(':') + 1);

/** An attribute's value. The parser's own way of asking gives it escaped, as in the file. */
export function attributeOf(element: DomElement, name: string): string | null {
  const { attributes } = element as unknown as { attributes: Iterable<{ name: string; value: string }> };
  for (const attribute of attributes) if (attribute.name === name) return attribute.value;
  return null;
}

export function* elementsIn(element: DomElement): Iterable<DomElement> {
  for (let node: DomNode | null = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === ELEMENT_NODE) yield node as DomElement;
  }
}

/** The elements of a name below one, in document order; not those within such. */
export function* named(element: DomElement, name: string): Iterable<DomElement> {
  for (const child of elementsIn(element)) {
    if (nameOf(child) === name) yield child;
    else yield* named(child, name);
  }
}

/** The first of these. */
export function firstNamed(element: DomElement | null | undefined, ...path: readonly string[]): DomElement | null {
  let at = element ?? null;
  for (const name of path) {
    if (!at) return null;
    const [found] = named(at, name);
    at = found ?? null;
  }
  return at;
}
