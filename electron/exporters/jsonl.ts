import type { ExportStory } from '../../core/exporting';
import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';
import { recordOf } from './parts/story-record';

/** The archive's own bulk form, the mirror image of the importer: one line a story, many stories a file. */
export const jsonlExporter: Exporter = {
  id: 'jsonl',
  label: m.format_jsonl,
  group: 'keeping',
  uses: [],
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  purpose: m.format_jsonl_purpose,
  keeps: m.format_jsonl_export_keeps,
  async *writeTogether(stories) {
    for await (const story of stories) yield lineOf(story);
  },
  async writeStory(story) {
    return { bytes: lineOf(story) };
  },
};

const encoder = new TextEncoder();

function lineOf(story: ExportStory): Uint8Array {
  return encoder.encode(`${JSON.stringify(recordOf(story))}\n`);
}
