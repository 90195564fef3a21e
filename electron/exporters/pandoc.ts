import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';
import { markdownWriters } from './parts/markdown-writers';

/** Markdown that Pandoc makes papers of. */
export const pandocExporter: Exporter = {
  id: 'pandoc',
  label: m.format_pandoc,
  group: 'notes',
  purpose: m.format_pandoc_purpose,
  keeps: m.format_pandoc_export_keeps,
  ...markdownWriters((dialects) => dialects.PANDOC),
};
