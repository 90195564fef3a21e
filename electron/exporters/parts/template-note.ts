import type { PlacedAnnotation } from '../../../core/annotation';
import { FIELD_NAMES } from '../../../core/article';
import type { ExportStory } from '../../../core/exporting';
import { ownerOf, readNoteFile } from '../../../core/note-file';
import { storyAddress } from '../../../core/story-link';
import type { ExportContext } from '../exporter';
import type { Clipping, Dialect } from './markdown-dialects';
import { comment, HTML_COMMENT } from './note-marks';
import type { NoteTemplate } from './note-template';
import { headOf, notedStory, type WrittenNote } from './story-note';

/** A story's notes in a person's own form; what the file is known by is added where the template left it out. */
export function templateNote(
  story: ExportStory,
  template: NoteTemplate,
  dialect: Dialect,
  context: ExportContext,
  only: PlacedAnnotation | null,
): WrittenNote {
  const { text, pictures } = templatePart(story, template, dialect, context, only);
  const known = ownerOf(text) === '' ? withIdentity(text, story, only?.uid ?? '') : text;
  return { text: readNoteFile(known).own === null ? `${known.trimEnd()}\n\n${dialect.region}\n` : known, pictures };
}

/** As {@link templateNote}, as a part of a file of many. */
export function templatePart(
  story: ExportStory,
  template: NoteTemplate,
  dialect: Dialect,
  context: ExportContext,
  only: PlacedAnnotation | null = null,
): WrittenNote {
  const shown = only ? { ...story, annotations: [only] } : story;
  const noted = notedStory(shown, dialect, context);
  const { article } = story;
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, article[name]]));
  const text = template.write({
    story: {
      ...fields,
      uid: article.uid,
      tags: article.tags,
      text: article.text,
      words: article.wordCount,
      retrieved: article.retrieved,
      link: storyAddress(article.uid),
    },
    properties: headOf(shown, dialect, context.page, only?.uid ?? '').replace(/^---\n|\n---\n$/g, ''),
    source_line: noted.source,
    reference: noted.reference,
    citekey: noted.key,
    highlights: noted.clippings.map((clipping, index) => highlightOf(clipping, shown.annotations[index])),
    markdown: noted.blocks?.join('\n\n') ?? '',
    own_words: dialect.region,
  });
  return { text: text.endsWith('\n') ? text : `${text}\n`, pictures: noted.pictures };
}

/** A highlight or note as templates have it. */
function highlightOf(
  { id, color, heading, passage, note, jump, facts, cited }: Clipping,
  annotation: PlacedAnnotation | undefined,
): object {
  return {
    id,
    color,
    heading,
    passage,
    note,
    tags: annotation?.tags ?? [],
    created: annotation?.createdAt ?? '',
    updated: annotation?.updatedAt ?? '',
    paragraph: cited.place,
    is_lost: annotation?.orphaned ?? false,
    link: /\((.*)\)$/.exec(jump)?.[1] ?? '',
    facts: comment(facts, HTML_COMMENT),
  };
}

function withIdentity(text: string, { article }: ExportStory, note: string): string {
  const lines = `broadsheet-id: "${article.uid}"\n${note === '' ? '' : `broadsheet-note: "${note}"\n`}`;
  return /^---\n[\s\S]*?\n---(?:\n|$)/.test(text) ? text.replace(/^---\n/, `---\n${lines}`) : `---\n${lines}---\n${text}`;
}
