import type { Author } from './authors';
import type { CslDate } from './csl-item';
import { inOneLine, type ReferenceRecord } from './reference-record';

/** Lines end as the format has them (https://en.wikipedia.org/wiki/RIS_(file_format)). */
const LINE_END = '\r\n';

/** A story as a record of RIS, with the tags that Zotero, EndNote, Mendeley and JabRef read alike. */
export function risRecord({ key, item, tags, notes }: ReferenceRecord): string {
  const lines: [string, string | undefined][] = [
    ['TY', item.type === 'webpage' ? 'ELEC' : 'NEWS'],
    ['ID', key],
    ['TI', item.title],
    ...(item.author ?? []).map((author): [string, string] => ['AU', risName(author)]),
    ['T2', item['container-title']],
    ['DA', item.issued && risDate(item.issued)],
    ['PY', item.issued && String(item.issued['date-parts'][0][0])],
    ['Y2', item.accessed && risDate(item.accessed)],
    ['ET', item.edition],
    ['SE', item.section],
    ['LA', item.language],
    ['UR', item.URL],
    ['AB', item.abstract],
    ...tags.map((tag): [string, string] => ['KW', tag]),
    ...notes.map((note): [string, string] => ['N1', note]),
  ];
  const filled = lines.map(([tag, value]) => [tag, inOneLine(value ?? '')] as const).filter(([, value]) => value !== '');
  return [...filled.map(([tag, value]) => `${tag}  - ${value}`), 'ER  - ', ''].join(LINE_END);
}

/** Family, given, suffix. A whole name must hold no comma, which would turn it round. */
function risName(author: Author): string {
  if ('literal' in author) return author.literal.replace(/\s*,\s*/g, ' ');
  return [author.family, author.given, author.suffix].filter((part) => part !== undefined).join(', ');
}

/** `YYYY/MM/DD/`, the parts that are not known left empty. */
function risDate({ 'date-parts': [[year = 0, month, day]] }: CslDate): string {
  const two = (part: number | undefined) => (part === undefined ? '' : String(part).padStart(2, '0'));
  return `${String(year).padStart(4, '0')}/${two(month)}/${two(day)}/`;
}
