import { BLOCK_SEPARATOR, paragraphsToHtml } from '../../../core/story';
import { ELEMENT_NODE, parseFragment, TEXT_NODE, type DomElement, type DomNode } from './dom';
import { StoryBuilder, type BuiltStory } from './story-builder';
import { isBlank } from './text-block';

/** Canonical story HTML and its text; see `core/story.ts`. `paragraphCount` leaves headings and captions out. */
export type CanonicalStory = BuiltStory;

/**
 * Makes canonical story HTML of untrusted HTML.
 *
 * The page is parsed into a tree and a new one is written from what the tree says, by a closed list of elements and
 * attributes; the page's own markup goes nowhere. DOMPurify, which cleans a tree in place, cannot work on the parser used
 * here: it needs `document.implementation` and node iterators that follow removals, and without them hands its input back
 * unchanged.
 */
export function canonicalStory(html: string): CanonicalStory {
  const builder = new StoryBuilder();
  feed(builder, parseFragment(html));
  return builder.finish();
}

/** Controls and invisible marks that a story does not keep, white space of other kinds, and halves of characters. */
// eslint-disable-next-line no-control-regex
const UNUSUAL = /[\0-\x1f\x7f-\x9f\u00AD\u2028\u2029\uD800-\uDFFF\uFEFF\uFFFE\uFFFF]/;

/** Whether a {@link StoryBuilder} would make of a paragraph nothing but itself. */
function isTidy(paragraph: string): boolean {
  return paragraph
    .split('\n')
    .every((line) => line.length === line.trim().length && !line.includes('  ') && !UNUSUAL.test(line) && !isBlank(line));
}

/** A story of plain paragraphs, whose HTML follows from its text and is not made before somebody reads it. */
export interface PlainStory extends Omit<CanonicalStory, 'html'> {
  html: null;
}

/**
 * The story of paragraphs that need no tidying, as nearly all text of news wires; `null` when {@link storyFromText} has to
 * look. Building a tree, and HTML that is thrown away again, would take longer than all the rest of an import.
 */
export function plainStory(paragraphs: readonly string[]): PlainStory | null {
  if (!paragraphs.every(isTidy)) return null;
  return { html: null, text: paragraphs.join(BLOCK_SEPARATOR), paragraphCount: paragraphs.length };
}

/** Canonical story HTML of plain paragraphs; the same as of `paragraphsToHtml`. Line feeds are kept. */
export function storyFromText(paragraphs: readonly string[]): CanonicalStory {
  const plain = plainStory(paragraphs);
  if (plain) return { ...plain, html: paragraphsToHtml(paragraphs) };
  const builder = new StoryBuilder();
  for (const paragraph of paragraphs) {
    paragraph.split('\n').forEach((line, index) => {
      if (index > 0) builder.breakLine();
      builder.text(line);
    });
    builder.boundary();
  }
  return builder.finish();
}

/** Walks a tree without recursion: pages nest as deeply as they please. */
function feed(builder: StoryBuilder, root: DomElement): void {
  let node: DomNode | null = root.firstChild;
  while (node) {
    if (node.nodeType === TEXT_NODE) builder.text(node.nodeValue ?? '');
    const isOpen = node.nodeType === ELEMENT_NODE && builder.enter(node as DomElement);
    if (isOpen && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    if (isOpen) builder.leave();
    while (node && !node.nextSibling) {
      node = node.parentNode === root ? null : node.parentNode;
      if (node) builder.leave();
    }
    node = node?.nextSibling ?? null;
  }
}
