import { bibtexExporter } from './bibtex';
import { bundleExporter } from './bundle';
import { cslJsonExporter } from './csl-json';
import type { Exporter } from './exporter';
import { epubExporter } from './epub';
import { htmlExporter } from './html';
import { jsonlExporter } from './jsonl';
import { logseqExporter } from './logseq';
import { markdownExporter } from './markdown';
import { notesPdfExporter } from './notes-pdf';
import { obsidianExporter } from './obsidian';
import { pandocExporter } from './pandoc';
import { pdfExporter } from './pdf';
import { risExporter } from './ris';
import { webAnnotationsExporter } from './web-annotations';

/** Every export format, in the order in which menus offer them. */
export const EXPORTERS: readonly Exporter[] = [
  pdfExporter,
  notesPdfExporter,
  htmlExporter,
  epubExporter,
  markdownExporter,
  obsidianExporter,
  logseqExporter,
  pandocExporter,
  risExporter,
  bibtexExporter,
  cslJsonExporter,
  webAnnotationsExporter,
  jsonlExporter,
  bundleExporter,
];

export function exporterById(id: string): Exporter | undefined {
  return EXPORTERS.find((exporter) => exporter.id === id);
}
