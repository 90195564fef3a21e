import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

/** Stories as a book for e-readers (EPUB 3.3). */
export const epubExporter: Exporter = {
  id: 'epub',
  label: m.format_epub,
  group: 'reading',
  uses: ['notes', 'annotatedOnly'],
  extension: 'epub',
  mediaType: 'application/epub+zip',
  purpose: m.format_epub_purpose,
  keeps: m.format_epub_keeps,
  async *writeTogether(stories, context) {
    const { writeBook } = await import('./parts/book');
    yield* writeBook(stories, context);
  },
  async writeStory(story, context) {
    const [{ writeBook }, { gathered, only }] = await Promise.all([import('./parts/book'), import('./parts/gathering')]);
    return { bytes: await gathered(writeBook(only(story), context)) };
  },
};
