import type { PlacedAnnotation } from '../../../core/annotation';
import type { Article } from '../../../core/article';
import type { ExportStory } from '../../../core/exporting';
import { ownerOf, renewedNoteFile } from '../../../core/note-file';
import type { ExportContext, Exporter, Renewal } from '../exporter';
import type { CitedItem, Dialect } from './markdown-dialects';
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

/** What writes notes, brought in when it is used first: in a flavour's own form, or by the person's template. */
async function writers(chosen: (dialects: Dialects) => Dialect, context: ExportContext) {
  const { storyNote, highlightNote, notePart, citedItem } = await import('./story-note');
  const dialect = chosen(await import('./markdown-dialects'));
  const { template } = context.choice;
  if (template === '') {
    return {
      story: (story: ExportStory) => storyNote(story, dialect, context),
      highlight: (story: ExportStory, annotation: PlacedAnnotation) => highlightNote(story, annotation, dialect, context),
      part: (story: ExportStory) => notePart(story, dialect, context),
      cited: (article: Article) => citedItem(article),
      citing: dialect.cited,
    };
  }
  const { templateNote, templatePart } = await import('./template-note');
  const { readTemplate } = await import('./note-templates');
  const form = await readTemplate(template);
  return {
    story: (story: ExportStory) => templateNote(story, form, dialect, context, null),
    highlight: (story: ExportStory, annotation: PlacedAnnotation) => templateNote(story, form, dialect, context, annotation),
    part: (story: ExportStory) => templatePart(story, form, dialect, context),
    cited: () => null,
    citing: () => '',
  };
}

/** What all flavours of Markdown have in common. */
export function markdownWriters(chosen: (dialects: Dialects) => Dialect): Omit<Exporter, 'id' | 'label' | 'group' | 'purpose' | 'keeps'> {
  /** One template for all files of an export, read when it begins. */
  const made = new WeakMap<ExportContext, ReturnType<typeof writers>>();
  const writersFor = (context: ExportContext) => {
    const known = made.get(context) ?? writers(chosen, context);
    made.set(context, known);
    return known;
  };
  return {
    uses: ['notes', 'annotatedOnly', 'text', 'style', 'template', 'sidecar'],
    extension: 'md',
    mediaType: 'text/markdown',
    renewal,
    async *writeTogether(stories, context) {
      const { part, cited, citing } = await writersFor(context);
      const items: CitedItem[] = [];
      let isFirst = true;
      for await (const story of stories) {
        const { text, pictures } = part(story);
        yield* pictures;
        yield bytesOf(isFirst ? text : `\n${text}`);
        const item = cited(story.article);
        if (item) items.push(item);
        isFirst = false;
      }
      // Metadata may stand at the end as well, when all of it is known.
      const references = citing(items);
      if (references !== '') yield bytesOf(`\n---\n${references}---\n`);
    },
    async writeStory(story, context) {
      return fileOf((await writersFor(context)).story(story));
    },
    async writeNote(story, annotation, context) {
      return fileOf((await writersFor(context)).highlight(story, annotation));
    },
  };
}
