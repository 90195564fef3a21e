import { FIELD_NAMES } from '../../core/article';
import type { ExportStory } from '../../core/exporting';
import * as m from '../../core/messages/messages.js';
import type { Exporter, Stories } from './exporter';
import { csvLines } from './parts/csv-lines';

/** What a line says of a story, by the head of its column; see docs/formats/csv.md. */
const COLUMNS: Readonly<Record<string, (story: ExportStory) => string | number>> = {
  uid: ({ article }) => article.uid,
  sourceId: ({ article }) => article.sourceId,
  ...Object.fromEntries(FIELD_NAMES.map((name) => [name, ({ article }: ExportStory) => article[name]])),
  tags: ({ article }) => article.tags.join('; '),
  words: ({ article }) => article.wordCount,
  highlights: ({ annotations }) => annotations.filter(({ selector }) => selector !== null).length,
  notes: ({ annotations }) => annotations.filter(({ note }) => note !== '').length,
  readAt: ({ state }) => state.readAt,
  starredAt: ({ state }) => state.starredAt,
  retrieved: ({ article }) => article.retrieved,
  importedAt: ({ article }) => article.importedAt,
  importFormat: ({ article }) => article.importFormat,
  editedAt: ({ article }) => article.editedAt,
  original: ({ article }) => article.original?.fileName ?? '',
  originalSha256: ({ article }) => article.original?.sha256 ?? '',
  excerpt: ({ article }) => article.excerpt,
};

/** A table of stories for spreadsheets, one a line. */
export const csvExporter: Exporter = {
  id: 'csv',
  label: m.format_csv,
  group: 'newsroom',
  uses: ['notes', 'annotatedOnly'],
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  purpose: m.format_csv_purpose,
  keeps: m.format_csv_keeps,
  writeTogether: (stories) => csvLines(Object.keys(COLUMNS), lines(stories)),
};

async function* lines(stories: Stories): AsyncIterable<string[]> {
  for await (const story of stories) yield Object.values(COLUMNS).map((read) => String(read(story)));
}
