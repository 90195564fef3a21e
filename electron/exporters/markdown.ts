import type { Exporter } from './exporter';

/** Notes and story as one Markdown file. */
export const markdownExporter: Exporter = {
  id: 'markdown',
  label: 'Markdown with the story',
  extension: 'md',
  mediaType: 'text/markdown',
  purpose: 'For Obsidian, Logseq and other note-takers that read Markdown.',
  keeps:
    'Keeps fields, tags, highlights and notes, and the whole story below them; pictures are links, and the original stays in the archive.',
  async write(story, { page, meanings }) {
    const { storyNote } = await import('./parts/story-note');
    return new TextEncoder().encode(storyNote(story, page, meanings, { story: true }));
  },
};
