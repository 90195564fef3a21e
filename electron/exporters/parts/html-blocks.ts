import { HIGHLIGHT_COLORS } from '../../../core/highlight-colors';
import type { Block, Cell, Run } from '../../../core/story';
import { attributes, xmlText } from './xml-text';

/**
 * Blocks as HTML that is XHTML as well: what browsers, e-books and word processors that are pasted into all read. Nothing of a story is
 * copied as it is: every element is written here, and every text is escaped.
 */

/** What differs between the documents that hold blocks. */
export interface HtmlSetting {
  /** Stands before every name in the story, so that stories of one document do not take each other's. */
  prefix: string;
  /** Steps by which headings stand deeper than in the story. */
  deeper: number;
  /** The schemes links may lead out by, such as `https:`; other links are left out, and what stands in them stays. */
  schemes: readonly string[];
  /** What calls for a note, behind its passage; empty for nothing. */
  call: (number: number) => string;
  /** A picture, or what stands in its place. */
  picture: (src: string, alt: string) => string;
}

/** Links that may lead out of a document. */
export const WEB_SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:'];

const LETTERS: ReadonlyMap<string, string> = new Map(HIGHLIGHT_COLORS.map(({ id, letter }) => [id, letter]));

/** The name under which a document knows where an annotation's passage begins. */
export const passageName = (uid: string): string => `hl-${uid.toLowerCase()}`;

/** What holds around a block. */
type Around = Pick<Block, 'lang' | 'dir'>;

/** Blocks as elements, one after the other. */
export function blocksToHtml(blocks: readonly Block[], setting: HtmlSetting, around: Around = {}): string {
  return blocks.map((block) => blockToHtml(block, setting, around)).join('\n');
}

function blockToHtml(block: Block, setting: HtmlSetting, around: Around): string {
  const own = spoken(block, around);
  const within = (blocks: readonly Block[]) => blocksToHtml(blocks, setting, block);
  switch (block.kind) {
    case 'paragraph':
      return `<p${attributes({ id: block.place && setting.prefix + block.place })}${own}>${runsToHtml(block.runs, setting)}</p>`;
    case 'heading': {
      const name = `h${Math.min(6, block.level + setting.deeper)}`;
      return `<${name}${own}>${runsToHtml(block.runs, setting)}</${name}>`;
    }
    case 'preformatted':
      return `<pre${own}>${runsToHtml(block.runs, setting, '\n')}</pre>`;
    case 'quote':
      return `<blockquote${own}>${within(block.blocks)}</blockquote>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${within(item)}</li>`).join('\n');
      if (items === '') return '';
      return block.ordered
        ? `<ol${attributes({ start: block.start === 1 ? undefined : block.start })}${own}>${items}</ol>`
        : `<ul${own}>${items}</ul>`;
    }
    case 'table':
      return tableToHtml(block.rows, own, within);
    case 'figure': {
      const caption = block.caption.length === 0 ? '' : `<figcaption>${runsToHtml(block.caption, setting)}</figcaption>`;
      const picture = block.src === '' ? '' : setting.picture(block.src, block.alt);
      const rest = [picture, within(block.blocks)];
      if ([caption, ...rest].join('') === '') return '';
      return `<figure${own}>${(block.captionFirst ? [caption, ...rest] : [...rest, caption]).join('')}</figure>`;
    }
    case 'rule':
      return '<hr/>';
  }
}

/** Language and direction where they differ from those around. */
function spoken({ lang, dir }: Around, around: Around): string {
  return attributes({ lang: lang === around.lang ? undefined : lang, dir: dir === around.dir ? undefined : dir });
}

function tableToHtml(rows: readonly Cell[][], own: string, within: (blocks: readonly Block[]) => string): string {
  const firstOfBody = rows.findIndex((row) => row.length === 0 || row.some(({ header }) => !header));
  const headRows = firstOfBody < 0 ? rows.length : firstOfBody;
  const written = (part: readonly Cell[][], scope: string) =>
    part.map((row) => `<tr>${row.map((cell) => cellToHtml(cell, scope, within)).join('')}</tr>`).join('\n');
  const head = headRows > 0 ? `<thead>${written(rows.slice(0, headRows), 'col')}</thead>` : '';
  const body = headRows < rows.length ? `<tbody>${written(rows.slice(headRows), 'row')}</tbody>` : '';
  return head + body === '' ? '' : `<table${own}>${head}${body}</table>`;
}

function cellToHtml({ header, blocks, columns, rows }: Cell, scope: string, within: (blocks: readonly Block[]) => string): string {
  const name = header ? 'th' : 'td';
  return `<${name}${attributes({ scope: header ? scope : undefined, colspan: columns, rowspan: rows })}>${within(blocks)}</${name}>`;
}

/** Runs as text with inline elements, which stay open from run to run as far as they can; `lineBreak` stands for line feeds. */
export function runsToHtml(runs: readonly Run[], setting: HtmlSetting, lineBreak = '<br/>'): string {
  let html = '';
  let open: readonly string[] = [];
  const change = (wanted: readonly string[]) => {
    let common = 0;
    while (common < open.length && open[common] === wanted[common]) common += 1;
    for (const tag of open.slice(common).toReversed()) html += `</${nameOf(tag)}>`;
    for (const tag of wanted.slice(common)) html += `<${tag}>`;
    open = wanted;
  };
  for (const run of runs) {
    change(tagsAround(run, setting));
    for (const uid of run.begins ?? []) html += `<span${attributes({ id: setting.prefix + passageName(uid) })}></span>`;
    html += read(xmlText(run.text).replaceAll('\n', lineBreak), run.reading);
    const calls = run.notes.map(setting.call).join('');
    if (calls === '') continue;
    change([]);
    html += calls;
  }
  change([]);
  return html;
}

const nameOf = (tag: string) => tag.split(' ', 1)[0] ?? '';

/** The elements around a run, the outermost first, each as it is opened. */
function tagsAround({ highlight, href, to, lang, dir, marks }: Run, { prefix, schemes }: HtmlSetting): string[] {
  const target = to === undefined ? outside(href, schemes) : `#${prefix}${to}`;
  return [
    ...(highlight === '' ? [] : [`mark${attributes({ 'data-color': highlight, 'data-letter': LETTERS.get(highlight) })}`]),
    ...(target === '' ? [] : [`a${attributes({ href: target })}`]),
    ...(lang === undefined && dir === undefined ? [] : [`span${attributes({ lang, dir })}`]),
    ...marks,
  ];
}

/** An address as the URL standard writes it; empty for one that is none, or that may not be followed. */
function outside(href: string, schemes: readonly string[]): string {
  if (href === '' || !URL.canParse(href)) return '';
  const url = new URL(href);
  return schemes.includes(url.protocol) ? url.href : '';
}

function read(text: string, reading: string | undefined): string {
  return reading === undefined ? text : `<ruby>${text}<rp>(</rp><rt>${xmlText(reading)}</rt><rp>)</rp></ruby>`;
}
