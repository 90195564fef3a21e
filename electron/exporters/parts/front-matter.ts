/** What a property of a note may be; Obsidian knows no nesting. */
export type Property = string | number | readonly string[];
export type Properties = Readonly<Record<string, Property>>;

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?$/;
/** Line ends that YAML knows and JSON does not, and invisible characters. */
const UNSEEN = /[\u007f-\u009f\u2028\u2029\ufeff]/g;

/** Text as YAML and JSON both read it. */
const quotedText = (text: string) =>
  JSON.stringify(text).replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * YAML front matter, empty properties left out. Everything a person or a source wrote is quoted, so that no headline becomes a
 * number, a date or a syntax error; days and times stand bare, as Obsidian's properties have them.
 */
export function frontMatter(properties: Properties): string {
  const lines = filled(properties).map(([name, value]) => {
    if (typeof value === 'number') return `${name}: ${value}`;
    if (typeof value === 'string') return `${name}: ${DATE.test(value) ? value : quotedText(value)}`;
    return `${name}: [${value.map(quotedText).join(', ')}]`;
  });
  return `---\n${lines.join('\n')}\n---\n`;
}

/** Properties that say something. */
export function filled(properties: Properties): [string, Property][] {
  return Object.entries(properties).filter(([, value]) => typeof value === 'number' || value.length > 0);
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
