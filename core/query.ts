import {
  NEAR_DISTANCE,
  operatorNamed,
  type DateOperator,
  type NoteField,
  type Operator,
  type Possession,
  type Sort,
  type StateName,
  type TextField,
  type ValueField,
} from './query-language';
import { dayRange } from './query-dates';
import { lex, type Leaf, type Lexeme } from './query-lexemes';
import { tokenize } from './tokenize';

/**
 * Parsing the query language of `query-language.ts`. It never fails: what means nothing is searched for as words, or
 * reported in `ignored`.
 */

/** Terms that stand side by side. */
export interface TextNode {
  kind: 'text';
  /** As in the index. */
  terms: string[];
  /** The word as typed, accents included, whose other forms count as well; empty when only the terms themselves do. */
  word: string;
  /** The last term is a beginning. */
  prefix: boolean;
  field: TextField | NoteField | null;
}

export type QueryNode =
  | { kind: 'all'; nodes: QueryNode[] }
  | { kind: 'any'; nodes: QueryNode[] }
  | { kind: 'not'; node: QueryNode }
  | TextNode
  /** At most `distance` words between the two, in either order. */
  | { kind: 'near'; left: TextNode; right: TextNode; distance: number }
  | { kind: 'value'; field: ValueField; value: string }
  /** Days from `from` up to but not with `to`, as `2018-09-23`; empty where there is no border. */
  | { kind: 'date'; of: 'published' | 'imported'; from: string; to: string }
  | { kind: 'state'; state: StateName }
  | { kind: 'possession'; possession: Possession };

export interface Query {
  /** `null` for a query with nothing to search for: every story matches. */
  root: QueryNode | null;
  /** The order asked for, or `null`. */
  sort: Sort | null;
  /** A question in plain language: any of its words. */
  any: boolean;
  /** Parts of the query that were left out, as typed. */
  ignored: string[];
}

export interface QueryOptions {
  /** The person is still typing: the last word is a beginning. */
  partial?: boolean;
  /** Any of the words is enough, for questions in plain language. */
  any?: boolean;
}

/** Longer queries are cut here, so that no paste into the search field costs more than its budget. In UTF-16 units. */
export const MAX_QUERY_LENGTH = 4_000;
/** Deeper nesting than anyone types. */
const MAX_DEPTH = 32;

class Parser {
  readonly ignored: string[] = [];
  sort: Sort | null = null;
  private position = 0;
  private depth = 0;

  constructor(
    private readonly lexemes: readonly Lexeme[],
    private readonly partial: boolean,
    private readonly any: boolean,
  ) {}

  parse(): QueryNode | null {
    const parts: QueryNode[] = [];
    while (this.position < this.lexemes.length) {
      const node = this.conjunction();
      if (node) parts.push(node);
      const stray = this.lexemes[this.position];
      if (stray) {
        this.ignored.push(stray.raw);
        this.position += 1;
      }
    }
    return join('all', parts);
  }

  /** `a b OR c` reads as `a (b OR c)`: the two beside OR belong together, as in mail and web search. */
  private conjunction(): QueryNode | null {
    const parts: QueryNode[] = [];
    for (;;) {
      const next = this.lexemes[this.position];
      if (!next || next.kind === 'close') break;
      const node = this.alternatives();
      if (node) parts.push(node);
    }
    if (!this.any) return join('all', parts);
    const words = parts.filter(isWords);
    const all = parts.filter((part) => !isWords(part));
    const anyWord = join('any', words);
    return join('all', anyWord ? [anyWord, ...all] : all);
  }

  private alternatives(): QueryNode | null {
    const branches: QueryNode[] = [];
    for (;;) {
      const branch = this.nearness();
      if (branch) branches.push(branch);
      const next = this.lexemes[this.position];
      if (next?.kind !== 'or') break;
      this.position += 1;
      const after = this.lexemes[this.position];
      if (!branch || !after || after.kind === 'close') this.ignored.push(next.raw);
      if (!after || after.kind === 'close') break;
    }
    return join('any', branches);
  }

  private nearness(): QueryNode | null {
    let left = this.factor();
    for (;;) {
      const next = this.lexemes[this.position];
      if (next?.kind !== 'near') return left;
      this.position += 1;
      const right = this.factor();
      if (left?.kind === 'text' && right?.kind === 'text' && left.field === right.field) {
        left = { kind: 'near', left, right, distance: next.distance };
      } else {
        this.ignored.push(next.raw);
        left = join(
          'all',
          [left, right].filter((node) => node !== null),
        );
      }
    }
  }

  private factor(): QueryNode | null {
    const next = this.lexemes[this.position];
    if (!next || next.kind === 'or' || next.kind === 'near' || next.kind === 'close') {
      // The operator is looked at by whoever joins; only one at the very beginning is nobody's.
      if (next?.kind === 'near') {
        this.ignored.push(next.raw);
        this.position += 1;
      }
      return null;
    }
    this.position += 1;
    if (next.kind === 'dangling') {
      // While it is being typed, its value is still to come.
      if (!this.partial || this.position < this.lexemes.length) this.ignored.push(next.raw);
      return null;
    }
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
    const node = this.conjunction();
    if (this.lexemes[this.position]?.kind === 'close') this.position += 1;
    return node;
  }

  private leaf(lexeme: Leaf): QueryNode | null {
    const operator = operatorNamed(lexeme.field);
    // "Reuters:" in front of a word is a word as well, when no operator has that name.
    if (!operator) return this.words(lexeme, lexeme.field === '' ? lexeme.text : `${lexeme.field} ${lexeme.text}`, null);
    const node = this.operation(operator, lexeme);
    if (node === undefined) this.ignored.push(lexeme.raw);
    return node ?? null;
  }

  /** `undefined` when what follows the colon means nothing. */
  private operation(operator: Operator, lexeme: Leaf): QueryNode | null | undefined {
    const value = lexeme.text.toLowerCase();
    if (operator.values.length > 0 && !operator.values.includes(value)) return undefined;
    switch (operator.kind) {
      case 'text':
      case 'note':
        return this.words(lexeme, lexeme.text, operator.means as TextField | NoteField);
      case 'value':
        return { kind: 'value', field: operator.means as ValueField, value: lexeme.text };
      case 'date':
        return dateNode(operator.means as DateOperator, lexeme.text);
      case 'state':
        return { kind: 'state', state: value as StateName };
      case 'possession':
        return { kind: 'possession', possession: value as Possession };
      case 'sort':
        this.sort = value as Sort;
        return null;
    }
  }

  private words(lexeme: Leaf, text: string, field: TextNode['field']): QueryNode | null {
    const isLast = this.position === this.lexemes.length;
    const typing = this.partial && isLast && lexeme.kind === 'word';
    const asked = lexeme.kind === 'word' && text.endsWith('*');
    const tokens = tokenize(text);
    if (tokens.length === 0) {
      this.ignored.push(lexeme.raw);
      return null;
    }
    if (this.any && lexeme.kind === 'word') {
      const spaced = tokens.every((token) => !token.tail);
      // In a question, every word of "non-users" counts for itself.
      if (spaced && tokens.length > 1)
        return join(
          'any',
          tokens.map(({ term, start, end }) => textNode([term], text.slice(start, end), false, field)),
        );
    }
    const last = tokens.at(-1);
    // The pair before it already holds a run's last character; alone, it is the beginning of any pair.
    const inPair = last?.tail === true && tokens.at(-2)?.end === last.end;
    if (inPair) tokens.pop();
    const prefix = last?.tail === true ? !inPair : asked || typing;
    const single = tokens.length === 1 && lexeme.kind === 'word' && !asked && last?.tail !== true;
    return textNode(
      tokens.map((token) => token.term),
      single ? text.slice(tokens[0]?.start, tokens[0]?.end) : '',
      prefix,
      field,
    );
  }
}

function textNode(terms: string[], word: string, prefix: boolean, field: TextNode['field']): TextNode {
  return { kind: 'text', terms, word, prefix, field };
}

const isWords = (node: QueryNode) => node.kind === 'text' || node.kind === 'near' || node.kind === 'any';

function dateNode(operator: DateOperator, text: string): QueryNode | undefined {
  const range = dayRange(text);
  if (!range) return undefined;
  const { from, to } = range;
  if (operator === 'before') return { kind: 'date', of: 'published', from: '', to: from };
  if (operator === 'after') return { kind: 'date', of: 'published', from: to, to: '' };
  return { kind: 'date', of: operator === 'on' ? 'published' : 'imported', from, to };
}

function join(kind: 'all' | 'any', nodes: QueryNode[]): QueryNode | null {
  const [first] = nodes;
  if (!first) return null;
  return nodes.length === 1 ? first : { kind, nodes };
}

/** Parses a query. */
export function parseQuery(input: string, { partial = false, any = false }: QueryOptions = {}): Query {
  const cut = input.slice(0, MAX_QUERY_LENGTH);
  const stillTyping = partial && !/\s$/u.test(cut);
  const parser = new Parser(
    lex(cut, NEAR_DISTANCE, (name) => operatorNamed(name) !== undefined),
    stillTyping,
    any,
  );
  const root = parser.parse();
  const ignored = input.length > MAX_QUERY_LENGTH ? [...parser.ignored, '…'] : parser.ignored;
  return { root, sort: parser.sort, any, ignored };
}

/** Whether the query asks for this state itself, so that it is not left out. */
export function asksFor(node: QueryNode | null, state: StateName): boolean {
  switch (node?.kind) {
    case 'state':
      return node.state === state;
    case 'all':
    case 'any':
      return node.nodes.some((inner) => asksFor(inner, state));
    case 'not':
      return asksFor(node.node, state);
    default:
      return false;
  }
}
