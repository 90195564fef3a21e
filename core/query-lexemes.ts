/** Cuts a query into words, phrases, operators and parentheses. */

export type Leaf = { kind: 'word' | 'phrase'; raw: string; text: string; field: string };
export type Lexeme = { kind: 'open' | 'close' | 'or' | 'minus'; raw: string } | { kind: 'near'; raw: string; distance: number } | Leaf;

const LEXEME =
  /(?<space>\s+)|(?<open>\()|(?<close>\))|(?<minus>-(?=[^\s)]))|(?:(?<field>\p{L}{1,20}):(?=[^\s)]))?(?:["“”](?<phrase>[^"“”]*)["“”]?|(?<word>[^\s()"“”]+))/gu;
const NEAR = /^NEAR(?:\/(\d{1,3}))?$/;

/** @param nearDistance what `NEAR` without a number means */
export function lex(input: string, nearDistance: number): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (const match of input.matchAll(LEXEME)) {
    const raw = match[0];
    const { space, open, close, minus, field = '', phrase, word } = match.groups ?? {};
    if (space !== undefined) continue;
    else if (open !== undefined) lexemes.push({ kind: 'open', raw });
    else if (close !== undefined) lexemes.push({ kind: 'close', raw });
    else if (minus !== undefined) lexemes.push({ kind: 'minus', raw });
    else if (phrase !== undefined) lexemes.push({ kind: 'phrase', raw, text: phrase, field: field.toLowerCase() });
    else if (word !== undefined) lexemes.push(bare(raw, word, field.toLowerCase(), nearDistance));
  }
  return lexemes;
}

function bare(raw: string, word: string, field: string, nearDistance: number): Lexeme {
  if (field === '' && word === 'OR') return { kind: 'or', raw };
  const near = field === '' ? NEAR.exec(word) : null;
  if (near) return { kind: 'near', raw, distance: near[1] === undefined ? nearDistance : Number(near[1]) };
  return { kind: 'word', raw, text: word, field };
}
