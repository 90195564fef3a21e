import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';
import { markdownWriters } from './parts/markdown-writers';

/** Plain Markdown that every program reads. */
export const markdownExporter: Exporter = {
  id: 'markdown',
  label: m.format_markdown,
  group: 'notes',
  purpose: m.format_markdown_purpose,
  keeps: m.format_markdown_export_keeps,
  ...markdownWriters((dialects) => dialects.PLAIN),
};
