import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesIn, parseQuery, wantedTexts } from '../../core/query';

const word = (...terms: string[]) => ({ kind: 'text', terms, prefix: false, field: null });

describe('parsing a query', () => {
  it.each([
    ['ferry', word('ferry')],
    ['ferry strike', { kind: 'all', nodes: [word('ferry'), word('strike')] }],
    ['"ferry strike"', word('ferry', 'strike')],
    ['a OR b c', { kind: 'any', nodes: [word('a'), { kind: 'all', nodes: [word('b'), word('c')] }] }],
    ['-a', { kind: 'not', node: word('a') }],
    [
      '(a OR b) -c',
      {
        kind: 'all',
        nodes: [
          { kind: 'any', nodes: [word('a'), word('b')] },
          { kind: 'not', node: word('c') },
        ],
      },
    ],
    ['fer*', { ...word('fer'), prefix: true }],
    ['headline:ferry', { ...word('ferry'), field: 'headline' }],
    ['tag:"Trending Japan"', { kind: 'value', field: 'tag', value: 'Trending Japan' }],
    ['', null],
  ])('%s', (query, root) => {
    expect(parseQuery(query).root).toEqual(root);
  });

  it('takes the last word as a beginning while it is being typed', () => {
    expect(parseQuery('ferry str', true).root).toEqual({ kind: 'all', nodes: [word('ferry'), { ...word('str'), prefix: true }] });
    expect(parseQuery('ferry str ', true).root).toEqual({ kind: 'all', nodes: [word('ferry'), word('str')] });
  });

  it.each(['OR', 'a OR', '((((a', ')', '🙂', '""', '-', '- -'])('never fails on %j', (query) => {
    expect(() => parseQuery(query)).not.toThrow();
  });

  it('says what it left out', () => {
    expect(parseQuery('ferry 🙂').ignored).toEqual(['🙂']);
  });

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom('(', ')', '"', '-', 'OR', '*', 'tag:', 'headline:', ' '), fc.string({ unit: 'binary' }))),
        (parts) => {
          const { root } = parseQuery(parts.join(''));
          matchesIn('some text 東京', wantedTexts(root));
        },
      ),
    );
  });

  it('survives nesting deeper than anyone types', () => {
    expect(() => parseQuery(`${'('.repeat(3000)}a`)).not.toThrow();
  });
});

describe('marking what a query found', () => {
  const marked = (query: string, text: string) =>
    matchesIn(text, wantedTexts(parseQuery(query).root)).map(({ start, end }) => text.slice(start, end));
  it.each([
    ['cafe', 'The Café is a cafe.', ['Café', 'cafe']],
    ['"ferry strike"', 'A ferry and a ferry strike.', ['ferry strike']],
    ['fer*', 'Ferries and ferns', ['Ferries', 'ferns']],
    ['京', '東京都', ['京']],
    ['東京', '東京都', ['東京']],
    ['-ferry bridge', 'A ferry, a bridge', ['bridge']],
  ])('%s in %s', (query, text, expected) => {
    expect(marked(query, text)).toEqual(expected);
  });
});
