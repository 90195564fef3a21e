import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';
import type { ReferenceRecord } from './parts/reference-record';

// What reads notes' Markdown is loaded when references are first wanted: starting the app must not wait for it.
const records = () => import('./parts/reference-record');

/** References for programs of the Citation Style Language: an array of items. */
export const cslJsonExporter: Exporter = {
  id: 'csl-json',
  label: m.format_csl_json,
  group: 'references',
  uses: ['notes', 'annotatedOnly'],
  extension: 'json',
  mediaType: 'application/vnd.citationstyles.csl+json',
  purpose: m.format_csl_json_purpose,
  keeps: m.format_csl_json_keeps,
  async *writeTogether(stories) {
    const { referenceRecords } = await records();
    const recordOf = referenceRecords();
    let before = '[\n';
    for await (const story of stories) {
      yield new TextEncoder().encode(before + itemText(recordOf(story)));
      before = ',\n';
    }
    yield new TextEncoder().encode(before === '[\n' ? '[]\n' : '\n]\n');
  },
  async writeStory(story) {
    const { referenceRecords } = await records();
    return { bytes: new TextEncoder().encode(`[\n${itemText(referenceRecords()(story))}\n]\n`) };
  },
};

function itemText({ key, item, tags, notes }: ReferenceRecord): string {
  const whole = {
    id: key,
    'citation-key': key,
    ...item,
    ...(tags.length > 0 && { keyword: tags.join(', ') }),
    ...(notes.length > 0 && { annote: notes.join('\n\n') }),
  };
  return JSON.stringify(whole, null, 2).replace(/^/gm, '  ');
}
