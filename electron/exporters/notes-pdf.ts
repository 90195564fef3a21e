import { pageDocument } from './parts/page-story';
import { typeset } from './parts/press';
import type { Exporter } from './exporter';

/** The notes and highlights alone, as pages. */
export const notesPdfExporter: Exporter = {
  id: 'notes-pdf',
  label: 'PDF of the notes',
  extension: 'pdf',
  mediaType: 'application/pdf',
  keeps: 'Keeps every highlight with its passage, note, tags and date, and where the story came from; the rest of the story stays out.',
  write: (story, { page }) => typeset('notes', pageDocument(story, page)),
};
