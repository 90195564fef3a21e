import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

/** The notes alone as a Markdown file. */
export const notesMarkdownExporter: Exporter = {
  id: 'notes-markdown',
  label: m.format_notes_markdown,
  group: 'notes',
  uses: ['notes', 'annotatedOnly'],
  extension: 'md',
  mediaType: 'text/markdown',
  purpose: m.format_notes_markdown_purpose,
  keeps: m.format_notes_markdown_export_keeps,
  async writeStory(story, { page, meanings }) {
    const { storyNote } = await import('./parts/story-note');
    return { bytes: new TextEncoder().encode(storyNote(story, page, meanings, { story: false })) };
  },
};
