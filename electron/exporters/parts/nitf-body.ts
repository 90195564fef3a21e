import { READING, TEXT_BLOCKS } from '../../../core/story';
import { attributeOf, isElement, isText, NOWHERE, storyMarkup, type StoryElement, type StoryNode } from './story-markup';
import { attributes, xmlText } from './xml-text';

/**
 * Canonical story HTML as the content of an NITF body. What NITF has no element for keeps its name as a class: `<em class="strong">`,
 * `<hl2 class="h3">`; `electron/importers/parts/nitf-html.ts` reads it back.
 */
export function nitfBody(html: string): string {
  return blocks(storyMarkup(html).nodes, 'grouped');
}

/** Whether a `block`, which groups others, may stand here: in the body and in definitions, not in lists, cells and quotations. */
type Room = 'grouped' | 'plain';

const TEXT_BLOCK_NAMES: ReadonlySet<string> = new Set(TEXT_BLOCKS);
const elementsIn = ({ children }: StoryElement): StoryElement[] => children.filter((node): node is StoryElement => !isText(node));

/** Language and direction, and classes; NITF has no attribute for direction. */
function common(element: StoryElement, ...classes: readonly string[]): string {
  const dir = attributeOf(element, 'dir');
  const all = [...classes, ...(dir === '' ? [] : [`dir-${dir}`])];
  return attributes({ id: attributeOf(element, 'id'), class: all.join(' '), 'xml:lang': attributeOf(element, 'lang') });
}

function blocks(nodes: readonly StoryNode[], room: Room): string {
  return nodes.map((node) => (isText(node) ? '' : block(node, room))).join('\n');
}

function block(element: StoryElement, room: Room): string {
  const { name, children } = element;
  switch (name) {
    case 'p':
      return `<p${common(element)}>${inlines(children)}</p>`;
    case 'pre':
      // NITF's own has no markup in it.
      return children.every(isText)
        ? `<pre${common(element)}>${inlines(children, true)}</pre>`
        : `<p${common(element, 'pre')}>${inlines(children, true)}</p>`;
    case 'figcaption':
      return `<p${common(element, 'figcaption')}>${inlines(children)}</p>`;
    case 'blockquote':
      return `<bq${common(element)}><block>\n${blocks(children, 'plain')}\n</block></bq>`;
    case 'ul':
      return `<ul${common(element)}>${items(element)}</ul>`;
    case 'ol':
      return `<ol${common(element)}${attributes({ seqnum: attributeOf(element, 'start') })}>${items(element)}</ol>`;
    case 'dl':
      return `<dl${common(element)}>${elementsIn(element).map(definition).join('\n')}</dl>`;
    case 'table':
      return table(element);
    case 'figure':
      return figure(element, room);
    case 'img':
      return media(element, 'img');
    case 'hr':
      return '<hr/>';
    default:
      return /^h[2-6]$/.test(name)
        ? `<hl2${common(element, ...(name === 'h2' ? [] : [name]))}>${inlines(children)}</hl2>`
        : blocks(children, room);
  }
}

const items = (list: StoryElement): string =>
  elementsIn(list)
    .map((item) => `<li${common(item)}>${blocks(item.children, 'plain')}</li>`)
    .join('\n');

/** A term holds no blocks: each of its text blocks is a term, all but the first marked as going on. */
function definition(element: StoryElement): string {
  if (element.name === 'dd') return `<dd${common(element)}>${blocks(element.children, 'grouped')}</dd>`;
  return textBlocksIn(element)
    .map((one, index) => `<dt${common(one, ...(index === 0 ? [] : ['more']))}>${inlines(one.children)}</dt>`)
    .join('\n');
}

function textBlocksIn(element: StoryElement): StoryElement[] {
  return elementsIn(element).flatMap((child) => (TEXT_BLOCK_NAMES.has(child.name) ? [child] : textBlocksIn(child)));
}

/** NITF's tables have one head and one body; where a story's are others, the first row of each part has its name. */
function table(element: StoryElement): string {
  const parts = elementsIn(element);
  const [first, second] = parts;
  const isUsual = parts.length <= 2 && parts.at(-1)?.name === 'tbody' && (parts.length === 1 || first?.name === 'thead');
  if (isUsual) {
    const head = second ? `<thead>${rows(first)}</thead>` : '';
    return `<table${common(element)}>${head}<tbody>${rows(second ?? first)}</tbody></table>`;
  }
  return `<table${common(element)}><tbody>${parts.map((part) => rows(part, part.name)).join('\n')}</tbody></table>`;
}

function rows(part: StoryElement | undefined, name = ''): string {
  const found = part ? elementsIn(part) : [];
  return found
    .map(
      (row, index) =>
        `<tr${common(row, ...(index === 0 && name !== '' ? [`part-${name}`] : []))}>${elementsIn(row).map(cell).join('')}</tr>`,
    )
    .join('\n');
}

function cell(element: StoryElement): string {
  const spans = attributes({ rowspan: attributeOf(element, 'rowspan'), colspan: attributeOf(element, 'colspan') });
  return `<${element.name}${common(element)}${spans}>${blocks(element.children, 'plain')}</${element.name}>`;
}

function figure(element: StoryElement, room: Room): string {
  const [image, caption, ...others] = elementsIn(element);
  const isPicture = isElement(image, 'img') && others.length === 0 && (caption === undefined || caption.name === 'figcaption');
  if (isPicture && common(element) === '') return media(image, '', caption);
  const content = blocks(element.children, 'plain');
  return room === 'grouped' ? `<block${common(element, 'figure')}>\n${content}\n</block>` : content;
}

function media(image: StoryElement, className: string, caption?: StoryElement): string {
  const reference = attributes({ source: attributeOf(image, 'src'), 'alternate-text': attributeOf(image, 'alt') });
  const told = caption ? `<media-caption${common(caption)}>${inlines(caption.children)}</media-caption>` : '';
  return `<media${attributes({ class: className, 'media-type': 'image' })}><media-reference${reference}/>${told}</media>`;
}

function inlines(nodes: readonly StoryNode[], isPreformatted = false): string {
  return nodes.map((node) => (isText(node) ? text(node, isPreformatted) : inline(node, isPreformatted))).join('');
}

function text(node: { text: string; start: number }, isPreformatted: boolean): string {
  if (node.start === NOWHERE) return '';
  const escaped = xmlText(node.text);
  return isPreformatted ? escaped : escaped.replaceAll('\n', '<br/>');
}

function inline(element: StoryElement, isPreformatted: boolean): string {
  const { name, children } = element;
  if (name === 'ruby') return ruby(children, isPreformatted);
  const content = inlines(children, isPreformatted);
  switch (name) {
    case 'a':
      return `<a${common(element)}${attributes({ href: attributeOf(element, 'href') })}>${content}</a>`;
    case 'q':
      return `<q${common(element)}>${content}</q>`;
    case 'span':
      return `<lang${common(element)}>${content}</lang>`;
    default:
      return `<em${common(element, ...(name === 'em' ? [] : [name]))}>${content}</em>`;
  }
}

/** How characters are read stands behind them in a story, and in an attribute here. */
function ruby(children: readonly StoryNode[], isPreformatted: boolean): string {
  let written = '';
  let base: StoryNode[] = [];
  for (const node of children) {
    if (!isElement(node, READING)) {
      base.push(node);
      continue;
    }
    const phonetic = node.children.map((child) => (isText(child) ? child.text : '')).join('');
    written += `<pronounce${attributes({ phonetic })}>${inlines(base, isPreformatted)}</pronounce>`;
    base = [];
  }
  return written + inlines(base, isPreformatted);
}
