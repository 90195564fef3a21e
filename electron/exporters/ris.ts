import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

// What reads notes' Markdown is loaded when references are first wanted: starting the app must not wait for it.
const parts = () => Promise.all([import('./parts/reference-record'), import('./parts/ris')]);

/** References for every reference manager. */
export const risExporter: Exporter = {
  id: 'ris',
  label: m.format_ris,
  group: 'references',
  uses: ['notes', 'annotatedOnly'],
  extension: 'ris',
  mediaType: 'application/x-research-info-systems',
  purpose: m.format_ris_purpose,
  keeps: m.format_ris_keeps,
  async *writeTogether(stories) {
    const [{ referenceRecords }, { risRecord }] = await parts();
    const recordOf = referenceRecords();
    for await (const story of stories) yield new TextEncoder().encode(risRecord(recordOf(story)));
  },
  async writeStory(story) {
    const [{ referenceRecords }, { risRecord }] = await parts();
    return { bytes: new TextEncoder().encode(risRecord(referenceRecords()(story))) };
  },
};
