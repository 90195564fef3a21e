import * as m from './messages/messages.js';

/**
 * The query language as data: the parser, the completion of operators, the command line's help and the help in the window
 * all read this table.
 */

/** Fields whose words are searched in a story's own text. */
export const TEXT_FIELDS = ['headline', 'deck', 'byline', 'place', 'body', 'section', 'url'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Fields whose words are searched in annotations. */
export const NOTE_FIELDS = ['note', 'highlight'] as const;
export type NoteField = (typeof NOTE_FIELDS)[number];

/** Fields compared with a story's own values. */
export const VALUE_FIELDS = ['publication', 'tag', 'lang'] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

export const DATE_OPERATORS = ['before', 'after', 'on', 'imported'] as const;
export type DateOperator = (typeof DATE_OPERATORS)[number];

export const STATES = ['unread', 'read', 'starred', 'annotated', 'orphaned', 'trashed'] as const;
export type StateName = (typeof STATES)[number];

export const POSSESSIONS = ['note', 'highlight', 'image', 'url', 'original'] as const;
export type Possession = (typeof POSSESSIONS)[number];

/** `imported`: added last; `opened`: opened last, then what was never opened, newest first. */
export const SORTS = ['relevance', 'newest', 'oldest', 'headline', 'imported', 'opened'] as const;
export type Sort = (typeof SORTS)[number];

/** How the parser takes what stands behind an operator's colon. */
export type OperatorKind = 'text' | 'note' | 'value' | 'date' | 'state' | 'possession' | 'sort';

export interface Operator {
  /** What is typed before the colon. */
  name: string;
  kind: OperatorKind;
  /** The field or operator it stands for, when that has another name. */
  means: string;
  /** What may follow, where only some words may. */
  values: readonly string[];
  /** As it would be typed. */
  example: string;
  /** What it finds, in one sentence. */
  help: () => string;
}

const text = (name: TextField, example: string, help: () => string, means: TextField = name): Operator => ({
  name,
  kind: 'text',
  means,
  values: [],
  example,
  help,
});

/** Every operator, in the order in which help lists them. */
export const OPERATORS: readonly Operator[] = [
  text('headline', 'headline:ferry', m.query_op_headline),
  text('deck', 'deck:"night ferry"', m.query_op_deck),
  text('byline', 'byline:quill', m.query_op_byline),
  { ...text('byline', 'author:quill', m.query_op_author), name: 'author' },
  text('place', 'place:oslo', m.query_op_place),
  text('body', 'body:ferry', m.query_op_body),
  text('section', 'section:sport', m.query_op_section),
  text('url', 'url:example.org/news', m.query_op_url),
  {
    name: 'publication',
    kind: 'value',
    means: 'publication',
    values: [],
    example: 'publication:tide',
    help: m.query_op_publication,
  },
  { name: 'tag', kind: 'value', means: 'tag', values: [], example: 'tag:sea/ferries', help: m.query_op_tag },
  { name: 'lang', kind: 'value', means: 'lang', values: [], example: 'lang:pt', help: m.query_op_lang },
  { name: 'note', kind: 'note', means: 'note', values: [], example: 'note:"ask again"', help: m.query_op_note },
  { name: 'highlight', kind: 'note', means: 'highlight', values: [], example: 'highlight:fare', help: m.query_op_highlight },
  {
    name: 'before',
    kind: 'date',
    means: 'before',
    values: [],
    example: 'before:2018',
    help: m.query_op_before,
  },
  {
    name: 'after',
    kind: 'date',
    means: 'after',
    values: [],
    example: 'after:2018-09',
    help: m.query_op_after,
  },
  {
    name: 'on',
    kind: 'date',
    means: 'on',
    values: [],
    example: 'on:2018-09-23',
    help: m.query_op_on,
  },
  {
    name: 'imported',
    kind: 'date',
    means: 'imported',
    values: [],
    example: 'imported:2026-11',
    help: m.query_op_imported,
  },
  {
    name: 'is',
    kind: 'state',
    means: 'is',
    values: STATES,
    example: 'is:starred',
    help: m.query_op_is,
  },
  {
    name: 'has',
    kind: 'possession',
    means: 'has',
    values: POSSESSIONS,
    example: 'has:note',
    help: m.query_op_has,
  },
  {
    name: 'sort',
    kind: 'sort',
    means: 'sort',
    values: SORTS,
    example: 'sort:newest',
    help: m.query_op_sort,
  },
];

/** The forms that are no operators with a colon. */
export const FORMS: readonly { example: string; help: () => string }[] = [
  { example: 'ferry strike', help: m.query_form_words },
  { example: '"ferry strike"', help: m.query_form_phrase },
  { example: '-strike', help: m.query_form_not },
  { example: 'ferry strike OR walkout', help: m.query_form_or },
  { example: '(ferry OR boat) strike', help: m.query_form_group },
  { example: 'ferr*', help: m.query_form_prefix },
  { example: 'ferry NEAR/5 strike', help: m.query_form_near },
];

/** Words between the two sides of `NEAR` when it does not say. */
export const NEAR_DISTANCE = 10;

/** How results are ordered, for help. */
export const rankingHelp = m.query_ranking;

export function operatorNamed(name: string): Operator | undefined {
  return OPERATORS.find((operator) => operator.name === name);
}
