/** Cuts a query into words, phrases, operators and parentheses. */

/** What was cut out, and where it begins in the query, in UTF-16 units. */
type Cut = { raw: string; at: number };
export type Leaf = Cut & { kind: 'word' | 'phrase'; text: string; field: string };
export type Lexeme = (Cut & { kind: 'open' | 'close' | 'or' | 'minus' | 'dangling' }) | (Cut & { kind: 'near'; distance: number }) | Leaf;

const LEXEME =
  /(?<space>\s+)|(?<scope>\p{L}{1,20}):(?=\()|(?<dangling>\p{L}{1,20}):(?=\s|$)|(?<open>\()|(?<close>\))|(?<minus>-(?=[^\s)]))|(?:(?<field>\p{L}{1,20}):(?=[^\s)]))?(?:["“”](?<phrase>[^"“”]*)["“”]?|(?<word>[^\s()"“”]+))/gu;
const NEAR = /^NEAR(?:\/(\d{1,3}))?$/;

/**
 * @param nearDistance what `NEAR` without a number means
 * @param isOperator whether a name before a colon means something: then `name:(a b)` is `(name:a name:b)`
 */
export function lex(input: string, nearDistance: number, isOperator: (name: string) => boolean): Lexeme[] {
  const lexemes: Lexeme[] = [];
  /** Fields of the parentheses that are open, and of the one about to be. */
  const scopes: string[] = [];
  let next = '';
  for (const match of input.matchAll(LEXEME)) {
    const raw = match[0];
    const at = match.index;
    const { space, scope, dangling, open, close, minus, field = scopes.at(-1) ?? '', phrase, word } = match.groups ?? {};
    const name = (scope ?? dangling)?.toLowerCase();
    if (space !== undefined) continue;
    else if (name !== undefined && !isOperator(name)) lexemes.push(bare({ raw, at }, raw, '', nearDistance));
    else if (scope !== undefined) next = name ?? '';
    else if (dangling !== undefined) lexemes.push({ kind: 'dangling', raw, at });
    else if (open !== undefined) {
      lexemes.push({ kind: 'open', raw, at });
      scopes.push(next || (scopes.at(-1) ?? ''));
      next = '';
    } else if (close !== undefined) {
      lexemes.push({ kind: 'close', raw, at });
      scopes.pop();
    } else if (minus !== undefined) lexemes.push({ kind: 'minus', raw, at });
    else if (phrase !== undefined) lexemes.push({ kind: 'phrase', raw, at, text: phrase, field: field.toLowerCase() });
    else if (word !== undefined) lexemes.push(bare({ raw, at }, word, field.toLowerCase(), nearDistance));
  }
  return lexemes;
}

function bare(cut: Cut, word: string, field: string, nearDistance: number): Lexeme {
  if (word === cut.raw && word === 'OR') return { kind: 'or', ...cut };
  const near = word === cut.raw ? NEAR.exec(word) : null;
  if (near) return { kind: 'near', ...cut, distance: near[1] === undefined ? nearDistance : Number(near[1]) };
  return { kind: 'word', ...cut, text: word, field };
}
