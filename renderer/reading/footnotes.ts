import { placeOf, TEXT_BLOCKS } from '../../core/story';

/** Links within a story, as they stand in the page: references to notes, ways back from them, and links to other places. */

const WITHIN = 'a[href^="#"]';
const HEADING = /^h[2-6]$/i;

/** The text block that a link within the story leads to; `null` for links out of it. */
export function targetOf(story: ParentNode, link: Element): HTMLElement | null {
  const place = placeOf(link.getAttribute('href') ?? '');
  return place === null ? null : story.querySelector<HTMLElement>(`#${place}`);
}

/** The note that begins with a text block: a whole item of a list or cell of a table, or the block alone. */
export function noteAt(block: HTMLElement): HTMLElement {
  const holder = block.closest<HTMLElement>('li, dd, td');
  return holder?.querySelector(TEXT_BLOCKS.join(',')) === block ? holder : block;
}

/**
 * The links that a way back may mean, in order: those of the paragraph it leads to that lead to the note it stands in. None, when a
 * link is no way back.
 */
export function waysBack(story: ParentNode, link: Element): HTMLAnchorElement[] {
  const block = targetOf(story, link);
  if (!block || !isBefore(block, link)) return [];
  return [...block.querySelectorAll<HTMLAnchorElement>(WITHIN)].filter((reference) => {
    const target = targetOf(story, reference);
    return target !== null && reference !== link && noteAt(target).contains(link);
  });
}

/** Whether a link refers to a note, rather than leading back, up or to another part of the story. */
export function isReference(story: ParentNode, link: Element): boolean {
  const target = targetOf(story, link);
  return target !== null && !HEADING.test(target.nodeName) && isBefore(link, target);
}

/** What a note says, without its ways back and without names and links that are the story's only. */
export function copyOfNote(block: HTMLElement): Node[] {
  const copy = noteAt(block).cloneNode(true) as HTMLElement;
  for (const link of copy.querySelectorAll(WITHIN)) {
    if (/[\p{L}\p{N}]/u.test(link.textContent)) link.replaceWith(...link.childNodes);
    else link.remove();
  }
  for (const named of [copy, ...copy.querySelectorAll('[id]')]) named.removeAttribute('id');
  return /^(?:li|dd|td)$/i.test(copy.nodeName) ? [...copy.childNodes] : [copy];
}

/** All links within a story. */
export function linksWithin(story: ParentNode): HTMLAnchorElement[] {
  return [...story.querySelectorAll<HTMLAnchorElement>(WITHIN)];
}

/** `Node.DOCUMENT_POSITION_FOLLOWING`, which is no global where there is no window. */
const FOLLOWING = 4;

function isBefore(first: Element, second: Element): boolean {
  return (first.compareDocumentPosition(second) & FOLLOWING) !== 0;
}
