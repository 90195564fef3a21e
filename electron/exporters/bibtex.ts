import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

// What reads notes' Markdown is loaded when references are first wanted: starting the app must not wait for it.
const parts = () => Promise.all([import('./parts/reference-record'), import('./parts/bibtex')]);

/** References for texts set with LaTeX. */
export const bibtexExporter: Exporter = {
  id: 'bibtex',
  label: m.format_bibtex,
  group: 'references',
  uses: ['notes', 'annotatedOnly'],
  extension: 'bib',
  mediaType: 'application/x-bibtex',
  purpose: m.format_bibtex_purpose,
  keeps: m.format_bibtex_keeps,
  async *writeTogether(stories) {
    const [{ referenceRecords }, { bibtexEntry }] = await parts();
    const recordOf = referenceRecords();
    let between = '';
    for await (const story of stories) {
      yield new TextEncoder().encode(between + bibtexEntry(recordOf(story)));
      between = '\n';
    }
  },
  async writeStory(story) {
    const [{ referenceRecords }, { bibtexEntry }] = await parts();
    return { bytes: new TextEncoder().encode(bibtexEntry(referenceRecords()(story))) };
  },
};
