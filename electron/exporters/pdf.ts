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
  async *writeTogether(stories, context) {
    const { printDossier } = await import('./parts/dossier');
    yield await printDossier(stories, context);
  },
  async writeStory(story, context) {
    const { printStory } = await import('./parts/print-story');
    return { bytes: await printStory('story', story, context) };
  },
};
