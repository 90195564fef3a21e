import { tokenize } from './tokenize';

/**
 * The query language: words (all must match), `"phrase"`, `-not`, `OR`, parentheses, `prefix*`, and fields. Parsing never
 * fails: what means nothing is searched for as words, or reported in `ignored`.
 */

/** Fields searched in the full-text index. */
export const TEXT_FIELDS = ['headline', 'deck', 'byline', 'place', 'body', 'tags'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Fields compared with a story's own values. */
export const VALUE_FIELDS = ['publication', 'tag', 'lang'] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

export type QueryNode =
  | { kind: 'all'; nodes: QueryNode[] }
  | { kind: 'any'; nodes: QueryNode[] }
  | { kind: 'not'; node: QueryNode }
  /** Terms that stand side by side; the last one is a beginning when `prefix`. */
  | { kind: 'text'; terms: string[]; prefix: boolean; field: TextField | null }
  | { kind: 'value'; field: ValueField; value: string };

export interface Query {
  /** `null` for a query with nothing to search for: every story matches. */
  root: QueryNode | null;
  /** Parts of the query that were left out, as typed. */
  ignored: string[];
}

/** Longer queries are cut here, so that no paste into the search field costs more than its budget. */
export const MAX_QUERY_LENGTH = 4_000;

type Lexeme =
  { kind: 'open' | 'close' | 'or' | 'minus'; raw: string } | { kind: 'word' | 'phrase'; raw: string; text: string; field: string };

const LEXEME =
  /(?<space>\s+)|(?<open>\()|(?<close>\))|(?<minus>-(?=[^\s)]))|(?:(?<field>\p{L}{1,20}):(?=[^\s)]))?(?:["“”](?<phrase>[^"“”]*)["“”]?|(?<word>[^\s()"“”]+))/gu;

function lex(input: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (const match of input.matchAll(LEXEME)) {
    const raw = match[0];
    const { space, open, close, minus, field = '', phrase, word } = match.groups ?? {};
    if (space !== undefined) continue;
    else if (open !== undefined) lexemes.push({ kind: 'open', raw });
    else if (close !== undefined) lexemes.push({ kind: 'close', raw });
    else if (minus !== undefined) lexemes.push({ kind: 'minus', raw });
    else if (phrase !== undefined) lexemes.push({ kind: 'phrase', raw, text: phrase, field: field.toLowerCase() });
    else if (word === 'OR' && field === '') lexemes.push({ kind: 'or', raw });
    else if (word !== undefined) lexemes.push({ kind: 'word', raw, text: word, field: field.toLowerCase() });
  }
  return lexemes;
}

/** Deeper nesting than anyone types; the engine's own limit is 256. */
const MAX_DEPTH = 32;

class Parser {
  readonly ignored: string[] = [];
  private position = 0;
  private depth = 0;

  constructor(
    private readonly lexemes: Lexeme[],
    private readonly partial: boolean,
  ) {}

  parse(): QueryNode | null {
    const parts: QueryNode[] = [];
    while (this.position < this.lexemes.length) {
      const node = this.alternatives();
      if (node) parts.push(node);
      const stray = this.lexemes[this.position];
      if (stray) {
        this.ignored.push(stray.raw);
        this.position += 1;
      }
    }
    return join('all', parts);
  }

  /** `a b OR c` reads as `(a b) OR c`, as in mail search. */
  private alternatives(): QueryNode | null {
    const branches: QueryNode[] = [];
    for (;;) {
      const branch = this.conjunction();
      if (branch) branches.push(branch);
      const next = this.lexemes[this.position];
      if (next?.kind !== 'or') break;
      this.position += 1;
      const after = this.lexemes[this.position];
      if (!branch || !after || after.kind === 'close') this.ignored.push(next.raw);
    }
    return join('any', branches);
  }

  private conjunction(): QueryNode | null {
    const parts: QueryNode[] = [];
    for (;;) {
      const next = this.lexemes[this.position];
      if (!next || next.kind === 'or' || next.kind === 'close') break;
      const node = this.factor();
      if (node) parts.push(node);
    }
    return join('all', parts);
  }

  private factor(): QueryNode | null {
    const next = this.lexemes[this.position];
    if (!next) return null;
    this.position += 1;
    if (next.kind === 'word' || next.kind === 'phrase') return this.leaf(next);
    if (this.depth >= MAX_DEPTH) {
      this.ignored.push(next.raw);
      return null;
    }
    this.depth += 1;
    const node = next.kind === 'minus' ? this.negation(next.raw) : this.group();
    this.depth -= 1;
    return node;
  }

  private negation(raw: string): QueryNode | null {
    const node = this.factor();
    if (!node) this.ignored.push(raw);
    return node ? { kind: 'not', node } : null;
  }

  private group(): QueryNode | null {
    const node = this.alternatives();
    if (this.lexemes[this.position]?.kind === 'close') this.position += 1;
    return node;
  }

  private leaf(lexeme: Extract<Lexeme, { text: string }>): QueryNode | null {
    const value = VALUE_FIELDS.find((name) => name === lexeme.field);
    if (value) return { kind: 'value', field: value, value: lexeme.text };
    const field = TEXT_FIELDS.find((name) => name === lexeme.field) ?? null;
    // "Reuters:" in front of a word is a word as well, when no field has that name.
    const text = field || lexeme.field === '' ? lexeme.text : `${lexeme.field} ${lexeme.text}`;
    const isLast = this.position === this.lexemes.length;
    const typing = this.partial && isLast && lexeme.kind === 'word';
    return this.textNode(text, field, lexeme.raw, (lexeme.kind === 'word' && text.endsWith('*')) || typing);
  }

  private textNode(text: string, field: TextField | null, raw: string, asked: boolean): QueryNode | null {
    const tokens = tokenize(text);
    const last = tokens.at(-1);
    if (!last) {
      this.ignored.push(raw);
      return null;
    }
    // The pair before it already holds a run's last character; alone, it is the beginning of any pair.
    const inPair = last.tail && tokens.at(-2)?.end === last.end;
    if (inPair) tokens.pop();
    const prefix = last.tail ? !inPair : asked;
    return { kind: 'text', terms: tokens.map((token) => token.term), prefix, field };
  }
}

function join(kind: 'all' | 'any', nodes: QueryNode[]): QueryNode | null {
  const [first] = nodes;
  if (!first) return null;
  return nodes.length === 1 ? first : { kind, nodes };
}

/**
 * Parses a query.
 * @param partial the person is still typing: the last word is a beginning
 */
export function parseQuery(input: string, partial = false): Query {
  const cut = input.slice(0, MAX_QUERY_LENGTH);
  const stillTyping = partial && !/\s$/u.test(cut);
  const parser = new Parser(lex(cut), stillTyping);
  const root = parser.parse();
  return { root, ignored: input.length > MAX_QUERY_LENGTH ? [...parser.ignored, '…'] : parser.ignored };
}

/** The texts a query looks for, without the excluded ones: what to mark in a story. */
export function wantedTexts(node: QueryNode | null): { terms: string[]; prefix: boolean }[] {
  if (!node) return [];
  switch (node.kind) {
    case 'text':
      return [{ terms: node.terms, prefix: node.prefix }];
    case 'all':
    case 'any':
      return node.nodes.flatMap(wantedTexts);
    case 'not':
    case 'value':
      return [];
  }
}

/** A passage of a text that a query's words stand in. */
export interface Match {
  start: number;
  end: number;
}

/** Where a text holds what a query looks for, in order and without overlaps. */
export function matchesIn(text: string, wanted: readonly { terms: string[]; prefix: boolean }[]): Match[] {
  if (wanted.length === 0) return [];
  const tokens = tokenize(text);
  const found: Match[] = [];
  tokens.forEach((token, index) => {
    for (const { terms, prefix } of wanted) {
      const isHere = terms.every((term, step) => {
        const here = tokens[index + step]?.term;
        return here !== undefined && (prefix && step === terms.length - 1 ? here.startsWith(term) : here === term);
      });
      const end = tokens[index + terms.length - 1]?.end;
      if (isHere && end !== undefined)
        found.push({ start: token.start, end: prefixEnd(tokens[index + terms.length - 1], terms, prefix) ?? end });
    }
  });
  return merge(found);
}

/** A single character found through a pair is marked alone. */
function prefixEnd(token: { term: string; start: number } | undefined, terms: string[], prefix: boolean): number | null {
  const last = terms.at(-1);
  if (!prefix || !token || last === undefined) return null;
  const isPair = STARTS_PAIR.test(token.term);
  return isPair ? token.start + last.length : null;
}
const STARTS_PAIR = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function merge(matches: Match[]): Match[] {
  const merged: Match[] = [];
  for (const match of matches.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && match.start < last.end) last.end = Math.max(last.end, match.end);
    else merged.push({ ...match });
  }
  return merged;
}
