import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

/** Stories as a page that needs nothing but itself. */
export const htmlExporter: Exporter = {
  id: 'html',
  label: m.format_html,
  group: 'reading',
  uses: ['notes', 'annotatedOnly'],
  extension: 'html',
  mediaType: 'text/html',
  purpose: m.format_html_purpose,
  keeps: m.format_html_keeps,
  async writeStory(story, context) {
    const { storyPage } = await import('./parts/html-document');
    return { bytes: new TextEncoder().encode(storyPage(story, context)) };
  },
  async *writeTogether(stories, context) {
    const { storiesPage } = await import('./parts/html-document');
    yield* storiesPage(stories, context);
  },
};
