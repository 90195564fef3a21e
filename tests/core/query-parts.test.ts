import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, type QueryNode } from '../../core/query';
import { OPERATORS } from '../../core/query-language';
import { operatorText, splitQuery, wordBeingTyped } from '../../core/query-parts';

const operators = (query: string) => splitQuery(query).flatMap((part) => (part.kind === 'operator' ? [part.text] : []));

/** What people type, and what they do not. */
const queries = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '"',
        '-',
        ' OR ',
        ' NEAR/3 ',
        ' ',
        'tag:sea',
        'is:unread',
        'place:"night ferry"',
        'on:2018',
        'x:',
        'sort:oldest',
      ),
      fc.constantFrom(...OPERATORS.map(({ example }) => ` ${example} `)),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

/** The conditions that must all hold, in an order of their own. */
function conditions(node: QueryNode | null): string[] {
  if (node?.kind === 'all') return node.nodes.flatMap(conditions).toSorted();
  return node === null ? [] : [JSON.stringify(node)];
}

describe('the parts of a query', () => {
  it.each([
    ['night ferry', []],
    ['place:Vardø after:2019 night ferry', ['place:Vardø', 'after:2019']],
    ['ferry place:"night ferry" boat -tag:sea', ['place:"night ferry"', '-tag:sea']],
    ['is:starred', ['is:starred']],
    ['is:green on:never tag: Reuters:cocoa', []],
    ['tag:a OR tag:b tag:c', ['tag:c']],
    ['headline:a NEAR headline:b', []],
    ['(tag:a) headline:(a tag:b) ) tag:c', ['tag:c']],
    ['place:"night fer', []],
    ['--tag:a', []],
    ['TAG:sea', ['TAG:sea']],
    ['OR tag:a tag:b', []],
  ])('%s', (query, expected) => expect(operators(query)).toEqual(expected));

  it('say what an operator asks for, without its quotes', () => {
    expect(splitQuery('-place:"night ferry"')).toEqual([
      { kind: 'operator', text: '-place:"night ferry"', name: 'place', value: 'night ferry', negated: true },
    ]);
  });

  it('are the query when they are put together, whatever it is', () => {
    const whole = (query: string) => {
      const texts = splitQuery(query).map(({ text }) => text);
      expect(texts.join('')).toBe(query);
    };
    fc.assert(fc.property(queries, whole));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), whole));
    whole('tag:sea '.repeat(10_000));
    whole('a'.repeat(100_000));
  });

  it('find the same wherever the operators stand', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const parts = splitQuery(query);
        const first = parts.filter(({ kind }) => kind === 'operator').map(({ text }) => `${text} `);
        const rest = parts.map(({ kind, text }) => (kind === 'text' ? text : ' '));
        const moved = parseQuery(first.join('') + rest.join(''));
        const plain = parseQuery(query);
        expect(conditions(moved.root)).toEqual(conditions(plain.root));
      }),
    );
  });
});

describe('the word being typed', () => {
  it.each([
    ['night fer', 6, 'fer'],
    ['tag:', 0, 'tag:'],
    ['a -tag:se', 3, 'tag:se'],
    ['a publication:"The Nor', 2, 'publication:"The Nor'],
    ['(fer', 1, 'fer'],
    ['"a b" c', 6, 'c'],
  ])('of %s', (query, start, text) => expect(wordBeingTyped(query)).toEqual({ start, text }));

  it.each(['', 'ferry ', '"night ferry"', '(ferry)'])('is none in %s', (query) => expect(wordBeingTyped(query)).toBeNull());
});

it('an operator is written so that it is understood', () => {
  fc.assert(
    fc.property(
      fc.string().filter((value) => !/["“”]/u.test(value) && value.trim() !== ''),
      (value) => {
        expect(parseQuery(operatorText('tag', value)).root).toEqual({ kind: 'value', field: 'tag', value });
      },
    ),
  );
});
