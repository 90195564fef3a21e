import type { SnippetPart } from './library';
import type { Match } from './marking';

/** Characters in a snippet, about three lines of a story list. */
export const SNIPPET_LENGTH = 220;

/** Splits a text at its matches. */
export function markMatches(text: string, matches: readonly Match[]): SnippetPart[] {
  const parts: SnippetPart[] = [];
  let at = 0;
  for (const match of matches) {
    if (match.start > at) parts.push({ text: text.slice(at, match.start), hit: false });
    parts.push({ text: text.slice(match.start, match.end), hit: true });
    at = match.end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}

/** The stretch of a story that holds most matches, marked; the story's beginning when there are none. */
export function snippetOf(text: string, matches: readonly Match[], length = SNIPPET_LENGTH): SnippetPart[] {
  const window = densestWindow(matches, length);
  const from = window === null ? 0 : wordStart(text, Math.max(0, window - Math.floor(length / 5)));
  const to = wordEnd(text, Math.min(text.length, from + length));
  const inside = matches
    .filter((match) => match.start >= from && match.end <= to)
    .map((match) => ({ start: match.start - from, end: match.end - from }));
  const parts = markMatches(text.slice(from, to), inside).map((part) => ({ ...part, text: part.text.replace(/\s+/gu, ' ') }));
  if (from > 0) parts.unshift({ text: '…', hit: false });
  if (to < text.length) parts.push({ text: '…', hit: false });
  return parts;
}

/** The start of the match from which on most matches stand within `length`, or `null`. */
function densestWindow(matches: readonly Match[], length: number): number | null {
  let best: { start: number; count: number } | null = null;
  let last = 0;
  for (let first = 0; first < matches.length; first += 1) {
    const start = matches[first]?.start ?? 0;
    while (last < matches.length && (matches[last]?.end ?? 0) <= start + length) last += 1;
    if (!best || last - first > best.count) best = { start, count: last - first };
  }
  return best?.start ?? null;
}

/** Up to this many characters a snippet's edge may move to the edge of a word. */
const EDGE = 20;

function wordStart(text: string, at: number): number {
  for (let index = at; index > Math.max(0, at - EDGE); index -= 1) if (/\s/u.test(text[index - 1] ?? ' ')) return index;
  return at;
}

function wordEnd(text: string, at: number): number {
  for (let index = at; index < Math.min(text.length, at + EDGE); index += 1) if (/\s/u.test(text[index] ?? ' ')) return index;
  return at;
}
