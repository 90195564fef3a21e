import type { PlacedAnnotation } from '../../../core/annotation';
import type { ExportStory } from '../../../core/exporting';
import { storyAddress } from '../../../core/story-link';

/**
 * The marks by which a file of notes is taken apart again: where each highlight stands, what of it no reader needs to see, and where the
 * person's own words are. Written here, found again in `core/note-file.ts`.
 */

/** A comment's two ends, in HTML or as Obsidian has them. */
export type CommentSigns = readonly [open: string, close: string];

export const HTML_COMMENT: CommentSigns = ['<!--', '-->'];
export const OBSIDIAN_COMMENT: CommentSigns = ['%%', '%%'];

/** Block ids hold Latin letters, digits and dashes. */
export const blockId = ({ uid }: Pick<PlacedAnnotation, 'uid'>): string => `hl-${uid.toLowerCase()}`;

/** Opens the app at a highlight. */
export const jumpAddress = (storyUid: string, annotation: PlacedAnnotation): string => `${storyAddress(storyUid)}#${blockId(annotation)}`;

export const comment = (text: string, [open, close]: CommentSigns): string => `${open} ${text} ${close}`;

/** The two lines between which the person's own words stand. */
export const ownRegion = (signs: CommentSigns, bullet = ''): string =>
  `${bullet}${comment('begin notes', signs)}\n${bullet}${comment('end notes', signs)}`;

/** What the visible part of a highlight does not say to the letter, in a comment. */
export function facts(annotation: PlacedAnnotation, { article }: ExportStory, note: string): string {
  const { uid, color, tags, createdAt, updatedAt, place, selector } = annotation;
  const isHere = place !== null;
  const told = {
    color,
    created: createdAt,
    ...(updatedAt !== createdAt && { updated: updatedAt }),
    ...(tags.length > 0 && { tags }),
    ...(isHere && { at: [place.start, place.end] }),
    ...(!isHere && selector && { selector }),
    ...((note !== annotation.note || isOpenToDoubt(note, uid, article.uid)) && { note: annotation.note }),
  };
  // Neither kind of comment may end in it.
  return JSON.stringify(told).replace(
    /[<>%\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whether a note holds what its own end is known by. */
const isOpenToDoubt = (note: string, uid: string, storyUid: string) =>
  note.includes('\r') || note.includes(`${storyUid}#${blockId({ uid })}`);
