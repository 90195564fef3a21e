import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';
import { newsObject } from './parts/news-object';

const encoder = new TextEncoder();

/** Stories as the IPTC's News in JSON, version 3.1; see docs/formats/ninjs.md. */
export const ninjsExporter: Exporter = {
  id: 'ninjs',
  label: m.format_ninjs,
  group: 'newsroom',
  uses: [],
  extension: 'json',
  mediaType: 'application/json',
  purpose: m.format_ninjs_purpose,
  keeps: m.format_ninjs_export_keeps,
  async writeStory(story) {
    return { bytes: encoder.encode(`${JSON.stringify(newsObject(story), null, 2)}\n`) };
  },
  async *writeTogether(stories) {
    let before = '[\n';
    for await (const story of stories) {
      yield encoder.encode(before + JSON.stringify(newsObject(story)));
      before = ',\n';
    }
    yield encoder.encode('\n]\n');
  },
};
