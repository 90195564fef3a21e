/**
 * Selecting text without a mouse: the arrow keys left and right move a caret through the story word by word, up and down line
 * by line once it is there; with Shift they select, with Alt they go letter by letter.
 */

/** Moves the page's selection as a key asks. @returns whether the key was one of these */
export function moveByKey(event: KeyboardEvent, story: Element, viewTop: number): boolean {
  const selection = window.getSelection();
  if (!selection || event.ctrlKey || event.metaKey) return false;
  const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const upright = event.key === 'ArrowUp' || event.key === 'ArrowDown';
  const isThere = selection.focusNode !== null && story.contains(selection.focusNode);
  // Up and down scroll the story as long as there is no caret in it.
  if (!sideways && !(upright && (isThere || event.shiftKey))) return false;
  if (!isThere && !placeCaret(selection, story, viewTop)) return false;
  const direction =
    event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? sidewaysTo(event.key) : event.key === 'ArrowUp' ? 'backward' : 'forward';
  if (isThere || event.shiftKey)
    selection.modify(event.shiftKey ? 'extend' : 'move', direction, upright ? 'line' : event.altKey ? 'character' : 'word');
  selection.focusNode?.parentElement?.scrollIntoView({ block: 'nearest' });
  return true;
}

const sidewaysTo = (key: string) => (key === 'ArrowLeft' ? 'left' : 'right');

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
