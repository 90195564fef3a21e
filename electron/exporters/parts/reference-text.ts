import type { PageReferenceRun } from '../../../core/pages';
import { escapeHtml } from '../../../core/story';
import { ELEMENT_NODE, parseFragment, TEXT_NODE, type DomElement, type DomNode } from './dom';
import { escapeInline, escapeLineStarts } from './markdown-text';

/** A story's reference as a style writes it. */
export interface Reference {
  /** What numbered styles put before it, such as `[1]`; empty in others. */
  label: string;
  runs: PageReferenceRun[];
}

/** The references in the page setter's HTML, in their order. */
export function referencesIn(html: string): Reference[] {
  return [...parseFragment(html).querySelectorAll('li')].map(referenceIn);
}

function referenceIn(item: DomElement): Reference {
  const runs: PageReferenceRun[] = [];
  let label = '';
  const walk = (node: DomNode, way: Omit<PageReferenceRun, 'text'>): void => {
    if (node.nodeType === TEXT_NODE) runs.push({ text: node.nodeValue ?? '', ...way });
    if (node.nodeType !== ELEMENT_NODE) return;
    const element = node as DomElement;
    if (element.getAttribute('class') === 'prefix') label = textOf(element);
    else for (const child of node.childNodes) walk(child, { ...way, ...wayOf(element) });
  };
  walk(item, {});
  return { label, runs: tidy(runs) };
}

const textOf = (node: DomNode): string => node.nodeValue ?? [...node.childNodes].map(textOf).join('');

function wayOf(element: DomElement): Omit<PageReferenceRun, 'text'> {
  const style = element.getAttribute('style') ?? '';
  if (style.includes('small-caps')) return { smallCapitals: true };
  if (style.includes('underline')) return { underlined: true };
  if (element.localName === 'em') return { italic: true };
  if (element.localName === 'strong') return { bold: true };
  if (element.localName === 'sup') return { raised: true };
  if (element.localName === 'sub') return { lowered: true };
  const href = element.getAttribute('href');
  return href === null ? {} : { href };
}

/** Runs of one way joined, spaces in ones, and without what the engine leaves where a style puts a stop behind what has its own. */
function tidy(runs: readonly PageReferenceRun[]): PageReferenceRun[] {
  const joined: PageReferenceRun[] = [];
  for (const run of runs) {
    const before = joined.at(-1);
    if (before && sameWay(before, run)) before.text += run.text;
    else joined.push({ ...run });
  }
  for (const [index, run] of joined.entries()) {
    if (run.href !== undefined) continue;
    const next = joined[index + 1];
    run.text = run.text
      .replace(/[ \t\n]+/g, ' ')
      .replace(/([?!？！])\./g, '$1')
      .replace(/([.?!][”’»›“]+)\./g, '$1')
      .replace(/(?<!\.)\.\.(?=\s|$)/g, '.')
      .replace(/, \)/g, ')')
      .replace(/,\./g, '.');
    // A question of a title that is set in italics ends before them.
    if (next && /[?!？！]$/.test(run.text)) next.text = next.text.replace(/^\./, '');
  }
  const [first] = joined;
  const last = joined.at(-1);
  if (first) first.text = first.text.trimStart();
  if (last) last.text = last.text.trimEnd();
  return joined.filter(({ text }) => text !== '');
}

const sameWay = (one: PageReferenceRun, other: PageReferenceRun): boolean =>
  JSON.stringify({ ...one, text: '' }) === JSON.stringify({ ...other, text: '' });

export const referenceText = ({ runs }: Reference): string => runs.map(({ text }) => text).join('');

/** As HTML without classes or styles beyond small capitals, as other programs paste it. */
export function referenceHtml({ runs }: Reference): string {
  return runs.map(runHtml).join('');
}

function runHtml({ text, italic, bold, smallCapitals, underlined, raised, lowered, href }: PageReferenceRun): string {
  let html = escapeHtml(text);
  if (italic) html = `<i>${html}</i>`;
  if (bold) html = `<b>${html}</b>`;
  if (smallCapitals) html = `<span style="font-variant: small-caps">${html}</span>`;
  if (underlined) html = `<u>${html}</u>`;
  if (raised) html = `<sup>${html}</sup>`;
  if (lowered) html = `<sub>${html}</sub>`;
  return href === undefined ? html : `<a href="${escapeHtml(href)}">${html}</a>`;
}

/** As Markdown. */
export function referenceMarkdown({ runs }: Reference): string {
  return escapeLineStarts(runs.map(runMarkdown).join(''));
}

function runMarkdown({ text, italic, bold, href }: PageReferenceRun): string {
  if (href !== undefined) return `<${href}>`;
  const escaped = escapeInline(text);
  const sign = italic ? '*' : bold ? '**' : '';
  // Emphasis neither begins nor ends with a space.
  return sign === '' ? escaped : escaped.replace(/^(\s*)(.*?)(\s*)$/s, `$1${sign}$2${sign}$3`);
}
