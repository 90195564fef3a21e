import * as m from '../../../core/messages/messages.js';
import type { PaperSize } from '../../../core/pages';
import { MAIN } from './docx-names';
import { XML } from './docx-part';
import { attributes, xmlText } from './xml-text';

/** The parts of a word-processing document besides its text (ECMA-376, part 2). */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const override = (part: string, kind: string) =>
  `<Override PartName="/word/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`;

export const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Default Extension="jpg" ContentType="image/jpeg"/>
<Default Extension="gif" ContentType="image/gif"/>
${override('document', 'document.main')}
${['styles', 'numbering', 'settings', 'comments'].map((part) => override(part, part)).join('\n')}
${override('header1', 'header')}
${override('footer1', 'footer')}
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>
</Types>`;

export const PACKAGE_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships">
<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
<Relationship Id="rId3" Type="${OFFICE}/extended-properties" Target="docProps/app.xml"/>
</Relationships>`;

export const SETTINGS = `${XML}<w:settings ${MAIN}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

export interface CoreProperties {
  title: string;
  creators: readonly string[];
  keywords: readonly string[];
  description: string;
  language: string;
  /** ISO 8601, UTC, to the second. */
  created: string;
  modified: string;
}

export function coreProperties({ title, creators, keywords, description, language, created, modified }: CoreProperties): string {
  const names = {
    'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:dcterms': 'http://purl.org/dc/terms/',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  };
  const element = (name: string, text: string, more = '') => (text === '' ? '' : `<${name}${more}>${xmlText(text)}</${name}>`);
  const time = ' xsi:type="dcterms:W3CDTF"';
  return `${XML}<cp:coreProperties${attributes(names)}>
${[
  element('dc:title', title),
  element('dc:creator', creators.join('; ')),
  element('cp:keywords', keywords.join(', ')),
  element('dc:description', description),
  element('dc:language', language),
  element('cp:lastModifiedBy', 'Broadsheet'),
  element('dcterms:created', created, time),
  element('dcterms:modified', modified, time),
].join('')}
</cp:coreProperties>`;
}

export const appProperties = (version: string): string =>
  `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Broadsheet</Application><AppVersion>${/^\d+\.\d+/.exec(version)?.[0] ?? '1.0'}</AppVersion></Properties>`;

const field = (code: string, shown: string) =>
  `<w:fldSimple${attributes({ 'w:instr': ` ${code} ` })}><w:r><w:t xml:space="preserve">${xmlText(shown)}</w:t></w:r></w:fldSimple>`;
const words = (text: string) => (text === '' ? '' : `<w:r><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`);

/** The line above every page: what is told of the one story, or of several the headline of the one that the page is of. */
export function header(text: string, isOne: boolean): string {
  const content = isOne ? words(text) : field('STYLEREF Title', text);
  return `${XML}<w:hdr ${MAIN}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${content}</w:p></w:hdr>`;
}

/** The line below every page: its number, and how many there are. */
export function footer(): string {
  const [before = '', between = '', behind = ''] = m.page_of({ page: '\u0000', total: '\u0000' }).split('\u0000');
  const content = words(before) + field('PAGE', '1') + words(between) + field('NUMPAGES', '1') + words(behind);
  return `${XML}<w:ftr ${MAIN}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>${content}</w:p></w:ftr>`;
}

/** Paper in twentieths of a point. */
const PAPER: Readonly<Record<PaperSize, { width: number; height: number }>> = {
  a4: { width: 11_906, height: 16_838 },
  a5: { width: 8_391, height: 11_906 },
  'jis-b5': { width: 10_318, height: 14_570 },
  'us-letter': { width: 12_240, height: 15_840 },
  'us-legal': { width: 12_240, height: 20_160 },
};

/** The room for text on a page: a line of some 75 characters where the paper is wide enough. */
export function roomOn(paper: PaperSize): { width: number; height: number } {
  const { width, height } = PAPER[paper];
  return { width: width - 2 * sideOf(width), height: height - 2 * 1_300 };
}

const sideOf = (width: number) => Math.max(1_000, Math.round((width - 8_700) / 2));

/** The section that the whole document is. */
export function section(paper: PaperSize, relations: { header: string; footer: string }, isRightToLeft: boolean): string {
  const { width, height } = PAPER[paper];
  const side = sideOf(width);
  const size = `<w:pgSz${attributes({ 'w:w': width, 'w:h': height })}/>`;
  const margins = { 'w:top': 1_300, 'w:right': side, 'w:bottom': 1_300, 'w:left': side, 'w:header': 700, 'w:footer': 700, 'w:gutter': 0 };
  const running = `<w:headerReference w:type="default" r:id="${relations.header}"/><w:footerReference w:type="default" r:id="${relations.footer}"/>`;
  return `<w:sectPr>${running}${size}<w:pgMar${attributes(margins)}/>${isRightToLeft ? '<w:bidi/>' : ''}</w:sectPr>`;
}
