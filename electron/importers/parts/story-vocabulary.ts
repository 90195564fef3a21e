import type { CONTAINERS, INLINES, TEXT_BLOCKS } from '../../../core/story';

/** What becomes of the elements found in pages. An element named nowhere here is dropped and its content kept in place. */

export type TextBlockName = (typeof TEXT_BLOCKS)[number];
export type ContainerName = Exclude<(typeof CONTAINERS)[number], 'img' | 'hr'>;
export type InlineName = Exclude<(typeof INLINES)[number], 'br' | 'rt'>;

/** Gone with everything in them: programs, styles, other documents, form controls, drawings, and brackets for want of readings. */
export const DROPPED: ReadonlySet<string> = new Set(
  (
    'script style template noscript noembed noframes iframe frame frameset object embed applet param source track ' +
    'svg audio video canvas map area button select datalist textarea input option optgroup progress meter ' +
    'head title base link meta annotation annotation-xml rp dialog'
  ).split(' '),
);

export const BLOCKS: ReadonlyMap<string, TextBlockName> = new Map([
  ['p', 'p'],
  ['h1', 'h2'],
  ['h2', 'h2'],
  ['h3', 'h3'],
  ['h4', 'h4'],
  ['h5', 'h5'],
  ['h6', 'h6'],
  ['pre', 'pre'],
  ['listing', 'pre'],
  ['xmp', 'pre'],
  ['plaintext', 'pre'],
  ['figcaption', 'figcaption'],
]);

/** Blocks that stay one whatever blocks pages put into them; those become lines. */
export const STICKY: ReadonlySet<TextBlockName> = new Set<TextBlockName>(['h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'figcaption']);

export const HOLDERS: ReadonlyMap<string, ContainerName> = new Map([
  ['blockquote', 'blockquote'],
  ['ul', 'ul'],
  ['menu', 'ul'],
  ['dir', 'ul'],
  ['ol', 'ol'],
  ['li', 'li'],
  ['dl', 'dl'],
  ['dt', 'dt'],
  ['dd', 'dd'],
  ['table', 'table'],
  ['thead', 'thead'],
  ['tbody', 'tbody'],
  ['tfoot', 'tbody'],
  ['tr', 'tr'],
  ['th', 'th'],
  ['td', 'td'],
  ['figure', 'figure'],
]);

/** Elements that begin a new block without being one in a story. */
export const DIVISIONS: ReadonlySet<string> = new Set(
  (
    'html body div section article main header footer aside nav address form fieldset legend details summary hgroup center ' +
    'search caption colgroup col'
  ).split(' '),
);

export const INLINE_NAMES: ReadonlyMap<string, InlineName> = new Map([
  ['em', 'em'],
  ['i', 'em'],
  ['dfn', 'em'],
  ['var', 'em'],
  ['strong', 'strong'],
  ['b', 'strong'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
  ['tt', 'code'],
  ['sub', 'sub'],
  ['sup', 'sup'],
  ['s', 's'],
  ['strike', 's'],
  ['del', 's'],
  ['u', 'u'],
  ['ins', 'u'],
  ['mark', 'mark'],
  ['q', 'q'],
  ['cite', 'cite'],
  ['small', 'small'],
  ['a', 'a'],
  ['ruby', 'ruby'],
  ['span', 'span'],
  ['bdi', 'span'],
  ['bdo', 'span'],
]);

/** What a container must stand in, and what is put between where it does not; others stand anywhere. */
export const PARENTS: Readonly<Partial<Record<ContainerName, readonly ContainerName[]>>> = {
  li: ['ul', 'ol'],
  dt: ['dl'],
  dd: ['dl'],
  thead: ['table'],
  tbody: ['table'],
  tr: ['thead', 'tbody'],
  th: ['tr'],
  td: ['tr'],
};

/** What stands in these containers instead of text and other blocks: the element that has to be opened first. */
export const FILLERS: Readonly<Partial<Record<ContainerName, ContainerName>>> = {
  ul: 'li',
  ol: 'li',
  dl: 'dd',
  table: 'tbody',
  thead: 'tr',
  tbody: 'tr',
  tr: 'td',
};
