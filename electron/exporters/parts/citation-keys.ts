import type { Article } from '../../../core/article';
import { siteOf, cslItem, type CslItem } from './csl-item';

/** Words that say little about a headline. */
const SMALL_WORD = 4;

/**
 * A story's citation key, such as `solbakken2021harbour`: the first author's family name, the year, and the headline's first long word,
 * in Latin letters and figures alone, which every program takes. What is written in other letters is left out; then the site stands for
 * the name.
 */
export function citationKey(article: Article, item: CslItem = cslItem(article)): string {
  const [author] = item.author ?? [];
  const name = author && ('family' in author ? author.family : author.literal);
  const site = siteOf(article.url).split('.').at(-2) ?? '';
  const who = [name, article.publication, site].map((candidate) => plain(candidate ?? '')).find((candidate) => candidate !== '');
  const word = item.title
    .split(/[\s\p{P}]+/u)
    .map(plain)
    .find((candidate) => candidate.length >= SMALL_WORD);
  return `${who ?? 'story'}${item.issued?.['date-parts'][0][0] ?? ''}${word ?? ''}`;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
    .replace(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '');
}

/** Keys of which no two are alike: what would be one a second time gets a letter, as in `solbakken2021harbourb`. */
export function uniqueKeys(): (article: Article, item?: CslItem) => string {
  const taken = new Set<string>();
  return (article, item) => {
    const key = citationKey(article, item);
    let unique = key;
    for (let count = 1; taken.has(unique); count += 1) unique = key + lettersOf(count);
    taken.add(unique);
    return unique;
  };
}

/** 1 is `b`, 25 is `z`, 26 is `ba`: the first of its name has none. */
function lettersOf(count: number): string {
  const letter = String.fromCharCode('a'.charCodeAt(0) + (count % 26));
  return count < 26 ? letter : lettersOf(Math.floor(count / 26)) + letter;
}
