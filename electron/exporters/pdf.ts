import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

/** The story as pages, with its notes as footnotes. */
export const pdfExporter: Exporter = {
  id: 'pdf',
  label: m.format_pdf,
  group: 'reading',
  uses: ['pages', 'notes', 'annotatedOnly'],
  extension: 'pdf',
  mediaType: 'application/pdf',
  purpose: m.format_pdf_purpose,
  keeps: m.format_pdf_export_keeps,
  // The page setter is loaded when pages are first wanted: starting the app must not wait for it.
  async writeStory(story, { page, meanings }) {
    const [{ pageDocument }, { typeset }] = await Promise.all([import('./parts/page-story'), import('./parts/press')]);
    return { bytes: await typeset('story', pageDocument(story, page, meanings)) };
  },
};
