import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';
import { markdownWriters } from './parts/markdown-writers';

/** Notes for an Obsidian vault. */
export const obsidianExporter: Exporter = {
  id: 'obsidian',
  label: m.format_obsidian,
  group: 'notes',
  purpose: m.format_obsidian_purpose,
  keeps: m.format_obsidian_export_keeps,
  ...markdownWriters((dialects) => dialects.OBSIDIAN),
};
