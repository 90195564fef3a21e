import type { Block, Run } from '../../../core/story';

type List = Extract<Block, { kind: 'list' }>;

/** The footnotes of a story: the label of each by the place that its references lead to. */
export type Footnotes = ReadonlyMap<string, string>;

/**
 * Finds the lists that are a story's footnotes: numbered, and links before them lead to every one of their items. Notes of any other
 * make stay the paragraphs they are.
 */
export function footnotesOf(blocks: readonly Block[]): Footnotes {
  const footnotes = new Map<string, string>();
  const linked = new Set<string>();
  for (const block of blocks) {
    if (block.kind === 'list' && block.ordered && placesOf(block).every((place) => linked.has(place)))
      for (const place of placesOf(block)) footnotes.set(place, String(footnotes.size + 1));
    for (const { to } of runsIn(block)) if (to !== undefined) linked.add(to);
  }
  return footnotes;
}

/** The footnotes in a list, with their labels; `null` for a list of other things. */
export function notesIn(list: List, footnotes: Footnotes): { label: string; blocks: Block[] }[] | null {
  const labels = placesOf(list).flatMap((place) => footnotes.get(place) ?? []);
  if (labels.length < list.items.length) return null;
  return list.items.map((item, index) => ({ label: labels[index] ?? '', blocks: item.map(withoutWayBack) }));
}

/** Whether a reference is a mere number or sign, which the footnote's own stands in for. */
export function isSign(text: string): boolean {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length <= 3;
}

/** The names of a list's items, as their first paragraphs have them; empty for those that have none. */
function placesOf({ items }: List): string[] {
  return items.map(([first]) => (first?.kind === 'paragraph' ? first.place : undefined) ?? '');
}

/** Arrows from a note to its references, which Markdown readers draw themselves. */
function withoutWayBack(block: Block): Block {
  if (block.kind !== 'paragraph') return block;
  const runs = block.runs.filter(({ text, to }) => to === undefined || /[\p{L}\p{N}]/u.test(text));
  return { ...block, runs: runs.map((run, index) => (index < runs.length - 1 ? run : { ...run, text: run.text.trimEnd() })) };
}

function runsIn(block: Block): readonly Run[] {
  switch (block.kind) {
    case 'quote':
      return block.blocks.flatMap(runsIn);
    case 'list':
      return block.items.flat().flatMap(runsIn);
    case 'figure':
      return [...block.caption, ...block.blocks.flatMap(runsIn)];
    case 'table':
      return block.rows.flat().flatMap((cell) => cell.blocks.flatMap(runsIn));
    case 'rule':
      return [];
    default:
      return block.runs;
  }
}
