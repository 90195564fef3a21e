import type { Author } from './authors';
import { isoDate } from './csl-item';
import { inOneLine, type ReferenceRecord } from './reference-record';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A story as an entry for BibTeX and BibLaTeX, in UTF-8: the first reads `year` and `month`, the second `date`. */
export function bibtexEntry({ key, item, tags, notes }: ReferenceRecord): string {
  const isPage = item.type === 'webpage';
  const [year, month] = item.issued?.['date-parts'][0] ?? [];
  const fields: [string, string | undefined][] = [
    ['title', braced(keepCapitals(plain(item.title)))],
    ['author', item.author && braced(item.author.map(bibtexName).join(' and '))],
    [isPage ? 'howpublished' : 'journal', wrapped(item['container-title'])],
    ['date', item.issued && braced(isoDate(item.issued))],
    ['year', year === undefined ? undefined : braced(String(year))],
    ['month', month === undefined ? undefined : MONTHS[month - 1]],
    ['edition', wrapped(item.edition)],
    ['url', item.URL && braced(verbatim(item.URL))],
    ['urldate', item.accessed && braced(isoDate(item.accessed))],
    ['language', wrapped(item.language)],
    ['abstract', wrapped(item.abstract)],
    ['keywords', tags.length === 0 ? undefined : braced(tags.map(keyword).join(', '))],
    ['annote', notes.length === 0 ? undefined : braced(notes.map(plain).join('\n\n'))],
  ];
  const filled = fields.filter((field): field is [string, string] => field[1] !== undefined && field[1] !== '{}');
  return `@${isPage ? 'misc' : 'article'}{${key},\n${filled.map(([name, value]) => `  ${name} = ${value},\n`).join('')}}\n`;
}

const braced = (value: string): string => `{${value}}`;
const wrapped = (text = ''): string => braced(plain(text));

const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** What TeX would make one character of with what follows it: dashes and quotation marks. */
const LIGATURE = /-(?=-)|'(?=')|[`?!](?=`)|,(?=,)|<(?=<)|>(?=>)/g;

/** Text in which nothing is a command. */
function plain(text: string): string {
  return inOneLine(text)
    .replace(/[\\{}#$%&_~^]/g, (character) => COMMANDS[character] ?? `\\${character}`)
    .replace(LIGATURE, '$&{}');
}

/** Styles write titles in small letters but for what stands in braces: every word behind the first that has capitals. */
function keepCapitals(title: string): string {
  return title.replace(/(?<=\s)[^\s\\{}]*\p{Lu}[^\s\\{}]*|^[^\s\\{}]+\p{Lu}[^\s\\{}]*/gu, '{$&}');
}

function bibtexName(author: Author): string {
  if ('literal' in author) return braced(plain(author.literal));
  const { family, given, suffix } = author;
  return [family, suffix, given]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => namePart(part ?? ''))
    .join(', ');
}

/** A comma or an “and” within a name would divide it. */
const namePart = (part: string): string => (/,|\sand\s/i.test(part) ? braced(plain(part)) : plain(part));

/** A comma divides keywords. */
const keyword = (tag: string): string => (tag.includes(',') ? braced(plain(tag)) : plain(tag));

/** An address is read as it stands, so what would end it is written as addresses write it. */
const verbatim = (url: string): string =>
  url.replace(/[{}\\\s]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
