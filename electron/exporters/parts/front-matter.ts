import { stringify } from 'yaml';

/** What a property of a note's front matter may be; Obsidian knows no nesting. */
export type Property = string | number | string[];

/**
 * YAML front matter, empty properties left out. Everything a person or a source wrote is quoted, so that no headline becomes a
 * number, a date or a syntax error.
 */
export function frontMatter(properties: Record<string, Property>): string {
  const filled = Object.entries(properties).filter(([, value]) => value !== '' && (!Array.isArray(value) || value.length > 0));
  const yaml = stringify(Object.fromEntries(filled), {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    flowCollectionPadding: false,
  });
  return `---\n${yaml}---\n`;
}

/** A tag as Obsidian takes it: without spaces, not a number alone, `/` for nesting. */
export function obsidianTag(name: string): string {
  const tag = name
    .normalize('NFC')
    .trim()
    .replace(/\s+/gu, '-')
    .replace(/[^\p{L}\p{N}\p{M}_/-]/gu, '');
  return /^[\d/-]*$/.test(tag) ? (tag === '' ? '' : `tag-${tag}`) : tag;
}
