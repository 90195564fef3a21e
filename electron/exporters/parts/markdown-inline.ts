import type { Stretch } from './highlight-edges';
import { isSign, isWayBack, referenceOf, type Footnotes } from './markdown-footnotes';
import { escapeInline, escapeLabel, target } from './markdown-text';
import { attributeOf, isElement, isText, NOWHERE, textOf, type StoryElement, type StoryNode, type StoryText } from './story-markup';

/** What stands around a highlighted stretch. Where all colours look alike, stretches that touch are one. */
export interface Paint {
  open: (color: string) => string;
  close: string;
  oneColor: boolean;
}

/** What every text of a story is written with. */
export interface Writing {
  stretches: readonly Stretch[];
  paint: Paint;
  footnotes: Footnotes;
  /** How a line is broken: where Markdown has no lines, as in cells, by an element. */
  lineBreak: '\\\n' | '<br>';
  /** The element as HTML, for what Markdown has no words for. */
  html: (node: StoryNode) => string;
}

/** Marks by Markdown's own signs, in the order in which they are tried; what else there is, and what they cannot mark, are elements. */
const SIGNS: Readonly<Record<string, readonly string[]>> = { em: ['*', '_'], strong: ['**', '__'], s: ['~~'] };

const isSpace = (character: string) => character === '' || /\s/u.test(character);
const isPunctuation = (character: string) => /[\p{P}\p{S}]/u.test(character);
const firstOf = (text: string) => String.fromCodePoint(...[text.codePointAt(0) ?? 32]);
const lastOf = (text: string) => [...text.slice(-2)].at(-1) ?? '';

/** The inline content of a text block. */
export function inlineMarkdown(nodes: readonly StoryNode[], writing: Writing): string {
  const painted = writing.stretches.some(({ color }) => color !== '');
  return written(painted ? nodes.flatMap((node) => cut(node, writing.stretches)) : nodes, { writing, painted, inLink: false }, '', '');
}

interface Around {
  writing: Writing;
  /** Highlights may begin in it. */
  painted: boolean;
  inLink: boolean;
}

/** @param before the character before it; @param after the one that follows */
function written(nodes: readonly StoryNode[], around: Around, before: string, after: string): string {
  const { writing, painted } = around;
  let out = '';
  for (let index = 0; index < nodes.length;) {
    const node = nodes[index];
    if (node === undefined) break;
    const color = painted ? colorOf(node, writing) : '';
    let end = index + 1;
    if (color !== '' && color !== null) while (end < nodes.length && colorOf(nodes[end] as StoryNode, writing) === color) end += 1;
    const previous = lastOf(out) || before;
    const next = end < nodes.length ? beginning(nodes[end] as StoryNode) : after;
    const piece = color ? highlighted(nodes.slice(index, end), color, around, previous, next) : one(node, around, previous, next);
    // Before a link, an exclamation mark would make a picture of it.
    if (piece.startsWith('[') && out.endsWith('!')) out = `${out.slice(0, -1)}\\!`;
    out += piece;
    index = end;
  }
  return out;
}

/** What a node begins with, as far as signs before it mind. */
function beginning(node: StoryNode): string {
  return isText(node) ? firstOf(node.text) : node.name === 's' ? '~' : '<';
}

function highlighted(nodes: readonly StoryNode[], color: string, around: Around, before: string, after: string): string {
  const { open, close } = around.writing.paint;
  const inner = written(nodes, { ...around, painted: false }, open(color).at(-1) ?? before, close.charAt(0) || after);
  // Signs must touch the words they mark.
  const [, head = '', core = '', tail = ''] = /^((?:\\\n|\s)*)([\s\S]*?)((?:\\?\n|\s)*)$/.exec(inner) ?? [];
  return core === '' ? inner : head + open(color) + core + close + tail;
}

function one(node: StoryNode, around: Around, before: string, after: string): string {
  const { writing, inLink } = around;
  if (isText(node)) {
    return node.text
      .split('\n')
      .map(inLink ? escapeLabel : escapeInline)
      .join(writing.lineBreak);
  }
  const label = referenceOf(node, writing.footnotes);
  if (label !== undefined && !inLink) return reference(node, label, around);
  // An empty line, and a line that begins with it, would end the paragraph.
  if (isWayBack(node) && !isSpace(before === ' ' ? 'x' : before)) return `<!--html ${writing.html(node)}-->`;
  return element(node, around, before, after);
}

/**
 * A reference to a footnote, after the words that it is made of. What would not follow from its label stands behind it in a comment, in
 * place of which it was written.
 */
function reference(node: StoryElement, label: string, around: Around): string {
  if (!isSign(textOf(node))) return `${element(node, around, '', '')}[^${label}]<!--html -->`;
  const isUsual = node.name === 'sup' && node.attributes === '' && textOf(node) === label && isPlainLink(node.children[0]);
  return `[^${label}]${isUsual ? '' : `<!--html ${around.writing.html(node)}-->`}`;
}

const isPlainLink = (node: StoryNode | undefined) =>
  isElement(node, 'a') && /^ href="[^"]*"$/.test(node.attributes) && node.children.every(isText);

function element(node: StoryElement, around: Around, before: string, after: string): string {
  const { name, attributes, children } = node;
  if (attributes === '') {
    if (name === 'code' && isCodeSpan(node, around, before)) return `\`${textOf(node)}\``;
    for (const sign of SIGNS[name] ?? []) {
      const inner = written(children, around, sign.charAt(0), sign.charAt(0));
      if (canMark(sign, inner, before, after)) return sign + inner + sign;
    }
  }
  if (name === 'a' && / href="[^"]*"$/.test(attributes) && attributes.lastIndexOf(' ') === 0) {
    const inner = written(children, { ...around, inLink: true }, '[', ']');
    return `[${inner}](${target(attributeOf(node, 'href'))})`;
  }
  return `<${name}${attributes}>${written(children, around, '>', '<')}</${name}>`;
}

/** Whether a code span says the same: it knows no highlights and no backticks, and neither edges nor lines of white space. */
function isCodeSpan({ children }: StoryElement, { painted, inLink, writing }: Around, before: string): boolean {
  const [only, ...others] = children;
  if (only === undefined || !isText(only) || others.length > 0 || inLink || before === '`') return false;
  return !/`|\n|^\s|\s$|\|/u.test(only.text) && (!painted || colorOf(only, writing) === '');
}

/**
 * Whether a sign marks just these words. CommonMark asks for signs that touch words and, beside punctuation, do not touch others on the
 * far side (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run); one sign within another of its kind is never tried.
 */
function canMark(sign: string, inner: string, before: string, after: string): boolean {
  const character = sign.charAt(0);
  const [first, last] = [firstOf(inner), lastOf(inner)];
  if (inner === '' || isSpace(first) || isSpace(last)) return false;
  if (before === character || after === character || inner.replace(/\\[\s\S]/g, '').includes(character)) return false;
  // Readers differ in what they take for punctuation: tildes, and characters beyond 16 bits, are not relied upon.
  const outside = (edge: string) => isSpace(edge) || (isPunctuation(edge) && edge.length === 1 && edge !== '~');
  if (character !== '*' && !(outside(before) && outside(after))) return false;
  return (!isPunctuation(first) || outside(before)) && (!isPunctuation(last) || outside(after));
}

/** A node in pieces that are highlighted in one colour each, where it is text. */
function cut(node: StoryNode, stretches: readonly Stretch[]): StoryNode[] {
  if (!isText(node)) return [{ ...node, children: node.children.flatMap((child) => cut(child, stretches)) }];
  return textPieces(node, stretches);
}

/** A text, cut at the edges of highlights. */
export function textPieces(node: StoryText, stretches: readonly Stretch[]): StoryText[] {
  if (node.start === NOWHERE) return [node];
  const pieces: StoryText[] = [];
  const end = node.start + node.text.length;
  for (let index = stretchAt(node.start, stretches), from = node.start; from < end; index += 1) {
    const until = Math.min(end, stretches[index]?.end ?? end);
    pieces.push({ text: node.text.slice(from - node.start, until - node.start), start: from });
    from = until;
  }
  return pieces;
}

/** The index of the stretch over a place. */
function stretchAt(offset: number, stretches: readonly Stretch[]): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The colour of the highlight over a piece of text; empty for none. */
export function paintOf({ start }: StoryText, stretches: readonly Stretch[]): string {
  return start === NOWHERE ? '' : (stretches[stretchAt(start, stretches)]?.color ?? '');
}

/** The one colour over all of a node; `null` for several. */
function colorOf(node: StoryNode, writing: Writing): string | null {
  if (isText(node)) {
    const color = paintOf(node, writing.stretches);
    return color !== '' && writing.paint.oneColor ? 'any' : color;
  }
  const colors = new Set(node.children.filter((child) => !isElement(child, 'rt')).map((child) => colorOf(child, writing)));
  const [color = '', ...others] = colors;
  return others.length === 0 ? color : null;
}
