import { FIELD_NAMES, type ArticleFields } from '../../../core/article';
import { isDateValue, isFieldValue } from '../../../core/field-values';
import type { ParsedArticle, ParsedBody, ParsedTag } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import { annotationsOfRecord } from './annotation-record';
import { archivedFactsOf } from './archived-record';
import { isoDate } from './dates';
import { languageTag } from './language';
import { wellFormed } from './story-attributes';

/** What a line of a bulk file holds, as JSON gives it. */
export type StoryRecord = Readonly<Record<string, unknown>>;

/** Paragraphs are separated by a blank line, which may hold spaces. */
const BLANK_LINE = /\n[^\S\n]*\n\s*/;
/** White space that a field of one line does not have. */
const UNTIDY = /^\s|\s$|[^\S ]|\s\s/u;
const DATES: ReadonlySet<keyof ArticleFields> = new Set(['published', 'updated', 'embargo'] as const);

/**
 * A story of its record; `null` when it has no body. Fields of other kinds than expected are left out, with a warning. What an archive
 * wrote comes back as it was.
 */
export function storyOfRecord(record: StoryRecord): ParsedArticle | null {
  const body = bodyOf(record);
  if (body === null) return null;
  const warnings: string[] = [];
  const fields: Partial<ArticleFields> = {};
  const archived = archivedFactsOf(record);
  for (const name of FIELD_NAMES) {
    if (archived && isKept(name, record[name])) {
      fields[name] = record[name];
      continue;
    }
    const value = line(record[name]);
    if (value === '') continue;
    const kept = value === null ? '' : checked(name, value);
    if (kept === '') warnings.push(m.import_field_unread({ name, value: JSON.stringify(record[name]).slice(0, 100) }));
    else fields[name] = kept;
  }
  const { annotations, warnings: unread } = annotationsOfRecord(record['annotations']);
  const retrieved = retrievedAt(record['retrieved'], archived !== null);
  const sourceId = archived ? verbatim(record['id']) : (line(record['id']) ?? '');
  return {
    fields,
    body,
    tags: tagsOf(record['tags'], archived ? verbatim : line),
    sourceId: sourceId === archived?.uid ? '' : sourceId,
    ...(retrieved !== '' && { retrieved }),
    ...(annotations.length > 0 && { annotations }),
    ...(archived && { archived }),
    warnings: [...warnings, ...unread],
  };
}

/** Whether a value is what an archive holds in a field. */
function isKept(name: keyof ArticleFields, value: unknown): value is string {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value) && isFieldValue(name, value);
}

/** A text as it is, but for halves of characters. */
const verbatim = (value: unknown): string => (typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : '');

function retrievedAt(value: unknown, isArchived: boolean): string {
  return isArchived && typeof value === 'string' && isDateValue(value) ? value : isoDate(line(value) ?? '');
}

/** A value as one line of text; `null` when it is none. */
function line(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  const text = wellFormed(value);
  return UNTIDY.test(text) ? text.replace(/\s+/gu, ' ').trim() : text;
}

/** A field's value as the archive keeps it, or an empty string when it is no such thing. */
function checked(name: keyof ArticleFields, value: string): string {
  if (DATES.has(name)) return isoDate(value);
  if (name === 'language') return languageTag(value);
  if (name === 'url') return /^https?:/i.test(value) && URL.canParse(value) ? new URL(value).href : '';
  return value;
}

function bodyOf({ body, html }: StoryRecord): ParsedBody | null {
  if (typeof html === 'string' && html !== '') return { kind: 'html', html };
  if (typeof body !== 'string') return null;
  return { kind: 'text', paragraphs: body.replace(/\r\n?/g, '\n').split(BLANK_LINE) };
}

function tagsOf(value: unknown, read: (one: unknown) => string | null): ParsedTag[] {
  const names = Array.isArray(value) ? value.map(read).filter((name) => name !== null && name !== '') : [];
  return [...new Set(names as string[])].map((name) => ({ name, navigation: false }));
}
