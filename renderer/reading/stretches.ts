/**
 * Texts that no person wrote, such as megabytes in one paragraph or a word of a hundred thousand letters, take the engine seconds to
 * set. They are set in stretches instead; the text and its offsets stay the same.
 */

/** Paragraphs longer than this, in UTF-16 units, are set in stretches of about as many; only those in view cost anything. */
const LONGEST_TEXT = 20_000;
const STRETCH = 5_000;
/** A word longer than this may be divided, at every so many units. */
const LONG_WORD =
  /[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{400,}/gu;
const WORD_PIECE = 40;

/** Divides the text nodes of a story that are too long. */
export function setInStretches(root: HTMLElement): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const { data } = node;
    if (data.length > LONGEST_TEXT) node.replaceWith(...stretchesOf(data).map(asStretch));
    else if (data.search(LONG_WORD) >= 0) node.replaceWith(...divided(data));
  }
}

/** Puts the blocks of a long story into groups of about as much text as a stretch, so that only those in view are laid out. */
export function setInGroups(root: HTMLElement): void {
  let group: HTMLElement[] = [];
  let length = 0;
  const close = () => {
    const holder = document.createElement('div');
    holder.className = 'group';
    group[0]?.before(holder);
    holder.append(...group);
    group = [];
    length = 0;
  };
  for (const block of [...root.children]) {
    if (!(block instanceof HTMLElement)) continue;
    group.push(block);
    length += block.textContent.length;
    if (length >= STRETCH) close();
  }
  if (group.length > 0) close();
}

/** Cuts a text into stretches that end with a space, or inside a word where there is none, never inside a character. */
export function stretchesOf(text: string): string[] {
  const stretches: string[] = [];
  for (let start = 0; start < text.length;) {
    const space = text.indexOf(' ', start + STRETCH);
    const isNear = space >= 0 && space < start + 2 * STRETCH;
    const end = isNear ? space + 1 : Math.min(text.length, start + STRETCH + Number(isSecondHalf(text, start + STRETCH)));
    stretches.push(text.slice(start, end));
    start = end;
  }
  return stretches;
}

const isSecondHalf = (text: string, index: number) => /[\uDC00-\uDFFF]/.test(text.charAt(index));

function asStretch(text: string): HTMLElement {
  const stretch = document.createElement('span');
  stretch.className = 'stretch';
  stretch.append(...divided(text));
  return stretch;
}

/** A text with places in its long words where a line may end. */
function divided(text: string): Node[] {
  const nodes: Node[] = [];
  let done = 0;
  for (const { index, 0: word } of text.matchAll(LONG_WORD)) {
    for (let at = index + WORD_PIECE; at < index + word.length; at += WORD_PIECE) {
      const end = at + Number(isSecondHalf(text, at));
      nodes.push(new Text(text.slice(done, end)), document.createElement('wbr'));
      done = end;
    }
  }
  return [...nodes, new Text(text.slice(done))];
}
