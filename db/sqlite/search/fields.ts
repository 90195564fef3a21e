import type { NoteField, TextField } from '../../../core/query-language';
import { BODY, FIRST_FIELD_APART } from '../index/postings';

/** Numbers of a story's fields in the index. Ascending in the order in which a story's texts are given to it. */
export const ARTICLE_FIELDS = {
  body: BODY,
  headline: 1,
  deck: 2,
  byline: 3,
  place: 4,
  tags: 5,
  derived: 6,
  section: 7,
  url: FIRST_FIELD_APART,
} as const;
/** Numbers of an annotation's fields. */
export const ANNOTATION_FIELDS = { highlight: BODY, note: 1, tags: 2 } as const;

const bit = (field: number) => 1 << field;
const A = ARTICLE_FIELDS;

/** Fields that a word without an operator is searched in: all but the address. */
export const ANYWHERE =
  bit(A.body) | bit(A.headline) | bit(A.deck) | bit(A.byline) | bit(A.place) | bit(A.tags) | bit(A.derived) | bit(A.section);
export const ANYWHERE_IN_ANNOTATION = bit(ANNOTATION_FIELDS.highlight) | bit(ANNOTATION_FIELDS.note) | bit(ANNOTATION_FIELDS.tags);

/** The index fields of a field of the query language, as bits. A headline that only repeats the story's first words is one all the same. */
export function articleFieldBits(field: TextField | null): number {
  if (field === null) return ANYWHERE;
  return field === 'headline' ? bit(A.headline) | bit(A.derived) : bit(A[field]);
}

export function annotationFieldBits(field: NoteField | null): number {
  return field === null ? ANYWHERE_IN_ANNOTATION : bit(ANNOTATION_FIELDS[field]);
}

/** What one place in each field counts in ranking, with the body as 1. Found by measuring (`npm run bench -- relevance`). */
export const ARTICLE_WEIGHTS = Float32Array.from([1, 3, 1.5, 1, 1, 1, 1e-3, 0.5, 0.5, 0, 0, 0, 0, 0]);
export const ANNOTATION_WEIGHTS = Float32Array.from([1, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
