import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';
import { nitfDocument } from './parts/nitf-document';

/** A story as the IPTC's News Industry Text Format, version 3.6; see docs/formats/nitf.md. */
export const nitfExporter: Exporter = {
  id: 'nitf',
  label: m.format_nitf,
  group: 'newsroom',
  uses: [],
  extension: 'xml',
  mediaType: 'application/nitf+xml',
  purpose: m.format_nitf_purpose,
  keeps: m.format_nitf_export_keeps,
  async writeStory(story, { version }) {
    return { bytes: new TextEncoder().encode(nitfDocument(story, version)) };
  },
};
