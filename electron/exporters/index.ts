import { bibtexExporter } from './bibtex';
import { bundleExporter } from './bundle';
import { cslJsonExporter } from './csl-json';
import { csvExporter } from './csv';
import type { Exporter } from './exporter';
import { docxExporter } from './docx';
import { epubExporter } from './epub';
import { htmlExporter } from './html';
import { jsonlExporter } from './jsonl';
import { logseqExporter } from './logseq';
import { markdownExporter } from './markdown';
import { ninjsExporter } from './ninjs';
import { nitfExporter } from './nitf';
import { notesCsvExporter } from './notes-csv';
import { notesPdfExporter } from './notes-pdf';
import { obsidianExporter } from './obsidian';
import { pandocExporter } from './pandoc';
import { pdfExporter } from './pdf';
import { risExporter } from './ris';
import { w3cExporter } from './w3c';
import { warcExporter } from './warc';

/** Every export format, in the order in which menus offer them. */
export const EXPORTERS: readonly Exporter[] = [
  pdfExporter,
  notesPdfExporter,
  htmlExporter,
  epubExporter,
  docxExporter,
  markdownExporter,
  obsidianExporter,
  logseqExporter,
  pandocExporter,
  risExporter,
  bibtexExporter,
  cslJsonExporter,
  w3cExporter,
  notesCsvExporter,
  csvExporter,
  ninjsExporter,
  nitfExporter,
  jsonlExporter,
  bundleExporter,
  warcExporter,
];

export function exporterById(id: string): Exporter | undefined {
  return EXPORTERS.find((exporter) => exporter.id === id);
}
