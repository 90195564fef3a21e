import { quoteOf, type PlacedAnnotation } from '../../core/annotation';
import type { ExportStory } from '../../core/exporting';
import * as m from '../../core/messages/messages.js';
import { storyAddress } from '../../core/story-link';
import type { ExportContext, Exporter, Stories } from './exporter';
import { csvLines } from './parts/csv-lines';

type Read = (annotation: PlacedAnnotation, story: ExportStory, context: ExportContext) => string;

/** What a line says of a highlight or note, by the head of its column; see docs/formats/csv.md. */
const COLUMNS: Readonly<Record<string, Read>> = {
  uid: ({ uid }) => uid,
  passage: (annotation) => quoteOf(annotation),
  note: ({ note }) => note,
  color: ({ color }) => color,
  meaning: ({ color }, _story, { meanings }) => meanings[color] ?? '',
  tags: ({ tags }) => tags.join('; '),
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  orphaned: ({ orphaned }) => (orphaned ? 'yes' : ''),
  headline: (_annotation, { article }) => article.headline,
  byline: (_annotation, { article }) => article.byline,
  publication: (_annotation, { article }) => article.publication,
  published: (_annotation, { article }) => article.published,
  url: (_annotation, { article }) => article.url,
  story: (_annotation, { article }) => storyAddress(article.uid),
};

/** A table of highlights and notes for spreadsheets, one a line. */
export const notesCsvExporter: Exporter = {
  id: 'notes-csv',
  label: m.format_notes_csv,
  group: 'notes',
  uses: ['notes', 'annotatedOnly'],
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  purpose: m.format_notes_csv_purpose,
  keeps: m.format_notes_csv_keeps,
  writeTogether: (stories, context) => csvLines(Object.keys(COLUMNS), lines(stories, context)),
};

async function* lines(stories: Stories, context: ExportContext): AsyncIterable<string[]> {
  for await (const story of stories)
    for (const annotation of story.annotations) yield Object.values(COLUMNS).map((read) => read(annotation, story, context));
}
