import type { TextBlock } from './text-block';

/**
 * Connects the links within a story with the text blocks they lead to. The page's own names stay behind: only blocks that a link
 * leads to are places, and they are counted in order. Of several blocks with one name the first is meant, as in a browser.
 */
export function linkPlaces(blocks: readonly TextBlock[]): void {
  const wanted = new Set(blocks.flatMap((block) => block.linked));
  const places = new Map<string, string>();
  let count = 0;
  for (const block of blocks) {
    const names = [...block.names].filter((name) => wanted.has(name) && !places.has(name));
    if (names.length === 0) continue;
    count += 1;
    block.place = `place-${count}`;
    for (const name of names) places.set(name, block.place);
  }
  if (wanted.size > 0) for (const block of blocks) block.link(places);
}
