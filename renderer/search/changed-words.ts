import type { SnippetPart } from '../../core/library';

/** A corrected query with the words marked that are others than before. */
export function changedWords(before: string, after: string): SnippetPart[] {
  const old = before.split(/(\s+)/u);
  return after.split(/(\s+)/u).map((text, index) => ({ text, hit: text !== old[index] && text.trim() !== '' }));
}
