import type { Exporter } from './exporter';

/** The notes alone as a Markdown file. */
export const notesMarkdownExporter: Exporter = {
  id: 'notes-markdown',
  label: 'Markdown of the notes',
  extension: 'md',
  mediaType: 'text/markdown',
  purpose: 'For your own notebook: what you marked and wrote, to go on writing.',
  keeps: 'Keeps fields, tags, and every highlight with its passage and note; the rest of the story stays out.',
  async write(story, { page, meanings }) {
    const { storyNote } = await import('./parts/story-note');
    return new TextEncoder().encode(storyNote(story, page, meanings, { story: false }));
  },
};
