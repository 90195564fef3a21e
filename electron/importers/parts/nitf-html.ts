import { escapeHtml, INLINES } from '../../../core/story';
import { ELEMENT_NODE, TEXT_NODE, type DomElement, type DomNode } from './dom';
import { attributeOf, elementsIn, nameOf } from './xml';

/** What of NITF is HTML under the same name. */
const SAME: ReadonlySet<string> = new Set('p ul ol li dd tr td th thead tbody tfoot table pre q sub sup'.split(' '));
/** What becomes HTML under another name. */
const OTHER: Readonly<Record<string, string>> = { hl1: 'h2', hl2: 'h2', bq: 'blockquote', credit: 'p', caption: 'p', tagline: 'p' };
const MARKS: ReadonlySet<string> = new Set(INLINES);

const CDATA_NODE = 4;

const classesOf = (element: DomElement): string[] => (attributeOf(element, 'class') ?? '').split(/\s+/);

/** The content of an NITF body as HTML, which the import service makes a story of. Unknown elements are passed over, their text kept. */
export function nitfHtml(content: DomElement): string {
  let html = '';
  for (let node: DomNode | null = content.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === TEXT_NODE || node.nodeType === CDATA_NODE) html += escapeHtml(node.nodeValue ?? '');
    else if (node.nodeType === ELEMENT_NODE) html += (isMixedNumber(html, node as DomElement) ? ' ' : '') + element(node as DomElement);
  }
  return html;
}

/** Whether a fraction follows a whole number. */
const isMixedNumber = (before: string, node: DomElement): boolean => nameOf(node) === 'frac' && /\d$/.test(before);

function element(given: DomElement): string {
  const name = nameOf(given);
  const classes = classesOf(given);
  switch (name) {
    case 'br':
    case 'hr':
      return `<${name}>`;
    case 'media':
      return media(given, classes);
    case 'block':
      return classes.includes('figure') ? wrapped(given, 'figure') : `<div>${nitfHtml(given)}</div>`;
    case 'a':
      return wrapped(given, 'a', { href: attributeOf(given, 'href') });
    case 'lang':
      return wrapped(given, 'span', { lang: attributeOf(given, 'xml:lang') ?? attributeOf(given, 'value') });
    case 'pronounce':
      return `<ruby>${nitfHtml(given)}<rt>${escapeHtml(attributeOf(given, 'phonetic') ?? '')}</rt></ruby>`;
    case 'em':
      return wrapped(given, classes.find((one) => MARKS.has(one)) ?? 'em');
    case 'dl':
      return definitions(given);
    case 'table':
      return table(given);
    case 'ol':
      return wrapped(given, 'ol', { start: attributeOf(given, 'seqnum') });
    case 'frac':
      return fraction(given);
    case 'datasource':
    case 'key-list':
    case 'tobject':
    case 'alt-code':
      return '';
    default:
      return plain(given, name, classes);
  }
}

function plain(given: DomElement, name: string, classes: readonly string[]): string {
  if (name === 'p' && classes.includes('pre')) return wrapped(given, 'pre');
  if (name === 'p' && classes.includes('figcaption')) return wrapped(given, 'figcaption');
  const heading = name === 'hl2' ? classes.find((one) => /^h[3-6]$/.test(one)) : undefined;
  const html = heading ?? OTHER[name] ?? (SAME.has(name) ? name : '');
  return html === '' ? nitfHtml(given) : wrapped(given, html);
}

/** An HTML element with what NITF's says of language, direction, place and spans. */
function wrapped(given: DomElement, name: string, own: Readonly<Record<string, string | null>> = {}): string {
  const dir = classesOf(given).find((one) => /^dir-(ltr|rtl|auto)$/.test(one));
  const values: Readonly<Record<string, string | null | undefined>> = {
    id: attributeOf(given, 'id'),
    lang: attributeOf(given, 'xml:lang'),
    dir: dir?.slice('dir-'.length),
    rowspan: attributeOf(given, 'rowspan'),
    colspan: attributeOf(given, 'colspan'),
    ...own,
  };
  const said = Object.entries(values).map(([key, value]) => (value ? ` ${key}="${escapeHtml(value)}"` : ''));
  return `<${name}${said.join('')}>${nitfHtml(given)}</${name}>`;
}

function media(given: DomElement, classes: readonly string[]): string {
  let image = '';
  let told = '';
  for (const child of elementsIn(given)) {
    const name = nameOf(child);
    if (name === 'media-reference') {
      const [source, alt] = [attributeOf(child, 'source') ?? '', attributeOf(child, 'alternate-text') ?? attributeOf(child, 'name') ?? ''];
      if (image === '' && source !== '') image = `<img src="${escapeHtml(source)}" alt="${escapeHtml(alt)}">`;
    }
    if (name === 'media-caption') told += wrapped(child, 'figcaption');
    if (name === 'media-producer') told += `<figcaption>${nitfHtml(child)}</figcaption>`;
  }
  return classes.includes('img') ? image : `<figure>${image}${told}</figure>`;
}

/** Terms that go on are one. */
function definitions(given: DomElement): string {
  const parts: string[] = [];
  for (const child of elementsIn(given)) {
    const content = `<p>${nitfHtml(child)}</p>`;
    if (nameOf(child) === 'dd') parts.push(wrapped(child, 'dd'));
    else if (classesOf(child).includes('more') && parts.at(-1)?.endsWith('</dt>'))
      parts.push(`${(parts.pop() ?? '').slice(0, -'</dt>'.length)}${content}</dt>`);
    else parts.push(`<dt>${content}</dt>`);
  }
  return `<dl>${parts.join('')}</dl>`;
}

/** Rows that begin a part are told by their class. */
function table(given: DomElement): string {
  const html = wrapped(given, 'table');
  if (![...elementsIn(given)].some((part) => [...elementsIn(part)].some((row) => partOf(row) !== ''))) return html;
  let written = '';
  let open = '';
  for (const part of elementsIn(given)) {
    for (const row of elementsIn(part)) {
      const name = partOf(row);
      if (name !== '') {
        written += `${open === '' ? '' : `</${open}>`}<${name}>`;
        open = name;
      }
      written += wrapped(row, 'tr');
    }
  }
  return `<table>${written}${open === '' ? '' : `</${open}>`}</table>`;
}

const partOf = (row: DomElement): string =>
  classesOf(row)
    .find((one) => /^part-(thead|tbody)$/.test(one))
    ?.slice('part-'.length) ?? '';

function fraction(given: DomElement): string {
  const parts = [...elementsIn(given)].map((child) => [nameOf(child), nitfHtml(child)] as const);
  const of = (name: string) => parts.find(([one]) => one === name)?.[1] ?? '';
  return `${of('numer')}${of('frac-sep') || '/'}${of('denom')}`;
}
