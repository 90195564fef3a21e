import { DEFAULT_LOOK, type PageLook } from '../../core/pages';
import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

/** The notes and highlights alone, as pages. */
export const notesPdfExporter: Exporter = {
  id: 'notes-pdf',
  label: m.format_notes_pdf,
  group: 'reading',
  uses: ['pages', 'notes', 'annotatedOnly'],
  extension: 'pdf',
  mediaType: 'application/pdf',
  purpose: m.format_notes_pdf_purpose,
  keeps: m.format_notes_pdf_export_keeps,
  // The page setter is loaded when pages are first wanted: starting the app must not wait for it.
  async writeStory(story, { page, meanings }) {
    const [{ pageDocument }, { typeset }] = await Promise.all([import('./parts/page-story'), import('./parts/press')]);
    // These pages are the notes: none is left out for the story's pages' sake.
    const look: PageLook = { ...(page.look ?? DEFAULT_LOOK), highlights: true, notes: 'endnotes' };
    return { bytes: await typeset('notes', pageDocument(story, { ...page, look }, meanings)) };
  },
};
