/**
 * Selecting text without a mouse. The arrow keys left and right move a caret through the story word by word, with Alt letter by
 * letter, with Control (Command on macOS) sentence by sentence; up and down line by line once it is there, with Control paragraph
 * by paragraph; Home and End to the line's ends. With Shift all of them select.
 */

type Granularity = 'character' | 'word' | 'sentence' | 'line' | 'paragraph' | 'lineboundary';

interface Movement {
  granularity: Granularity;
  direction: 'left' | 'right' | 'forward' | 'backward';
}

function movementOf(event: KeyboardEvent): Movement | null {
  const withMod = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      // Sentences go the way of the text, whichever way it is written.
      if (withMod) return { granularity: 'sentence', direction: isForward(event) ? 'forward' : 'backward' };
      return { granularity: event.altKey ? 'character' : 'word', direction: event.key === 'ArrowLeft' ? 'left' : 'right' };
    case 'ArrowUp':
    case 'ArrowDown':
      return { granularity: withMod ? 'paragraph' : 'line', direction: event.key === 'ArrowUp' ? 'backward' : 'forward' };
    case 'Home':
    case 'End':
      return withMod ? null : { granularity: 'lineboundary', direction: event.key === 'Home' ? 'backward' : 'forward' };
    default:
      return null;
  }
}

function isForward({ key, target }: KeyboardEvent): boolean {
  const block = document.getSelection()?.focusNode?.parentElement ?? (target instanceof Element ? target : document.body);
  return (getComputedStyle(block).direction === 'rtl') === (key === 'ArrowLeft');
}

/** Moves the page's selection as a key asks. @returns whether the key was one of these */
export function moveByKey(event: KeyboardEvent, story: Element, viewTop: number): boolean {
  const selection = window.getSelection();
  const movement = movementOf(event);
  if (!selection || !movement) return false;
  const isThere = selection.focusNode !== null && story.contains(selection.focusNode);
  const isUpright = movement.granularity === 'line' || movement.granularity === 'lineboundary';
  // Up, down, Home and End scroll the story as long as there is no caret in it.
  if (isUpright && !isThere && !event.shiftKey) return false;
  if (!isThere && !placeCaret(selection, story, viewTop)) return false;
  if (isThere || event.shiftKey) modify(selection, event.shiftKey ? 'extend' : 'move', movement, story);
  selection.focusNode?.parentElement?.scrollIntoView({ block: 'nearest' });
  return true;
}

/** A step that leaves the story is taken back. */
function modify(selection: Selection, how: 'extend' | 'move', { direction, granularity }: Movement, story: Element): void {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  selection.modify(how, direction, granularity);
  if (selection.focusNode && story.contains(selection.focusNode)) return;
  if (anchorNode && focusNode) selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
}

/** Puts the caret before the first word that is to be seen. */
function placeCaret(selection: Selection, story: Element, viewTop: number): boolean {
  const walker = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    if (range.getBoundingClientRect().bottom <= viewTop || node.nodeValue?.trim() === '') continue;
    selection.collapse(node, 0);
    return true;
  }
  return false;
}
