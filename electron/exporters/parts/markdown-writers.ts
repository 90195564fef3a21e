import { ownerOf, renewedNoteFile } from '../../../core/note-file';
import type { ExportContext, Exporter, Renewal } from '../exporter';
import type { Dialect } from './markdown-dialects';
import { isOurs } from './note-properties';
import type { WrittenNote } from './story-note';

type Dialects = typeof import('./markdown-dialects');

const bytesOf = (text: string) => new TextEncoder().encode(text);
const fileOf = ({ text, pictures }: WrittenNote) => ({ bytes: bytesOf(text), beside: pictures });

const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

const renewal: Renewal = {
  ownerOf,
  renew: (before, fresh) => {
    const renewed = renewedNoteFile(textOf(before), textOf(fresh), isOurs);
    return renewed === null ? null : bytesOf(renewed);
  },
};

/** What all flavours of Markdown have in common. What writes them is brought in when it is used first. */
export function markdownWriters(chosen: (dialects: Dialects) => Dialect): Omit<Exporter, 'id' | 'label' | 'group' | 'purpose' | 'keeps'> {
  const tools = async () => ({ ...(await import('./story-note')), dialect: chosen(await import('./markdown-dialects')) });
  return {
    uses: ['notes', 'annotatedOnly', 'text', 'style', 'template', 'sidecar'],
    extension: 'md',
    mediaType: 'text/markdown',
    renewal,
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
