import { HIGHLIGHT_COLORS } from '../../../core/highlight-colors';
import { spoken } from '../../../core/languages';
import * as m from '../../../core/messages/messages.js';
import type { Run } from '../../../core/story';
import type { DocumentNote, DocumentStory } from './document-story';
import { blocksToDocx, paragraph, STEP, type BlockSetting } from './docx-blocks';
import { NO_COMMENTS, type DocxComments } from './docx-runs';
import { attributes } from './xml-text';

/** Notes as comments on their passages, and those without a passage as a list behind the story. */

const LETTERS: ReadonlyMap<string, string> = new Map(HIGHLIGHT_COLORS.map(({ id, letter }) => [id, letter]));

export const plainRun = (text: string, more: Partial<Run> = {}): Run => ({ text, marks: [], href: '', highlight: '', notes: [], ...more });

/** Where the notes of a story go. */
export interface PlacedNotes {
  /** On passages, and on the headline. */
  commented: { id: number; note: DocumentNote }[];
  comments: DocxComments;
  /** The comments on the headline. */
  onHeadline: number[];
  /** Notes that have no place in the story any more. */
  behind: DocumentNote[];
}

/** Finds the places of notes; comments are counted from `first`. */
export function placeNotes({ notes }: DocumentStory, first: number): PlacedNotes {
  const commented: PlacedNotes['commented'] = [];
  const ofAnnotation = new Map<string, number>();
  const ofNumber = new Map<number, number>();
  const onHeadline: number[] = [];
  const behind: DocumentNote[] = [];
  for (const note of notes) {
    const { number, annotation, isCalled, hasBeginning } = note;
    const isOnStory = annotation.selector === null;
    if (number === 0 && annotation.orphaned) behind.push(note);
    if (number === 0) continue;
    if (!isOnStory && !(isCalled && hasBeginning)) {
      behind.push(note);
      continue;
    }
    const id = first + commented.length;
    commented.push({ id, note });
    if (isOnStory) onHeadline.push(id);
    else {
      ofAnnotation.set(annotation.uid, id);
      ofNumber.set(number, id);
    }
  }
  return { commented, comments: { ofAnnotation, ofNumber }, onHeadline, behind };
}

/** What is known of a note besides its words. */
function particulars({ annotation, color, where, created }: DocumentNote, withDate: boolean): string {
  const letter = LETTERS.get(annotation.color) ?? '';
  const parts = [`${color} (${letter})`, where, annotation.tags.map((tag) => `#${tag}`).join(' '), withDate ? created : ''];
  return parts.filter((part) => part !== '').join(' · ');
}

/** A comment: what is known of the note, and the reader's own words. */
export function commentToDocx({ id, note }: { id: number; note: DocumentNote }, setting: BlockSetting): string {
  const { createdAt } = note.annotation;
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(createdAt)?.[0];
  const who = { 'w:id': id, 'w:author': 'Broadsheet', 'w:date': date && `${date}Z`, 'w:initials': 'B' };
  const inside = { ...setting, style: 'CommentText', comments: NO_COMMENTS, schemes: [...setting.schemes, 'broadsheet:'] };
  const head = paragraph([plainRun(particulars(note, false), { marks: ['small'] })], { ...inside, lang: spoken(), isRightToLeft: false });
  return `<w:comment${attributes(who)}>${head}${blocksToDocx(withOwnDirections(note.blocks), inside)}</w:comment>`;
}

/** What people write is in any language. */
const withOwnDirections = (blocks: DocumentNote['blocks']) => blocks.map((block) => ({ ...block, dir: 'auto' }));

/** The notes that lost their passage, behind the story. */
export function notesBehind(notes: readonly DocumentNote[], setting: BlockSetting): string {
  if (notes.length === 0) return '';
  const own = { ...setting, comments: NO_COMMENTS };
  const entries = notes.map((note) =>
    [
      paragraph([plainRun(particulars(note, true))], { ...own, lang: spoken(), style: 'NoteLine' }),
      ...note.quote.split('\n\n').map((text) => paragraph([plainRun(text)], { ...own, style: 'Quote', indent: STEP })),
      blocksToDocx(withOwnDirections(note.blocks), own),
    ].join('\n'),
  );
  return [paragraph([plainRun(m.pages_notes())], { ...own, lang: spoken(), style: 'NotesTitle' }), ...entries].join('\n');
}
