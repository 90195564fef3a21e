/** The part of a field's text that is being typed and may be completed. */
export interface Token {
  start: number;
  end: number;
  typed: string;
}

/** A link to a story as it is begun: `[[` and what follows up to the caret. */
export function linkToken(text: string, caret: number): Token | null {
  const match = /\[\[([^[\]\n]{0,100})$/u.exec(text.slice(0, caret));
  return match ? { start: match.index, end: caret, typed: match[1] ?? '' } : null;
}

/** The tag that the caret stands in; tags are separated by commas of any script. */
export function tagToken(text: string, caret: number): Token {
  const before = Math.max(0, text.slice(0, caret).search(/[^,،、，]*$/u));
  const after = text.slice(caret).search(/[,،、，]/u);
  const start = before + (/^\s*/u.exec(text.slice(before, caret))?.[0].length ?? 0);
  return { start, end: after < 0 ? text.length : caret + after, typed: text.slice(start, caret) };
}
