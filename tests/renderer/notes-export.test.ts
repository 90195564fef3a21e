import { expect, it } from 'vitest';
import type { ListedAnnotation } from '../../core/annotation-list';
import { notesAsCsv, notesAsMarkdown } from '../../renderer/notes/notes-export';

const STORY = '01HZX0000000000000000000AA';
const note = (change: Partial<ListedAnnotation>): ListedAnnotation => ({
  uid: '',
  articleUid: STORY,
  headline: 'Ferry *stays*',
  publication: 'The Northern Mail',
  published: '2021',
  language: 'en',
  color: 'yellow',
  quote: 'It sails.',
  note: '',
  tags: [],
  createdAt: '2024',
  updatedAt: '2024',
  orphaned: false,
  ...change,
});
const nameOf = (color: string) => (color === 'yellow' ? 'Claim' : color);

it('writes notes as Markdown below the headline of their story, once', () => {
  const text = notesAsMarkdown([note({}), note({ quote: 'One\n\nTwo', note: 'Ask **who**.', tags: ['to check'] })], 'Notes', nameOf);
  expect(text).toBe(
    [
      '# Notes',
      `## [Ferry \\*stays\\*](broadsheet://story/${STORY})`,
      'The Northern Mail, 2021',
      '> It sails.',
      'Claim · 2024',
      '> One\n>\n> Two',
      'Ask **who**.',
      'Claim · 2024 · #to-check\n',
    ].join('\n\n'),
  );
});

it('writes notes as a table, one a line, with what their colour means', () => {
  const [, line = ''] = notesAsCsv([note({ note: 'A, b', tags: ['x', 'y'] })], nameOf).split('\r\n');
  expect(line).toBe(`Ferry *stays*,The Northern Mail,2021,Claim,It sails.,"A, b","x, y",2024,broadsheet://story/${STORY}`);
});
