import { spoken } from '../../../core/languages';
import * as m from '../../../core/messages/messages.js';
import { runLanguage } from './docx-languages';
import { attributes, xmlText } from './xml-text';

/**
 * The table of contents: a field that word processors fill in anew, with pages' numbers, since those are theirs to tell; until then it
 * holds the headlines, each leading to its story.
 */
export function contentsPage(entries: readonly { bookmark: string; title: string; lang: string; dir: string }[]): string {
  const title = `<w:p><w:pPr><w:pStyle w:val="ContentsTitle"/></w:pPr><w:r><w:rPr>${runLanguage(spoken()).lang}</w:rPr><w:t>${xmlText(m.document_contents())}</w:t></w:r></w:p>`;
  const begin = `${fieldChar('begin', ' w:dirty="true"')}${instruction(' TOC \\h \\z \\t "Title,1" ')}${fieldChar('separate')}`;
  const lines = entries.map(({ bookmark, title: headline, dir }, index) => {
    const words = `<w:r><w:t xml:space="preserve">${xmlText(headline)}</w:t></w:r>`;
    const link = `<w:hyperlink${attributes({ 'w:anchor': bookmark, 'w:history': 1 })}>${words}</w:hyperlink>`;
    const direction = dir === 'rtl' ? '<w:bidi/>' : '';
    return `<w:p><w:pPr><w:pStyle w:val="TOC1"/>${direction}</w:pPr>${index === 0 ? begin : ''}${link}</w:p>`;
  });
  if (lines.length === 0) return `${title}\n`;
  return `${title}\n${lines.join('\n')}\n<w:p>${fieldChar('end')}</w:p>\n`;
}

const fieldChar = (kind: string, more = '') => `<w:r><w:fldChar w:fldCharType="${kind}"${more}/></w:r>`;
const instruction = (code: string) => `<w:r><w:instrText xml:space="preserve">${xmlText(code)}</w:instrText></w:r>`;
