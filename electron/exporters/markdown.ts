import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

/** Notes and story as one Markdown file. */
export const markdownExporter: Exporter = {
  id: 'markdown',
  label: m.format_markdown,
  group: 'notes',
  uses: ['notes', 'annotatedOnly', 'text'],
  extension: 'md',
  mediaType: 'text/markdown',
  purpose: m.format_markdown_purpose,
  keeps: m.format_markdown_export_keeps,
  async writeStory(story, { page, meanings }) {
    const { storyNote } = await import('./parts/story-note');
    return { bytes: new TextEncoder().encode(storyNote(story, page, meanings, { story: true })) };
  },
};
