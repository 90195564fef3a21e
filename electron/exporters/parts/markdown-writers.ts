import type { ExportContext, Exporter } from '../exporter';
import type { Dialect } from './markdown-dialects';
import type { WrittenNote } from './story-note';

type Dialects = typeof import('./markdown-dialects');

const bytesOf = (text: string) => new TextEncoder().encode(text);
const fileOf = ({ text, pictures }: WrittenNote) => ({ bytes: bytesOf(text), beside: pictures });

/** What all flavours of Markdown have in common. What writes them is brought in when it is used first. */
export function markdownWriters(chosen: (dialects: Dialects) => Dialect): Omit<Exporter, 'id' | 'label' | 'group' | 'purpose' | 'keeps'> {
  const tools = async () => ({ ...(await import('./story-note')), dialect: chosen(await import('./markdown-dialects')) });
  return {
    uses: ['notes', 'annotatedOnly', 'text'],
    extension: 'md',
    mediaType: 'text/markdown',
    async *writeTogether(stories, context: ExportContext) {
      const { notePart, dialect } = await tools();
      let isFirst = true;
      for await (const story of stories) {
        const { text, pictures } = notePart(story, dialect, context);
        yield* pictures;
        yield bytesOf(isFirst ? text : `\n${text}`);
        isFirst = false;
      }
    },
    async writeStory(story, context) {
      const { storyNote, dialect } = await tools();
      return fileOf(storyNote(story, dialect, context));
    },
    async writeNote(story, annotation, context) {
      const { highlightNote, dialect } = await tools();
      return fileOf(highlightNote(story, annotation, dialect, context));
    },
  };
}
