import { pageDocument } from './parts/page-story';
import { typeset } from './parts/press';
import type { Exporter } from './exporter';

/** The story as pages, with its notes as footnotes. */
export const pdfExporter: Exporter = {
  id: 'pdf',
  label: 'PDF of the story',
  extension: 'pdf',
  mediaType: 'application/pdf',
  keeps: 'Keeps the story with its source, dates, highlights and, as footnotes, notes and tags; pictures and collections stay out.',
  write: (story, { page }) => typeset('story', pageDocument(story, page)),
};
