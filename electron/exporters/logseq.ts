import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';
import { markdownWriters } from './parts/markdown-writers';

/** Pages for a Logseq graph. */
export const logseqExporter: Exporter = {
  id: 'logseq',
  label: m.format_logseq,
  group: 'notes',
  purpose: m.format_logseq_purpose,
  keeps: m.format_logseq_export_keeps,
  ...markdownWriters((dialects) => dialects.LOGSEQ),
};
