import type { Exporter } from './exporter';
import { jsonlExporter } from './jsonl';
import { markdownExporter } from './markdown';
import { notesMarkdownExporter } from './notes-markdown';
import { notesPdfExporter } from './notes-pdf';
import { pdfExporter } from './pdf';
import { webAnnotationsExporter } from './web-annotations';

/** Every export format, in the order in which menus offer them. */
export const EXPORTERS: readonly Exporter[] = [
  pdfExporter,
  notesPdfExporter,
  markdownExporter,
  notesMarkdownExporter,
  webAnnotationsExporter,
  jsonlExporter,
];

export function exporterById(id: string): Exporter | undefined {
  return EXPORTERS.find((exporter) => exporter.id === id);
}
