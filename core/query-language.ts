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

export const SORTS = ['relevance', 'newest', 'oldest', 'headline'] as const;
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
  help: string;
}

const text = (name: TextField, example: string, help: string, means: TextField = name): Operator => ({
  name,
  kind: 'text',
  means,
  values: [],
  example,
  help,
});

/** Every operator, in the order in which help lists them. */
export const OPERATORS: readonly Operator[] = [
  text('headline', 'headline:ferry', 'Words of the headline.'),
  text('deck', 'deck:"night ferry"', 'Words of the kicker and the line below the headline.'),
  text('byline', 'byline:quill', 'Who wrote it.'),
  { ...text('byline', 'author:quill', 'The same as byline:.'), name: 'author' },
  text('place', 'place:oslo', 'The place the story opens with.'),
  text('body', 'body:ferry', 'Words of the story itself, not of its headline.'),
  text('section', 'section:sport', 'The part of the paper.'),
  text('url', 'url:example.org/news', 'Parts of the address.'),
  {
    name: 'publication',
    kind: 'value',
    means: 'publication',
    values: [],
    example: 'publication:tide',
    help: 'Part of the publication’s name.',
  },
  { name: 'tag', kind: 'value', means: 'tag', values: [], example: 'tag:sea/ferries', help: 'Stories with the tag, or with one below it.' },
  { name: 'lang', kind: 'value', means: 'lang', values: [], example: 'lang:pt', help: 'The language; pt finds pt-BR as well.' },
  { name: 'note', kind: 'note', means: 'note', values: [], example: 'note:"ask again"', help: 'Words of your notes.' },
  { name: 'highlight', kind: 'note', means: 'highlight', values: [], example: 'highlight:fare', help: 'Words you highlighted.' },
  {
    name: 'before',
    kind: 'date',
    means: 'before',
    values: [],
    example: 'before:2018',
    help: 'Published before that year, month or day begins.',
  },
  {
    name: 'after',
    kind: 'date',
    means: 'after',
    values: [],
    example: 'after:2018-09',
    help: 'Published after that year, month or day has ended.',
  },
  {
    name: 'on',
    kind: 'date',
    means: 'on',
    values: [],
    example: 'on:2018-09-23',
    help: 'Published in that year, in that month or on that day.',
  },
  {
    name: 'imported',
    kind: 'date',
    means: 'imported',
    values: [],
    example: 'imported:2026-11',
    help: 'Imported in that year, in that month or on that day.',
  },
  {
    name: 'is',
    kind: 'state',
    means: 'is',
    values: STATES,
    example: 'is:starred',
    help: 'unread, read, starred, annotated, orphaned (an annotation lost its passage) or trashed.',
  },
  {
    name: 'has',
    kind: 'possession',
    means: 'has',
    values: POSSESSIONS,
    example: 'has:note',
    help: 'A note, highlight, image, url or original.',
  },
  {
    name: 'sort',
    kind: 'sort',
    means: 'sort',
    values: SORTS,
    example: 'sort:newest',
    help: 'The order: relevance, newest, oldest or headline.',
  },
];

/** The forms that are no operators with a colon. */
export const FORMS: readonly { example: string; help: string }[] = [
  { example: 'ferry strike', help: 'All of the words, in any of their forms: ferry finds ferries.' },
  { example: '"ferry strike"', help: 'Exactly these words side by side; in quotes a single word stands for itself alone.' },
  { example: '-strike', help: 'Without the word; before a group, a phrase or an operator as well.' },
  { example: 'ferry strike OR walkout', help: 'One of the two beside OR, here: ferry, and strike or walkout.' },
  { example: '(ferry OR boat) strike', help: 'Groups.' },
  { example: 'ferr*', help: 'Words that begin so.' },
  { example: 'ferry NEAR/5 strike', help: 'At most five words between the two, in either order; NEAR alone means ten.' },
];

/** Words between the two sides of `NEAR` when it does not say. */
export const NEAR_DISTANCE = 10;

/** How results are ordered, for help. */
export const RANKING_HELP =
  'The best match comes first: words that few stories hold count more than common ones, words of the headline more than words of the story, and often more than once, the longer the story the less. Stories in the trash are left out unless is:trashed asks for them.';

export function operatorNamed(name: string): Operator | undefined {
  return OPERATORS.find((operator) => operator.name === name);
}
