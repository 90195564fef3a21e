import type { Block, Run } from '../../../core/story';

/** The blocks with every block among and inside them changed, in the order in which they stand; a block before what is in it. */
export function mapBlocks(blocks: readonly Block[], change: (block: Block) => Block): Block[] {
  const within = (inner: readonly Block[]) => mapBlocks(inner, change);
  return blocks.map((found) => {
    const block = change(found);
    switch (block.kind) {
      case 'quote':
      case 'figure':
        return { ...block, blocks: within(block.blocks) };
      case 'list':
        return { ...block, items: block.items.map(within) };
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map((cell) => ({ ...cell, blocks: within(cell.blocks) }))) };
      default:
        return block;
    }
  });
}

/** The runs of a block and of the blocks in it, in the order in which a page prints them: a caption stands below its figure. */
export function* runsIn(blocks: readonly Block[]): Iterable<Run> {
  for (const block of blocks) {
    switch (block.kind) {
      case 'quote':
        yield* runsIn(block.blocks);
        break;
      case 'figure':
        yield* runsIn(block.blocks);
        yield* block.caption;
        break;
      case 'list':
        for (const item of block.items) yield* runsIn(item);
        break;
      case 'table':
        for (const cell of block.rows.flat()) yield* runsIn(cell.blocks);
        break;
      case 'rule':
        break;
      default:
        yield* block.runs;
    }
  }
}
