import type { PlacedAnnotation } from '../../../core/annotation';
import { escapeHtml } from '../../../core/story';
import type { Companion } from '../exporter';
import { attachmentOf } from './attachments';
import { highlightStretches, type Stretch } from './highlight-edges';
import { footnotesOf, type Footnotes } from './markdown-footnotes';
import { inlineMarkdown, paintOf, textPieces, type Paint, type Writing } from './markdown-inline';
import { escapeLabel, escapeLineStarts, indented, quoted, target } from './markdown-text';
import { attributeOf, isElement, isText, textOf, type StoryElement, type StoryNode, type StoryText } from './story-markup';

/** Elements whose HTML needs no paragraph around it. */
const HEADING = /^h[2-6]$/;
/** Deeper lists and quotations are HTML: readers of Markdown differ in how they count the spaces. */
const MOST_NESTED = 4;
/** HTML wants no letter of a picture's pixels, and files of notes want no megabytes. */
const PICTURE = / src="(data:[^"]*)"/;

/** A story's blocks in Markdown, and the pictures that stand beside the file. */
export interface WrittenStory {
  blocks: string[];
  pictures: Companion[];
}

/**
 * A story in Markdown: CommonMark with GitHub's tables and strikethrough, and footnotes. Nothing is lost on the way: what Markdown has no
 * words for, or would read in another way, is HTML, which stands in Markdown as it is, so that reading the file gives the same story.
 * @param paint what stands around a highlighted stretch
 */
export function storyMarkdown(
  nodes: readonly StoryNode[],
  annotations: readonly PlacedAnnotation[],
  length: number,
  paint: Paint,
): WrittenStory {
  const stretches = annotations.length === 0 ? [] : alike(highlightStretches(annotations, length), paint);
  const writer = new StoryWriter(stretches, paint, footnotesOf(nodes));
  return { blocks: writer.blocks(nodes, 0), pictures: [...writer.pictures.values()] };
}

/** Stretches that look alike and touch are one, so that no text is cut where nothing shows it. */
function alike(stretches: readonly Stretch[], { oneColor }: Paint): Stretch[] {
  const found: Stretch[] = [];
  for (const stretch of stretches) {
    const last = found.at(-1);
    const isAlike = last && (oneColor ? (last.color === '') === (stretch.color === '') : last.color === stretch.color);
    if (isAlike) last.end = stretch.end;
    else found.push({ ...stretch });
  }
  return found;
}

class StoryWriter {
  readonly pictures = new Map<string, Companion>();
  readonly #writing: Writing;

  constructor(stretches: readonly Stretch[], paint: Paint, footnotes: Footnotes) {
    this.#writing = { stretches, paint, footnotes, lineBreak: '\\\n', html: (node) => this.#html(node) };
  }

  /** Each block as one text. */
  blocks(nodes: readonly StoryNode[], depth: number): string[] {
    const out: string[] = [];
    let previous: StoryElement | null = null;
    let alternate = false;
    for (const node of nodes) {
      if (isText(node)) continue;
      // Two lists in a row are two only with other signs.
      alternate = previous?.name === node.name && !alternate;
      out.push(this.#markdown(node, depth, alternate) ?? this.#html(node));
      previous = node;
    }
    return out;
  }

  /** `null` for what Markdown cannot say. */
  #markdown(node: StoryElement, depth: number, alternate: boolean): string | null {
    const { name, attributes, children } = node;
    if (name === 'p') return this.#paragraph(node);
    if (HEADING.test(name)) return this.#heading(node);
    if (name === 'img') return this.#picture(node);
    if (attributes !== '' && !(name === 'ol' && /^ start="\d+"$/.test(attributes))) return null;
    switch (name) {
      case 'pre':
        return this.#preformatted(children);
      case 'blockquote':
        return depth < MOST_NESTED ? quoted(this.blocks(children, depth + 1).join('\n\n')) : null;
      case 'ul':
      case 'ol':
        if (this.#writing.footnotes.lists.has(node)) return this.#footnotes(children);
        return depth < MOST_NESTED ? this.#list(node, depth, alternate) : null;
      case 'table':
        return this.#table(children);
      case 'figure':
        return this.#figure(children);
      case 'hr':
        // Dashes would begin Pandoc's metadata.
        return '***';
      default:
        return null;
    }
  }

  #paragraph(node: StoryElement): string {
    return anchor(node) + escapeLineStarts(inlineMarkdown(node.children, this.#writing)) + context(node);
  }

  /** The story stands below a heading of its own. */
  #heading(node: StoryElement): string | null {
    const level = Number(node.name.charAt(1)) + 1;
    if (level > 6) return null;
    return `${'#'.repeat(level)} ${anchor(node)}${inlineMarkdown(node.children, { ...this.#writing, lineBreak: '<br>' })}${context(node)}`;
  }

  /** Code between tildes is plain preformatted text, between backticks text that says it is code. */
  #preformatted(children: readonly StoryNode[]): string | null {
    const [only] = children;
    const isCode = isElement(only, 'code') && only.attributes === '';
    const inside = isCode ? only.children : children;
    if (children.length > 1 && isCode) return null;
    if (!inside.every(isText)) return null;
    const code = inside.map(textOf).join('');
    // Marks of where a part of the file begins are looked for line by line.
    if (/\t|%%|<!--|^\s*\n/.test(code)) return null;
    const sign = isCode ? '`' : '~';
    const longest = Math.max(2, ...[...code.matchAll(isCode ? /`+/g : /~+/g)].map(([signs]) => signs.length));
    const fence = sign.repeat(longest + 1);
    return `${fence}\n${code}\n${fence}`;
  }

  #list({ name, attributes, children }: StoryElement, depth: number, alternate: boolean): string | null {
    const start = Number(/\d+/.exec(attributes)?.[0] ?? '1');
    const items: string[][] = [];
    for (const item of children) {
      if (isText(item) || item.attributes !== '' || !isElement(item.children[0], 'p')) return null;
      items.push(this.blocks(item.children, depth + 1));
    }
    const isTight = children.every((item) => !isText(item) && item.children.slice(1).every(followsAtOnce));
    return items
      .map((blocks, index) => {
        const marker = name === 'ul' ? (alternate ? '* ' : '- ') : `${start + index}${alternate ? ')' : '.'} `;
        return marker + indented(blocks.join(isTight ? '\n' : '\n\n'), ' '.repeat(marker.length));
      })
      .join(isTight ? '\n' : '\n\n');
  }

  #footnotes(items: readonly StoryNode[]): string {
    const { labels } = this.#writing.footnotes;
    return items
      .map((item) => {
        const blocks = isText(item) ? [] : item.children;
        const [first] = blocks;
        const label = isElement(first, 'p') ? labels.get(attributeOf(first, 'id')) : '';
        return `[^${label ?? ''}]: ${indented(this.blocks(blocks, 1).join('\n\n'), '    ')}`;
      })
      .join('\n');
  }

  /** GitHub's tables: one row of heads, and in every cell no more than one paragraph. */
  #table(parts: readonly StoryNode[]): string | null {
    const [head, body, ...others] = parts;
    if (!isElement(head, 'thead') || head.children.length !== 1 || others.length > 0) return null;
    if (body !== undefined && !isElement(body, 'tbody')) return null;
    const [heads, ...rows] = [...head.children, ...(body?.children ?? [])].map((row, index) =>
      isElement(row, 'tr') ? row.children.map((cell) => this.#cell(cell, index === 0 ? 'th' : 'td')) : [null],
    );
    if (heads === undefined || [heads, ...rows].some((row) => row.includes(null) || row.length !== heads.length)) return null;
    const line = (cells: readonly (string | null)[]) => `| ${cells.join(' | ')} |`;
    return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
  }

  #cell(cell: StoryNode, name: 'th' | 'td'): string | null {
    if (!isElement(cell, name) || cell.attributes !== '' || cell.children.length > 1) return null;
    const [block] = cell.children;
    if (block === undefined) return '';
    if (!isElement(block, 'p') || block.attributes !== '') return null;
    const text = inlineMarkdown(block.children, { ...this.#writing, lineBreak: '<br>' });
    return /(?<!\\)\|/.test(text.replace(/\\\\/g, '')) ? null : text;
  }

  /** A picture with its caption in the lines below it; one without is told from a bare picture by a comment. */
  #figure(children: readonly StoryNode[]): string | null {
    const [image, caption, ...others] = children;
    const picture = isElement(image, 'img') ? this.#picture(image) : null;
    if (picture === null || others.length > 0) return null;
    if (caption === undefined) return `${picture}<!--figure-->`;
    if (!isElement(caption, 'figcaption') || caption.attributes !== '') return null;
    return `${picture}\\\n${escapeLineStarts(inlineMarkdown(caption.children, this.#writing))}`;
  }

  #picture(node: StoryElement): string {
    return `![${escapeLabel(attributeOf(node, 'alt'))}](${target(this.#source(attributeOf(node, 'src')))})`;
  }

  /** Where a picture is to be found. */
  #source(src: string): string {
    if (!src.startsWith('data:')) return src;
    const known = this.pictures.get(src);
    const attachment = known ?? attachmentOf(src);
    if (attachment === null) return src;
    this.pictures.set(src, attachment);
    return attachment.path;
  }

  /** HTML of one line, as Markdown takes it wherever a block may stand. */
  #html(node: StoryNode, inPre = false): string {
    if (isText(node)) return this.#htmlText(node, inPre);
    const { name, attributes, children } = node;
    const own = attributes.replace(PICTURE, (_, src: string) => ` src="${escapeHtml(this.#source(src))}"`);
    if (name === 'img' || name === 'hr') return `<${name}${own}>`;
    return `<${name}${own}>${children.map((child) => this.#html(child, inPre || name === 'pre')).join('')}</${name}>`;
  }

  #htmlText(node: StoryText, inPre: boolean): string {
    const { stretches } = this.#writing;
    return textPieces(node, stretches)
      .map((piece) => {
        const escaped = escapeHtml(piece.text)
          .replaceAll('\n', inPre ? '&#10;' : '<br>')
          .replaceAll('\t', '&#9;')
          .replaceAll('%%', '&#37;%');
        const color = piece.text === '\n' ? '' : paintOf(piece, stretches);
        return color === '' ? escaped : `<mark class="${color}">${escaped}</mark>`;
      })
      .join('');
  }
}

/** Whether a block may stand in the line after a paragraph's: a list that counts from elsewhere would be the paragraph's. */
const followsAtOnce = (node: StoryNode) => isElement(node, 'ul') || (isElement(node, 'ol') && node.attributes === '');

/** The name of a text block that links of the story lead to. */
function anchor(node: StoryElement): string {
  const id = attributeOf(node, 'id');
  return id === '' ? '' : `<a id="${id}"></a>`;
}

/** The language and direction of a text block, which Markdown does not know, behind it. */
function context({ attributes }: StoryElement): string {
  const own = attributes.replace(/ id="[^"]*"/, '');
  return own === '' ? '' : ` <!--text${own}-->`;
}
