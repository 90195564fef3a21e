import type { PassageSelector } from '../../../core/annotation';
import { DEFAULT_HIGHLIGHT_COLOR, HIGHLIGHT_COLOR_IDS } from '../../../core/highlight-colors';
import * as m from '../../../core/messages/messages.js';
import { UID_PATTERN } from '../../../core/uid';
import type { ForeignAnnotation } from '../../../core/web-annotation/reading';
import { isoTime } from './iso-time';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Halves of characters, which the archive cannot keep, are marked as damage. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : '');
const placeOf = (value: unknown): number => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : 0);

/** Annotations as Broadsheet's own formats write them, and sentences about those that cannot be read. */
export function annotationsOfRecord(value: unknown): { annotations: ForeignAnnotation[]; warnings: string[] } {
  const read: { annotations: ForeignAnnotation[]; warnings: string[] } = { annotations: [], warnings: [] };
  if (!Array.isArray(value)) return read;
  value.forEach((item: unknown, index) => {
    const found = isFields(item) ? annotationOf(item) : null;
    if (found) read.annotations.push(found);
    else read.warnings.push(m.import_annotation_unread({ number: index + 1 }));
  });
  return read;
}

/** `null` for what says nothing. */
function annotationOf(item: Fields): ForeignAnnotation | null {
  const selector = selectorOf(item['selector']);
  const note = textOf(item['note']);
  const tags = Array.isArray(item['tags']) ? item['tags'].map(textOf).filter((tag) => tag !== '') : [];
  if (selector === null && note === '' && tags.length === 0) return null;
  const uid = textOf(item['uid']);
  const createdAt = isoTime(item['created']);
  return {
    uid: UID_PATTERN.test(uid) ? uid : '',
    color: HIGHLIGHT_COLOR_IDS.find((id) => id === item['color']) ?? DEFAULT_HIGHLIGHT_COLOR,
    note,
    tags,
    createdAt,
    updatedAt: isoTime(item['updated']) || createdAt,
    quote: selector,
    position: null,
    ...(selector && { selector }),
  };
}

function selectorOf(value: unknown): PassageSelector | null {
  if (!isFields(value) || textOf(value['exact']) === '') return null;
  return {
    exact: textOf(value['exact']),
    prefix: textOf(value['prefix']),
    suffix: textOf(value['suffix']),
    start: placeOf(value['start']),
    end: placeOf(value['end']),
    textHash: textOf(value['textHash']),
  };
}
