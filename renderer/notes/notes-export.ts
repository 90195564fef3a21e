import type { ListedAnnotation } from '../../core/annotation-list';
import { csv } from '../../core/csv';
import { storyAddress } from '../../core/story-link';
import * as m from '../../core/messages/messages.js';
import { formatDate } from '../format';

/** Words for a colour. */
type NameOf = (color: ListedAnnotation['color']) => string;

/** Highlights and notes as a table for spreadsheets, one a line. */
export function notesAsCsv(notes: readonly ListedAnnotation[], nameOf: NameOf): string {
  const head = [
    m.report_headline(),
    m.notes_publication(),
    m.notes_published(),
    m.notes_color(),
    m.notes_passage(),
    m.annotation_note(),
    m.annotation_tags(),
    m.notes_made(),
    m.notes_address(),
  ];
  const lines = notes.map(({ headline, publication, published, color, quote, note, tags, createdAt, articleUid }) => [
    headline,
    publication,
    published,
    nameOf(color),
    quote,
    note,
    tags.join(', '),
    createdAt,
    storyAddress(articleUid),
  ]);
  return csv([head, ...lines]);
}

/** On one line, with the signs that Markdown would take for its own. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#]/g, (sign) => `\\${sign}`);
const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${plain(line)}`.trimEnd())
    .join('\n');

function entry({ color, quote, note, tags, createdAt }: ListedAnnotation, nameOf: NameOf): string {
  const about = [plain(nameOf(color)), formatDate(createdAt), ...tags.map((tag) => `#${tag.replaceAll(/\s+/g, '-')}`)].join(' · ');
  return [quote === '' ? '' : quoted(quote), note.trim(), about].filter((part) => part !== '').join('\n\n');
}

/** Highlights and notes as Markdown in the order of the list, below the headline of their story. */
export function notesAsMarkdown(notes: readonly ListedAnnotation[], title: string, nameOf: NameOf): string {
  const parts = notes.flatMap((one, index) => {
    const source = [one.publication, formatDate(one.published)].filter((part) => part !== '').join(', ');
    const isNext = notes[index - 1]?.articleUid !== one.articleUid;
    const head = [`## [${plain(one.headline || m.headline_missing())}](${storyAddress(one.articleUid)})`, plain(source)];
    return [...(isNext ? head.filter((part) => part !== '') : []), entry(one, nameOf)];
  });
  return `${[`# ${plain(title)}`, ...parts].join('\n\n')}\n`;
}
