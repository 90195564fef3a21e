import { MAX_QUERY_LENGTH, parseQuery } from './query';
import { NEAR_DISTANCE, operatorNamed } from './query-language';
import { lex, type Leaf, type Lexeme } from './query-lexemes';

/**
 * A query cut into what can stand by itself and the text around it, for whoever shows and edits queries: the parts one after the
 * other are the query, whatever it is.
 */
export type QueryPart =
  | { kind: 'text'; text: string }
  /** `text` as typed; `name` in lower case and `value` without quotes, for people. */
  | { kind: 'operator'; text: string; name: string; value: string; negated: boolean };

const isOperator = (name: string) => operatorNamed(name) !== undefined;
const lexemesOf = (query: string) => lex(query.slice(0, MAX_QUERY_LENGTH), NEAR_DISTANCE, isOperator);
const endOf = ({ at, raw }: Lexeme) => at + raw.length;
const isLeaf = (lexeme: Lexeme | undefined): lexeme is Leaf => lexeme?.kind === 'word' || lexeme?.kind === 'phrase';
const isOpenPhrase = ({ kind, raw }: Lexeme) => kind === 'phrase' && !/["“”][^"“”]*["“”]$/u.test(raw);
const joins = (lexeme: Lexeme | undefined) => lexeme?.kind === 'or' || lexeme?.kind === 'near';

/** Whether an operator with its value means something. */
function isUnderstood(text: string): boolean {
  const { root, sort, ignored } = parseQuery(text);
  return ignored.length === 0 && (root !== null || sort !== null);
}

/**
 * The parts of a query. Operators are parts of their own where they narrow the whole query: outside of parentheses and not beside `OR` or
 * `NEAR`. Where they stand does not change what the query finds.
 */
export function splitQuery(query: string): QueryPart[] {
  const lexemes = lexemesOf(query);
  const parts: QueryPart[] = [];
  let depth = 0;
  let done = 0;
  lexemes.forEach((lexeme, index) => {
    if (lexeme.kind === 'open') depth += 1;
    if (lexeme.kind === 'close') depth = Math.max(0, depth - 1);
    const minus = lexemes[index - 1]?.kind === 'minus' ? lexemes[index - 1] : undefined;
    const before = lexemes[index - (minus ? 2 : 1)];
    // An OR that has nothing before it would join itself to whatever were put there.
    const stands = depth === 0 && !joins(lexemes[0]) && isLeaf(lexeme) && isOperator(lexeme.field) && before?.kind !== 'minus';
    if (!stands || joins(before) || joins(lexemes[index + 1]) || isOpenPhrase(lexeme) || endOf(lexeme) >= MAX_QUERY_LENGTH) return;
    const start = minus?.at ?? lexeme.at;
    const text = query.slice(start, endOf(lexeme));
    if (!isUnderstood(text)) return;
    if (start > done) parts.push({ kind: 'text', text: query.slice(done, start) });
    parts.push({ kind: 'operator', text, name: lexeme.field, value: lexeme.text, negated: minus !== undefined });
    done = endOf(lexeme);
  });
  if (done < query.length) parts.push({ kind: 'text', text: query.slice(done) });
  return parts;
}

/** The word at the end of a query that somebody is typing, with its operator; `null` behind a space or a sign. */
export function wordBeingTyped(query: string): { start: number; text: string } | null {
  const last = lexemesOf(query).at(-1);
  const isWord = last !== undefined && (last.kind === 'dangling' || last.kind === 'word' || isOpenPhrase(last));
  return isWord && endOf(last) === query.length ? { start: last.at, text: last.raw } : null;
}

/** An operator as it is typed, quoted where its value needs it. Quotation marks cannot be asked for. */
export function operatorText(name: string, value: string): string {
  const plain = value.replace(/["“”]/gu, ' ');
  return /[\s()]/u.test(plain) || plain === '' ? `${name}:"${plain}"` : `${name}:${plain}`;
}
