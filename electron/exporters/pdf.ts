import type { Exporter } from './exporter';

/** The story as pages, with its notes as footnotes. */
export const pdfExporter: Exporter = {
  id: 'pdf',
  label: 'PDF of the story',
  extension: 'pdf',
  mediaType: 'application/pdf',
  purpose: 'For printing and for sending: the story as pages, as a reader sees it.',
  keeps: 'Keeps the story with its source, dates, highlights and, as footnotes, notes and tags; pictures and collections stay out.',
  // The page setter is loaded when pages are first wanted: starting the app must not wait for it.
  async write(story, { page, meanings }) {
    const [{ pageDocument }, { typeset }] = await Promise.all([import('./parts/page-story'), import('./parts/press')]);
    return typeset('story', pageDocument(story, page, meanings));
  },
};
