import { BLOCK_SEPARATOR, READING } from '../../../core/story';
import type { DomElement } from './dom';
import {
  attribute,
  contextAttributes,
  contextIn,
  imageAddress,
  linkAddress,
  linkedName,
  namesOf,
  numberAttribute,
  type TextContext,
} from './story-attributes';
import { linkPlaces } from './story-places';
import { BLOCKS, DIVISIONS, DROPPED, FILLERS, HOLDERS, INLINE_NAMES, PARENTS, STICKY } from './story-vocabulary';
import type { ContainerName, TextBlockName } from './story-vocabulary';
import { isBlank, TextBlock, type Inline } from './text-block';

/** Deeper containers add nothing a reader could see, and page parsers give up on some hundreds. */
const MAX_DEPTH = 24;
const MAX_INLINES = 8;

interface Holder {
  /** `null` for content put before a table: its children count as its parent's. */
  name: ContainerName | null;
  attributes: string;
  context: TextContext;
  /** Opened for its content's sake, not by the source. */
  implied: boolean;
  children: (Holder | TextBlock | string)[];
}

interface NestedInline extends Inline {
  /** The attributes without language and direction. */
  own: string;
}

/** What holds for the place in the source that is being read. */
interface Scope {
  context: TextContext;
  inlines: readonly NestedInline[];
  block: TextBlockName;
}

interface Frame {
  scope: Scope;
  /** Containers to go back to, or `null` after an inline element. */
  depth: number | null;
}

/** Story HTML with the text that follows from it. */
export interface BuiltStory {
  html: string;
  text: string;
  paragraphCount: number;
}

/**
 * Builds canonical story HTML (`core/story.ts`) from what a page says, one element or text at a time. Nothing of the page's
 * markup is copied: every element and attribute that comes out was written here, and every text is escaped.
 */
export class StoryBuilder {
  #stack: Holder[] = [{ name: null, attributes: '', context: { lang: '', dir: '' }, implied: false, children: [] }];
  #frames: Frame[] = [];
  #scope: Scope = { context: { lang: '', dir: '' }, inlines: [], block: 'p' };
  #current: TextBlock | null = null;
  /** Pictures from inside the current text block; they follow it. */
  #pictures: string[] = [];
  /** Names of places whose text is still to come. */
  #names: string[] = [];

  /** Opens an element. False when it is dropped with everything in it; then there is no {@link leave} for it. */
  enter(element: DomElement): boolean {
    const name = element.localName.toLowerCase();
    if (DROPPED.has(name) || element.hasAttribute('hidden')) return false;
    if (name === READING) {
      this.#current?.read(element.textContent);
      return false;
    }
    const isBlock = BLOCKS.has(name) || HOLDERS.has(name) || DIVISIONS.has(name);
    if (isBlock) this.boundary();
    this.#name(element);
    this.#frames.push({ scope: this.#scope, depth: isBlock ? this.#stack.length : null });
    if (isBlock) this.#enterBlock(name, element);
    else if (name === 'br') this.breakLine();
    else if (name === 'img') this.#picture(element);
    else if (name === 'hr') this.#rule();
    else this.#enterInline(name, element);
    return true;
  }

  /** Closes the element that was opened last. */
  leave(): void {
    const frame = this.#frames.pop();
    if (!frame) return;
    // A caption or heading ends with its element, whatever stands in it.
    if (STICKY.has(this.#scope.block) && !STICKY.has(frame.scope.block)) this.#close();
    this.#scope = frame.scope;
    if (frame.depth === null) return;
    this.boundary();
    this.#stack.length = Math.min(this.#stack.length, frame.depth);
  }

  text(text: string): void {
    if (!this.#current) {
      // White space alone opens nothing, except where it counts.
      if (text.trim() === '' && this.#scope.block !== 'pre') return;
      this.#current = this.#openTextBlock();
    }
    this.#current.append(text, this.#scope.inlines);
  }

  /** One `br`. Two in a row end the paragraph. */
  breakLine(): void {
    if (this.#current?.endsLine && this.#current.name === 'p') this.#close();
    else this.#current?.breakLine();
  }

  /** Ends the current text block; inside a heading, caption or `pre`, only its line. */
  boundary(): void {
    if (!STICKY.has(this.#scope.block)) this.#close();
    else if (this.#current?.endsLine === false) this.#current.breakLine();
  }

  finish(): BuiltStory {
    this.#close();
    const [root] = this.#stack;
    const texts = root ? [...textBlocks(root)] : [];
    linkPlaces(texts);
    const html = root ? write(root) : '';
    const paragraphCount = texts.filter(({ name }) => name === 'p' || name === 'pre').length;
    return { html, text: texts.map(({ text }) => text).join(BLOCK_SEPARATOR), paragraphCount };
  }

  get #top(): Holder {
    const top = this.#stack.at(-1);
    if (!top) throw new Error('the story has no root');
    return top;
  }

  /** Links that lead to an element lead to the text block it stands in, or that comes next. */
  #name(element: DomElement): void {
    for (const name of namesOf(element)) {
      if (this.#current) this.#current.names.add(name);
      else this.#names.push(name);
    }
  }

  #close(): void {
    if (!this.#current) return;
    this.#current.close();
    this.#current = null;
    for (const picture of this.#pictures) this.#place(picture);
    this.#pictures = [];
  }

  #enterBlock(name: string, element: DomElement): void {
    const { block, inlines, context } = this.#scope;
    // Language and direction go to the blocks now, and are not repeated inside them.
    const plain = inlines.filter((inline) => inline.name !== 'span').map((inline) => ({ ...inline, attributes: inline.own }));
    this.#scope = { context: contextIn(element, context), inlines: plain, block };
    if (STICKY.has(block)) return;
    const holder = HOLDERS.get(name);
    this.#scope.block = BLOCKS.get(name) ?? 'p';
    if (holder) this.#openHolder(holder, element);
    else if (name === 'caption') this.#openBeforeTable();
  }

  #enterInline(name: string, element: DomElement): void {
    const { inlines, context } = this.#scope;
    const inner = contextIn(element, context);
    const extra = contextAttributes(inner, context);
    const href = name === 'a' ? linkAddress(element.getAttribute('href')) : null;
    const leadsTo = name === 'a' ? linkedName(element.getAttribute('href')) : null;
    const known = INLINE_NAMES.get(name);
    const isLink = href !== null || leadsTo !== null;
    const isNew = known !== undefined && !inlines.some((inline) => inline.name === known) && (name !== 'a' || isLink);
    const inline = isNew ? known : 'span';
    const own = isNew && href !== null ? attribute('href', href) : '';
    this.#scope = { ...this.#scope, context: inner };
    if (inlines.length >= MAX_INLINES || (inline === 'span' && extra === '')) return;
    this.#scope.inlines = [...inlines, { name: inline, own, attributes: own + extra, ...(isNew && leadsTo !== null && { leadsTo }) }];
  }

  #openHolder(name: ContainerName, element: DomElement): void {
    const parents = PARENTS[name];
    if (parents) this.#closeImplied(parents);
    while ((!parents || !isIn(parents, this.#top.name)) && this.#fillOnce());
    if (this.#stack.length > MAX_DEPTH || (parents && !isIn(parents, this.#top.name))) return;
    // What was filled in for this element serves those after it as well: rows share a table's body.
    const frame = this.#frames.at(-1);
    if (frame) frame.depth = this.#stack.length;
    this.#push(name, ownAttributes(name, element), false, this.#scope.context);
  }

  /** Closes what was opened for stray content, up to one of the containers named. */
  #closeImplied(parents: readonly ContainerName[]): void {
    while (this.#top.implied && !isIn(parents, this.#top.name)) this.#stack.pop();
    const frame = this.#frames.at(-1);
    if (frame) frame.depth = Math.min(frame.depth ?? Infinity, this.#stack.length);
  }

  #openBeforeTable(): void {
    this.#closeImplied(['table']);
    const table = this.#top;
    const parent = this.#stack.at(-2);
    if (table.name !== 'table' || !parent) return;
    const before: Holder = { name: null, attributes: '', context: parent.context, implied: false, children: [] };
    parent.children.splice(parent.children.indexOf(table), 0, before);
    this.#stack.push(before);
  }

  #push(name: ContainerName, attributes: string, implied: boolean, context: TextContext): void {
    const holder: Holder = { name, attributes: attributes + contextAttributes(context, this.#top.context), context, implied, children: [] };
    this.#top.children.push(holder);
    this.#stack.push(holder);
  }

  /** Opens what must stand between the top container and its content; false when nothing must. */
  #fillOnce(): boolean {
    const { name, context } = this.#top;
    const filler = name === null ? undefined : FILLERS[name];
    if (filler) this.#push(filler, '', true, context);
    return filler !== undefined;
  }

  #place(node: TextBlock | string): void {
    while (this.#fillOnce());
    this.#top.children.push(node);
  }

  #openTextBlock(): TextBlock {
    while (this.#fillOnce());
    const { block, context, inlines } = this.#scope;
    const { name, children, context: outer } = this.#top;
    const isCaption = (child: (typeof children)[number]) =>
      child instanceof TextBlock && child.name === 'figcaption' && !isBlank(child.text);
    const fits = block !== 'figcaption' || (name === 'figure' && !children.some(isCaption));
    // An inline's own language is written on the inline, not on the block around it.
    const spoken = inlines.length === 0 ? context : this.#blockContext();
    const opened = new TextBlock(fits ? block : 'p', contextAttributes(spoken, outer));
    for (const pending of this.#names) opened.names.add(pending);
    this.#names = [];
    this.#top.children.push(opened);
    return opened;
  }

  /** The context of the innermost block around the current place. */
  #blockContext(): TextContext {
    const inside = this.#frames.findLastIndex(({ depth }) => depth !== null);
    return this.#frames[inside + 1]?.scope.context ?? this.#scope.context;
  }

  #picture(element: DomElement): void {
    const src = imageAddress(element.getAttribute('src'));
    const isPixel = element.getAttribute('width') === '1' && element.getAttribute('height') === '1';
    if (src === null || isPixel) return;
    const html = `<img${attribute('src', src)}${attribute('alt', (element.getAttribute('alt') ?? '').replace(/\s+/gu, ' ').trim())}>`;
    if (this.#current) this.#pictures.push(html);
    else this.#place(html);
  }

  #rule(): void {
    this.boundary();
    if (!this.#current && !STICKY.has(this.#scope.block)) this.#place('<hr>');
  }
}

function isIn(names: readonly ContainerName[], name: ContainerName | null): boolean {
  return name !== null && names.includes(name);
}

function ownAttributes(name: ContainerName, element: DomElement): string {
  if (name === 'ol') return numberAttribute(element, 'start', 1);
  if (name === 'td' || name === 'th') return numberAttribute(element, 'colspan', 1) + numberAttribute(element, 'rowspan', 1);
  return '';
}

/** The text blocks that are written, in order. */
function* textBlocks(node: Holder): Generator<TextBlock> {
  for (const child of node.children) {
    if (child instanceof TextBlock) {
      if (!isBlank(child.text)) yield child;
    } else if (typeof child !== 'string') yield* textBlocks(child);
  }
}

/** Writes what holds anything. Cells are written in any case: they hold the columns. */
function write(node: Holder | TextBlock | string): string {
  if (typeof node === 'string') return node;
  if (node instanceof TextBlock) return isBlank(node.text) ? '' : node.html();
  const parts = node.children.map(write);
  if (node.name === null) return parts.filter((part) => part !== '').join('\n');
  const isCell = node.name === 'td' || node.name === 'th';
  if (node.name === 'tr' && parts.every((part) => /^<t[dh][^>]*><\/t[dh]>$/.test(part))) return '';
  const inner = parts.join('');
  return inner === '' && !isCell ? '' : `<${node.name}${node.attributes}>${inner}</${node.name}>`;
}
