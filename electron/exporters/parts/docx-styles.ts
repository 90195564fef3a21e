import { HIGHLIGHT_COLORS, type ColorMeanings } from '../../../core/highlight-colors';
import { colorName } from '../../../core/color-names';
import { runLanguage } from './docx-languages';
import { MAIN } from './docx-names';
import { XML } from './docx-part';
import { highlightLook, highlightStyle } from './docx-runs';
import { attributes } from './xml-text';

/**
 * The styles of a document, by the names that word processors know, so that people can change the look of every headline, note or
 * highlight at once.
 */

const SERIF = 'Georgia';
const SANS = 'Calibri';
const ACCENT = '9F2417';
const GREY = '57534B';

interface Look {
  /** In half points. */
  size?: number;
  font?: string;
  color?: string;
  bold?: boolean;
  italic?: boolean;
  /** Before and behind, in twentieths of a point. */
  space?: [before: number, behind: number];
  /** Of a line, in 240ths. */
  line?: number;
  /** Further properties of paragraphs, in front of and behind those above. */
  paragraph?: string;
  behind?: string;
  next?: string;
  basedOn?: string;
}

function paragraphStyle(id: string, name: string, look: Look): string {
  const { size, font, color, bold, italic, space, line, paragraph = '', behind = '', next, basedOn = 'Normal' } = look;
  const spacing = { 'w:before': space?.[0], 'w:after': space?.[1], 'w:line': line, 'w:lineRule': line === undefined ? undefined : 'auto' };
  const spaced = space || line ? `<w:spacing${attributes(spacing)}/>` : '';
  const run = [
    font === undefined ? '' : `<w:rFonts${attributes({ 'w:ascii': font, 'w:hAnsi': font, 'w:cs': font })}/>`,
    bold === undefined ? '' : bold ? '<w:b/><w:bCs/>' : '<w:b w:val="0"/><w:bCs w:val="0"/>',
    italic === undefined ? '' : '<w:i/><w:iCs/>',
    color === undefined ? '' : `<w:color w:val="${color}"/>`,
    size === undefined ? '' : `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`,
  ].join('');
  const links = `${id === 'Normal' ? '' : `<w:basedOn w:val="${basedOn}"/>`}${next === undefined ? '' : `<w:next w:val="${next}"/>`}`;
  const kind = id === 'Normal' ? ' w:default="1"' : '';
  return `<w:style w:type="paragraph"${kind} w:styleId="${id}"><w:name${attributes({ 'w:val': name })}/>${links}<w:qFormat/><w:pPr>${paragraph}${spaced}${behind}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

const line = (side: string, size: number, color: string, space = 1) =>
  `<w:${side} w:val="single" w:sz="${size}" w:space="${space}" w:color="${color}"/>`;

const KEEP = '<w:keepNext/><w:keepLines/>';
const heading = (level: number, size: number, italic = false) =>
  paragraphStyle(`Heading${level}`, `heading ${level}`, {
    size,
    bold: true,
    ...(italic && { italic }),
    space: [320, 120],
    line: 260,
    paragraph: KEEP,
    behind: `<w:outlineLvl w:val="${level}"/>`,
    next: 'Normal',
  });

const PARAGRAPHS: readonly string[] = [
  paragraphStyle('Normal', 'Normal', { space: [0, 160], line: 312 }),
  paragraphStyle('Title', 'Title', { size: 52, bold: true, space: [0, 120], line: 250, paragraph: KEEP, behind: '<w:outlineLvl w:val="0"/>', next: 'Subtitle' }), // prettier-ignore
  paragraphStyle('Subtitle', 'Subtitle', { size: 28, italic: true, color: GREY, space: [0, 240], line: 270, next: 'Normal' }),
  paragraphStyle('Kicker', 'Kicker', { size: 18, font: SANS, bold: true, color: ACCENT, space: [0, 100], paragraph: '<w:keepNext/>' }),
  paragraphStyle('Byline', 'Byline', { size: 19, font: SANS, bold: true, space: [60, 20], line: 260 }),
  paragraphStyle('SourceLine', 'Source line', { size: 19, font: SANS, color: GREY, space: [0, 20], line: 260 }),
  paragraphStyle('HeadEnd', 'End of the head', { size: 4, space: [60, 280], line: 240, paragraph: `<w:pBdr>${line('bottom', 8, '1C1B19')}</w:pBdr>` }), // prettier-ignore
  ...[30, 26, 24].map((size, index) => heading(index + 1, size)),
  heading(4, 22),
  heading(5, 22, true),
  paragraphStyle('ListParagraph', 'List Paragraph', { space: [0, 80] }),
  paragraphStyle('Quote', 'Quote', { space: [120, 120], paragraph: `<w:pBdr>${line('left', 12, ACCENT, 10)}</w:pBdr>` }),
  paragraphStyle('Preformatted', 'HTML Preformatted', { size: 18, font: 'Consolas', space: [120, 160], line: 252 }),
  paragraphStyle('Picture', 'Picture', { size: 19, font: SANS, color: GREY, space: [240, 80], line: 240, paragraph: '<w:keepNext/>', next: 'Caption' }), // prettier-ignore
  paragraphStyle('Caption', 'caption', { size: 19, italic: true, color: GREY, space: [0, 280], line: 256 }),
  paragraphStyle('TableText', 'Table text', { size: 19, space: [40, 40], line: 252 }),
  paragraphStyle('BehindTable', 'Behind a table', { size: 10, space: [0, 120], line: 240 }),
  paragraphStyle('Rule', 'Rule', { size: 8, space: [120, 240], paragraph: `<w:pBdr>${line('bottom', 6, 'C9C4B8')}</w:pBdr>` }),
  paragraphStyle('NotesTitle', 'Notes title', { size: 26, bold: true, space: [480, 120], line: 260, paragraph: KEEP, next: 'Normal' }),
  paragraphStyle('NoteLine', 'Note line', { size: 18, font: SANS, color: GREY, space: [200, 40], line: 250, paragraph: '<w:keepNext/>' }),
  paragraphStyle('Provenance', 'Provenance', { size: 16, font: SANS, color: GREY, space: [0, 20], line: 250 }),
  paragraphStyle('ContentsTitle', 'TOC Heading', { size: 40, bold: true, space: [0, 240], line: 250, next: 'Normal' }),
  paragraphStyle('TOC1', 'toc 1', { space: [0, 80], paragraph: '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>' }),
  paragraphStyle('Header', 'header', { size: 16, font: SANS, color: GREY, space: [0, 0], line: 240 }),
  paragraphStyle('Footer', 'footer', { size: 16, font: SANS, color: GREY, space: [0, 0], line: 240 }),
  paragraphStyle('CommentText', 'annotation text', { size: 20, font: SANS, space: [0, 40], line: 240 }),
];

const character = (id: string, name: string, properties: string) =>
  `<w:style w:type="character" w:styleId="${id}"><w:name${attributes({ 'w:val': name })}/><w:uiPriority w:val="99"/><w:rPr>${properties}</w:rPr></w:style>`;

const TABLES = `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="StoryTable"><w:name w:val="Story table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${line('top', 8, '1C1B19', 0)}${line('bottom', 8, '1C1B19', 0)}${line('insideH', 4, 'C9C4B8', 0)}</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>${line('bottom', 8, '1C1B19', 0)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>`;

/** The document's styles, in the language of most of its text. */
export function docxStyles(lang: string, meanings: ColorMeanings): string {
  const defaults = `<w:rPr><w:rFonts${attributes({ 'w:ascii': SERIF, 'w:hAnsi': SERIF, 'w:eastAsia': 'Yu Mincho', 'w:cs': 'Times New Roman' })}/><w:sz w:val="22"/><w:szCs w:val="22"/>${runLanguage(lang).lang}</w:rPr>`;
  const highlights = HIGHLIGHT_COLORS.map(({ id, letter }) => {
    const { line: under, fill } = highlightLook(id);
    return character(highlightStyle(id), `${colorName(id, meanings)} (${letter})`, under + fill);
  });
  return `${XML}<w:styles ${MAIN}>
<w:docDefaults><w:rPrDefault>${defaults}</w:rPrDefault><w:pPrDefault/></w:docDefaults>
${PARAGRAPHS.join('\n')}
${character('Hyperlink', 'Hyperlink', `<w:color w:val="${ACCENT}"/><w:u w:val="single"/>`)}
${character('CommentReference', 'annotation reference', '<w:sz w:val="16"/><w:szCs w:val="16"/>')}
${highlights.join('\n')}
${TABLES}
</w:styles>`;
}
