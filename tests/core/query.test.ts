import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesIn, wantedTexts } from '../../core/marking';
import { parseQuery, type QueryNode } from '../../core/query';
import { FORMS, OPERATORS } from '../../core/query-language';
import { tokenize } from '../../core/tokenize';

/** A word whose other forms count as well. */
const word = (term: string) => ({ kind: 'text', terms: [term], word: term, prefix: false, field: null });
const exactly = (...terms: string[]) => ({ kind: 'text', terms, word: '', prefix: false, field: null });

describe('parsing a query', () => {
  it('says that an operator without a value means nothing', () => {
    expect(parseQuery('tag: sea')).toMatchObject({ root: word('sea'), ignored: ['tag:'] });
    expect(parseQuery('sea tag:', { partial: true })).toMatchObject({ ignored: [] });
    expect(parseQuery('Reuters: sea').ignored).toEqual([]);
  });

  it.each([
    ['ferry', word('ferry')],
    ['ferry strike', { kind: 'all', nodes: [word('ferry'), word('strike')] }],
    ['"ferry strike"', exactly('ferry', 'strike')],
    ['"ferry"', exactly('ferry')],
    ['covid-19', exactly('covid', '19')],
    ['a OR b c', { kind: 'all', nodes: [{ kind: 'any', nodes: [word('a'), word('b')] }, word('c')] }],
    ['a b OR c', { kind: 'all', nodes: [word('a'), { kind: 'any', nodes: [word('b'), word('c')] }] }],
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
    [
      'headline:(a OR b)',
      {
        kind: 'any',
        nodes: [
          { ...word('a'), field: 'headline' },
          { ...word('b'), field: 'headline' },
        ],
      },
    ],
    ['fer*', { ...exactly('fer'), prefix: true }],
    ['a NEAR/5 b', { kind: 'near', left: word('a'), right: word('b'), distance: 5 }],
    ['a NEAR b', { kind: 'near', left: word('a'), right: word('b'), distance: 10 }],
    ['author:quill', { ...word('quill'), field: 'byline' }],
    ['note:ask', { ...word('ask'), field: 'note' }],
    ['before:2018', { kind: 'date', of: 'published', from: '', to: '2018-01-01' }],
    ['after:2018-09', { kind: 'date', of: 'published', from: '2018-10-01', to: '' }],
    ['on:2018-09-23', { kind: 'date', of: 'published', from: '2018-09-23', to: '2018-09-24' }],
    ['imported:2024', { kind: 'date', of: 'imported', from: '2024-01-01', to: '2025-01-01' }],
    ['is:starred', { kind: 'state', state: 'starred' }],
    ['has:note', { kind: 'possession', possession: 'note' }],
    ['Reuters:cocoa', exactly('reuters', 'cocoa')],
    ['headline:ferry', { ...word('ferry'), field: 'headline' }],
    ['tag:"Trending Japan"', { kind: 'value', field: 'tag', value: 'Trending Japan' }],
    ['', null],
  ])('%s', (query, root) => {
    expect(parseQuery(query).root).toEqual(root);
  });

  it('takes the last word as a beginning while it is being typed', () => {
    expect(parseQuery('ferry str', { partial: true }).root).toEqual({
      kind: 'all',
      nodes: [word('ferry'), { ...word('str'), prefix: true }],
    });
    expect(parseQuery('ferry str ', { partial: true }).root).toEqual({ kind: 'all', nodes: [word('ferry'), word('str')] });
  });

  it.each(['OR', 'a OR', '((((a', ')', '🙂', '""', '-', '- -'])('never fails on %j', (query) => {
    expect(() => parseQuery(query)).not.toThrow();
  });

  it('says what it left out', () => {
    expect(parseQuery('ferry 🙂').ignored).toEqual(['🙂']);
    expect(parseQuery('ferry is:purple on:2018-13 OR').ignored).toEqual(['is:purple', 'on:2018-13', 'OR']);
    expect(parseQuery('NEAR/3 ferry').ignored).toEqual(['NEAR/3']);
  });

  it('knows the order asked for', () => {
    expect(parseQuery('ferry sort:oldest')).toMatchObject({ sort: 'oldest', root: word('ferry') });
    expect(parseQuery('ferry').sort).toBeNull();
  });

  it('takes any word of a question, and still narrows by what is no word', () => {
    expect(parseQuery('Which non-users? lang:en -ferry', { any: true }).root).toEqual({
      kind: 'all',
      nodes: [
        {
          kind: 'any',
          nodes: [
            { ...word('which'), word: 'Which' },
            { kind: 'any', nodes: [word('non'), word('users')] },
          ],
        },
        { kind: 'value', field: 'lang', value: 'en' },
        { kind: 'not', node: word('ferry') },
      ],
    });
  });

  it('understands the example of every operator', () => {
    for (const { example } of [...OPERATORS, ...FORMS])
      expect({ example, ignored: parseQuery(example).ignored }).toEqual({ example, ignored: [] });
  });

  it('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), fc.boolean(), (text, partial, any) => {
        const { root } = parseQuery(text, { partial, any });
        matchesIn(text, wantedTexts(root));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom('(', ')', '"', '-', 'OR', 'NEAR/3', '*', 'tag:', 'headline:', 'on:', 'is:', ' '),
            fc.string({ unit: 'binary' }),
          ),
        ),
        (parts) => {
          const { root } = parseQuery(parts.join(''));
          matchesIn('some text 東京', wantedTexts(root));
        },
      ),
    );
  });

  it('searches for every word typed, or says that it left it out', () => {
    const searched = (node: QueryNode | null): string[] => {
      switch (node?.kind) {
        case 'text':
          return node.terms;
        case 'near':
          return [...node.left.terms, ...node.right.terms];
        case 'not':
          return searched(node.node);
        case 'all':
        case 'any':
          return node.nodes.flatMap(searched);
        case 'value':
          return tokenize(node.value).map(({ term }) => term);
        default:
          return [];
      }
    };
    const part = fc.oneof(
      fc.constantFrom('(', ')', '"', '-', ' OR ', ' NEAR ', '*', 'tag:', 'x:', ' ', '🙂'),
      fc.constantFrom('ferry', 'été', 'b2'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const { root, ignored } = parseQuery(text);
        const said = new Set([...searched(root), ...ignored.flatMap((raw) => tokenize(raw).map(({ term }) => term))]);
        const operators = new Set(['or', 'near', 'tag']);
        for (const { term } of tokenize(text)) if (!operators.has(term)) expect(said).toContain(term);
        for (const raw of ignored) expect(text).toContain(raw);
      }),
      { numRuns: 1_000 },
    );
  });

  it('understands every query as it was meant, however it is nested', () => {
    const leaf = fc.oneof(
      fc.constantFrom('ferry', 'strike', 'x').map((text): [string, QueryNode] => [text, word(text) as QueryNode]),
      fc.constant<[string, QueryNode]>(['"ferry strike"', exactly('ferry', 'strike') as QueryNode]),
      fc.constant<[string, QueryNode]>(['byline:quill', { ...word('quill'), field: 'byline' } as QueryNode]),
      fc.constant<[string, QueryNode]>(['fer*', { ...exactly('fer'), prefix: true } as QueryNode]),
      fc.constant<[string, QueryNode]>(['is:read', { kind: 'state', state: 'read' }]),
      fc.constant<[string, QueryNode]>(['tag:sea', { kind: 'value', field: 'tag', value: 'sea' }]),
    );
    const { tree } = fc.letrec<{ tree: [string, QueryNode] }>((tie) => {
      const several = fc.array(tie('tree'), { minLength: 2, maxLength: 3 });
      return {
        tree: fc.oneof(
          { depthSize: 'small', withCrossShrink: true },
          leaf,
          tie('tree').map(([text, node]): [string, QueryNode] => [`-(${text})`, { kind: 'not', node }]),
          several.map((nodes): [string, QueryNode] => [
            `(${nodes.map(([text]) => text).join(' ')})`,
            { kind: 'all', nodes: nodes.map(([, node]) => node) },
          ]),
          several.map((nodes): [string, QueryNode] => [
            `(${nodes.map(([text]) => text).join(' OR ')})`,
            { kind: 'any', nodes: nodes.map(([, node]) => node) },
          ]),
        ),
      };
    });
    fc.assert(
      fc.property(tree, ([text, node]) => {
        expect(parseQuery(text)).toEqual({ root: node, sort: null, any: false, ignored: [] });
      }),
    );
  });

  it('survives nesting deeper than anyone types', () => {
    expect(() => parseQuery(`${'('.repeat(3000)}a`)).not.toThrow();
  });
});

describe('marking what a query found', () => {
  const marked = (query: string, text: string) =>
    matchesIn(text, wantedTexts(parseQuery(query).root), 'en').map(({ start, end }) => text.slice(start, end));
  it.each([
    ['cafe', 'The Café is a cafe.', ['Café', 'cafe']],
    ['ferry', 'Two ferries, one ferry, a ferryman.', ['ferries', 'ferry']],
    ['"ferry"', 'Two ferries, one ferry.', ['ferry']],
    ['"ferry strike"', 'A ferry and a ferry strike.', ['ferry strike']],
    ['fer*', 'Ferries and ferns', ['Ferries', 'ferns']],
    ['京', '東京都', ['京']],
    ['東京', '東京都', ['東京']],
    ['-ferry bridge', 'A ferry, a bridge', ['bridge']],
  ])('%s in %s', (query, text, expected) => {
    expect(marked(query, text)).toEqual(expected);
  });

  it('marks any part of a text without spaces where it stands', () => {
    const character = fc.constantFrom(...'東京都カメラのにー가나다ไท𠮷一二');
    fc.assert(
      fc.property(
        fc.array(character, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('', ' ', '、', 'x '),
        (characters, from, length, before) => {
          const start = from % characters.length;
          const part = characters.slice(start, start + length).join('');
          const text = before + characters.join('') + before;
          const at = before.length + characters.slice(0, start).join('').length;
          const matches = matchesIn(text, wantedTexts(parseQuery(part).root));
          expect(matches.some((match) => match.start <= at && match.end >= at + part.length)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
