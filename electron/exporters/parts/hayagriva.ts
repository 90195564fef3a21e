import type { Author } from './authors';
import { isoDate, type CslItem } from './csl-item';

/**
 * An entry as the page setter's bibliographies read it (https://github.com/typst/hayagriva/blob/main/docs/file-format.md). The edition is left
 * out: some styles put the word behind it and some do not, and papers print it either way.
 */
export function hayagrivaEntry(item: CslItem): Record<string, unknown> {
  const { URL: url, accessed } = item;
  const isPage = item.type === 'webpage';
  const container = item['container-title'];
  return {
    type: isPage ? 'web' : 'article',
    title: literal(finished(item.title)),
    // Without a language the words of every headline would be capitalised as English ones are.
    language: languageOf(item.language),
    ...(item.author && { author: item.author.map(personOf) }),
    ...(item.issued && { date: isoDate(item.issued) }),
    ...(url && URL.canParse(url) && { url: { value: url, ...(accessed && { date: isoDate(accessed) }) } }),
    ...(container && { parent: { type: isPage ? 'web' : 'newspaper', title: literal(container) } }),
  };
}

function personOf(author: Author): Record<string, string> {
  if ('literal' in author) return { name: author.literal };
  return { name: author.family, 'given-name': author.given, ...(author.suffix && { suffix: author.suffix }) };
}

/** Text in which nothing is a formula or a command. */
const literal = (text: string): string => text.replace(/[\p{Cc}\p{Surrogate}]+/gu, ' ').replace(/[\\{}$]/g, '\\$&');

/** A headline without the full stop of its end, which the style sets itself. */
const finished = (title: string): string => title.replace(/(?<!\.)\.$/u, '');

function languageOf(tag = ''): string {
  const [primary = '', ...subtags] = tag.split('-');
  const region = subtags.find((subtag) => /^[a-z]{2}$/i.test(subtag));
  if (!/^[a-z]{2,3}$/i.test(primary)) return 'und';
  return primary.toLowerCase() + (region === undefined ? '' : `-${region.toUpperCase()}`);
}
