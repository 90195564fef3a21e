import type { Query } from './query';

/** The words of a query that can be misspelt: single ones that are searched as words. */
export function correctable(query: Query): string[] {
  const words: string[] = [];
  const walk = (node: Query['root']): void => {
    if (node === null) return;
    if (node.kind === 'all' || node.kind === 'any') node.nodes.forEach(walk);
    else if (node.kind === 'text' && node.word !== '') words.push(node.word);
  };
  walk(query.root);
  return words;
}
