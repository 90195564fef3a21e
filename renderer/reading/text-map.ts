import { BLOCK_SEPARATOR, TEXT_BLOCKS } from '../../core/story';

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
  private readonly pieces: Piece[] = [];

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
      if (node.nodeType === TEXT) text += node.nodeValue ?? '';
      else if (node.nodeName.toLowerCase() === 'br') text += '\n';
      else {
        text += this.collect(node, here);
        continue;
      }
      this.pieces.push({ node, start: here, end: start + text.length });
    }
    return text;
  }

  /** Where an offset stands in the page. At the seam of two nodes, a passage starts in the later and ends in the earlier. */
  boundary(offset: number, edge: 'start' | 'end'): Boundary | null {
    const piece =
      edge === 'start'
        ? this.pieces.find(({ end }) => offset < end)
        : this.pieces.findLast(({ start, end }) => start < offset && start < end);
    if (!piece) return null;
    const within = Math.min(Math.max(offset, piece.start), piece.end) - piece.start;
    if (piece.node.nodeType === TEXT) return { node: piece.node, offset: within };
    const { parentNode } = piece.node;
    return parentNode && { node: parentNode, offset: [...parentNode.childNodes].indexOf(piece.node as ChildNode) + within };
  }

  /** The offset of a place in the page. A place between text blocks counts as the next passage's start, or the last one's end. */
  offsetAt({ node, offset }: Boundary, edge: 'start' | 'end'): number | null {
    const own = this.pieces.find((piece) => piece.node === node);
    if (own) return own.start + (node.nodeType === TEXT ? offset : Math.min(offset, 1));
    const next = this.indexAfter(node, offset);
    return (edge === 'start' ? this.pieces[next]?.start : this.pieces[next - 1]?.end) ?? null;
  }

  /** The index of the first piece that begins at or after a place between nodes. */
  private indexAfter(node: Node, offset: number): number {
    const steps = this.pieces.map((piece) => stepTowards(piece.node, node));
    const next = steps.findIndex((step) => step >= offset);
    if (next >= 0) return next;
    const last = steps.findLastIndex((step) => step >= 0);
    if (last >= 0) return last + 1;
    // Nothing of the story in here: what counts is where it stands itself.
    const { parentNode } = node;
    return parentNode ? this.indexAfter(parentNode, [...parentNode.childNodes].indexOf(node as ChildNode)) : this.pieces.length;
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

/** The index among `ancestor`'s children of the one that is or holds `node`; -1 when it is none of them. */
function stepTowards(node: Node, ancestor: Node): number {
  let child: Node | null = node;
  while (child && child.parentNode !== ancestor) child = child.parentNode;
  return child ? [...ancestor.childNodes].indexOf(child as ChildNode) : -1;
}
