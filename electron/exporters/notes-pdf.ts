import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

/** The notes and highlights alone, as pages. */
export const notesPdfExporter: Exporter = {
  id: 'notes-pdf',
  label: m.format_notes_pdf,
  group: 'reading',
  uses: ['pages', 'notes'],
  ofNotes: true,
  extension: 'pdf',
  mediaType: 'application/pdf',
  purpose: m.format_notes_pdf_purpose,
  keeps: m.format_notes_pdf_export_keeps,
  // The page setter is loaded when pages are first wanted: starting the app must not wait for it.
  async writeStory(story, context) {
    const { printStory } = await import('./parts/print-story');
    return { bytes: await printStory('notes', story, context) };
  },
};
