import * as m from '../../core/messages/messages.js';
import type { Exporter } from './exporter';

/** Stories for word processors, with notes as comments (Office Open XML). */
export const docxExporter: Exporter = {
  id: 'docx',
  label: m.format_docx,
  group: 'reading',
  uses: ['notes', 'annotatedOnly'],
  extension: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  purpose: m.format_docx_purpose,
  keeps: m.format_docx_keeps,
  async *writeTogether(stories, context) {
    const { writeDocument } = await import('./parts/docx-document');
    yield* writeDocument(stories, context);
  },
  async writeStory(story, context) {
    const [{ writeDocument }, { gathered, only }] = await Promise.all([import('./parts/docx-document'), import('./parts/gathering')]);
    return { bytes: await gathered(writeDocument(only(story), context)) };
  },
};
