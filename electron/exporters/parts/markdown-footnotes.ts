import { attributeOf, isElement, isText, linkedPlace, textOf, type StoryElement, type StoryNode } from './story-markup';

/** The footnotes of a story: the label of each by the place that its references lead to. */
export interface Footnotes {
  labels: ReadonlyMap<string, string>;
  /** The lists that hold them. */
  lists: ReadonlySet<StoryNode>;
}

/**
 * Finds the lists that are a story's footnotes: numbered from 1, and links before them lead to every one of their items. Notes of any
 * other make stay what they are.
 */
export function footnotesOf(nodes: readonly StoryNode[]): Footnotes {
  const labels = new Map<string, string>();
  const lists = new Set<StoryNode>();
  const linked = new Set<string>();
  for (const [index, node] of nodes.entries()) {
    const places = isElement(node, 'ol') && node.attributes === '' ? placesOf(node) : [];
    const previous = nodes[index - 1];
    if (places.length > 0 && places.every((place) => linked.has(place)) && !(previous && lists.has(previous))) {
      lists.add(node);
      for (const place of places) labels.set(place, String(labels.size + 1));
    }
    for (const place of linkedFrom(node)) linked.add(place);
  }
  return { labels, lists };
}

/** The footnote that a link, or a raised one, is a reference to. */
export function referenceOf(node: StoryNode, { labels }: Footnotes): string | undefined {
  const link = isElement(node, 'sup') && node.children.length === 1 ? node.children[0] : node;
  return link && labels.get(linkedPlace(link) ?? '');
}

/** Whether something is an arrow from a note to its references, which Markdown readers draw themselves. */
export function isWayBack(node: StoryNode): boolean {
  return linkedFrom(node).length > 0 && !/[\p{L}\p{N}]/u.test(textOf(node));
}

/** Whether a reference is a mere number or sign, which the footnote's own stands in for. */
export function isSign(text: string): boolean {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length <= 3;
}

/** The names of a list's items, as their first paragraphs have them; empty for those that have none. */
function placesOf({ children }: StoryElement): string[] {
  return children.map((item) => {
    const [first] = isText(item) ? [] : item.children;
    return isElement(first, 'p') ? attributeOf(first, 'id') : '';
  });
}

function linkedFrom(node: StoryNode): string[] {
  if (isText(node)) return [];
  const place = linkedPlace(node);
  return place === null ? node.children.flatMap(linkedFrom) : [place];
}
