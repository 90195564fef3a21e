import { BLOCK_SEPARATOR, READING, TEXT_BLOCKS } from '../../core/story';

/** A node that stands for some of the story's text: a text node, or a `br`, which is one line feed. */
interface Piece {
  node: Node;
  start: number;
  end: number;
}

/** A place in the page, as ranges and selections give it. */
export interface Boundary {
  node: Node;
  offset: number;
}

/** `Node.TEXT_NODE`, which is no global where there is no window. */
const TEXT = 3;

/**
 * The story's text and the page's nodes, each found from the other. The rule is `core/story.ts`': the text of the text blocks
 * in document order, so offsets are the ones that annotations are stored with.
 */
export class TextMap {
  readonly text: string;
  /** In the order of the text. */
  private readonly pieces: Piece[] = [];
  private probe: Range | null = null;
  private readonly indexOf = new Map<Node, number>();

  constructor(root: ParentNode) {
    const blocks: string[] = [];
    let offset = 0;
    for (const block of root.querySelectorAll(TEXT_BLOCKS.join(','))) {
      if (blocks.length > 0) offset += BLOCK_SEPARATOR.length;
      const text = this.collect(block, offset);
      offset += text.length;
      blocks.push(text);
    }
    this.text = blocks.join(BLOCK_SEPARATOR);
  }

  private collect(parent: Node, start: number): string {
    let text = '';
    for (const node of parent.childNodes) {
      const here = start + text.length;
      const name = node.nodeName.toLowerCase();
      if (name === READING) continue;
      if (node.nodeType === TEXT) text += node.nodeValue ?? '';
      else if (name === 'br') text += '\n';
      else {
        text += this.collect(node, here);
        continue;
      }
      this.indexOf.set(node, this.pieces.length);
      this.pieces.push({ node, start: here, end: start + text.length });
    }
    return text;
  }

  /** Where an offset stands in the page. At the seam of two nodes, a passage starts in the later and ends in the earlier. */
  boundary(offset: number, edge: 'start' | 'end'): Boundary | null {
    const piece = edge === 'start' ? this.pieces[this.firstIndex(({ end }) => offset < end)] : this.endingAt(offset);
    if (!piece) return null;
    const within = Math.min(Math.max(offset, piece.start), piece.end) - piece.start;
    if (piece.node.nodeType === TEXT) return { node: piece.node, offset: within };
    const { parentNode } = piece.node;
    return parentNode && { node: parentNode, offset: [...parentNode.childNodes].indexOf(piece.node as ChildNode) + within };
  }

  /** The piece that a passage ends in: the last with text before the offset. */
  private endingAt(offset: number): Piece | undefined {
    let index = this.firstIndex(({ start }) => start >= offset) - 1;
    while (this.isEmpty(index)) index -= 1;
    return this.pieces[index];
  }

  private isEmpty(index: number): boolean {
    const piece = this.pieces[index];
    return piece !== undefined && piece.start === piece.end;
  }

  /** The offset of a place in the page. A place between text blocks counts as the next passage's start, or the last one's end. */
  offsetAt({ node, offset }: Boundary, edge: 'start' | 'end'): number | null {
    const own = this.pieces[this.indexOf.get(node) ?? -1];
    if (own) return own.start + (node.nodeType === TEXT ? offset : Math.min(offset, 1));
    const next = this.indexFrom(node.childNodes[offset] ?? nodeBehind(node));
    return (edge === 'start' ? this.pieces[next]?.start : this.pieces[next - 1]?.end) ?? null;
  }

  /** The index of the first piece at a node or behind it. */
  private indexFrom(node: Node | null): number {
    for (let here = node; here; here = here.firstChild ?? nodeBehind(here)) {
      const index = this.indexOf.get(here);
      if (index !== undefined) return index;
    }
    return this.pieces.length;
  }

  /** The index of the first piece of which something holds that holds of all later ones, too; their number, when it holds of none. */
  private firstIndex(holds: (piece: Piece) => boolean): number {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.pieces[middle] as Piece)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The passage between two places, in either order, without white space at its edges; `null` when it holds no words. */
  passage(anchor: Boundary, focus: Boundary): { start: number; end: number } | null {
    const start = this.offsetAt(anchor, 'start');
    const end = this.offsetAt(focus, 'end');
    if (start === null || end === null || end <= start) return null;
    const words = this.text.slice(start, end);
    const trimmed = words.trim();
    if (trimmed === '') return null;
    const from = start + words.indexOf(trimmed);
    return { start: from, end: from + trimmed.length };
  }

  /** The boxes of a passage in the window, line by line; none when the page has no text there. */
  boxes(start: number, end: number): readonly DOMRect[] {
    return this.measure(start, end, (range) => [...range.getClientRects()]) ?? [];
  }

  /** The box around a passage in the window, or `null` when the page has no text there. */
  box(start: number, end: number): DOMRect | null {
    return this.measure(start, end, (range) => range.getBoundingClientRect());
  }

  /** One range answers all questions: the engine keeps each up to date with every change of the page, until it is collected. */
  private measure<T>(start: number, end: number, ask: (range: Range) => T): T | null {
    const from = this.boundary(start, 'start');
    const to = this.boundary(end, 'end');
    if (!from || !to || end <= start) return null;
    this.probe ??= (from.node.ownerDocument as Document).createRange();
    this.probe.setStart(from.node, from.offset);
    this.probe.setEnd(to.node, to.offset);
    const answer = ask(this.probe);
    this.probe.collapse();
    return answer;
  }

  /** A range over a passage, or `null` when the page has no text there. */
  range(start: number, end: number): Range | null {
    const from = this.boundary(start, 'start');
    const to = this.boundary(end, 'end');
    if (!from || !to || end <= start) return null;
    const range = (from.node.ownerDocument as Document).createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }
}

/** The node that follows a node and all it holds. */
function nodeBehind(node: Node): Node | null {
  let here: Node | null = node;
  while (here && !here.nextSibling) here = here.parentNode;
  return here?.nextSibling ?? null;
}
