import type { Passage, PassageSelector } from '../annotation';
import { DEFAULT_HIGHLIGHT_COLOR, HIGHLIGHT_COLOR_IDS, type HighlightColorId } from '../highlight-colors';
import * as m from '../messages/messages.js';
import { UID_PATTERN } from '../uid';
import { annotationAddress } from './writing';

/** An annotation of another program, or one that Broadsheet wrote, before it is anchored. */
export interface ForeignAnnotation {
  /** Broadsheet's own; empty for another program's. */
  uid: string;
  color: HighlightColorId;
  note: string;
  tags: string[];
  /** ISO 8601, UTC; empty when it does not say. */
  createdAt: string;
  updatedAt: string;
  /** `null` for one of the whole story. */
  quote: Pick<PassageSelector, 'exact' | 'prefix' | 'suffix'> | null;
  /** In code points. */
  position: Passage | null;
  /** As an archive kept it, in Broadsheet's own formats; it says all that {@link quote} and {@link position} do, and more. */
  selector?: PassageSelector;
}

export interface ReadAnnotations {
  annotations: ForeignAnnotation[];
  /** What each is on: the address of a page, or of a story. */
  sources: string[];
  /** Why others cannot be taken, one sentence each. */
  refused: string[];
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Halves of characters, which no file keeps, are marked as damage. */
const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, '\uFFFD');

/**
 * Reads Web Annotations: one, a list, a page or a collection (https://www.w3.org/TR/annotation-model/), and Hypothesis' own form,
 * as its export and its API write it.
 * @returns `null` when it is nothing of the kind
 */
export function readWebAnnotations(json: string): ReadAnnotations | null {
  const items = itemsOf(parse(json));
  if (items === null) return null;
  const read: ReadAnnotations = { annotations: [], sources: [], refused: [] };
  items.forEach((item, index) => {
    const found = isFields(item) ? annotationOf(item, index + 1) : m.taken_not_annotation({ number: index + 1 });
    if (typeof found === 'string') read.refused.push(found);
    else {
      read.annotations.push(found);
      read.sources.push(sourceOf(item));
    }
  });
  return read;
}

/** What an annotation is on; Hypothesis says it beside the target as well. */
function sourceOf(item: unknown): string {
  if (!isFields(item)) return '';
  const [target] = listOf(item['target']);
  const inTarget = isFields(target) ? textOf(target['source']) || textOf(target['id']) : textOf(target);
  return inTarget || textOf(item['uri']);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

/** The annotations in a file, whatever holds them; `null` when nothing does. */
function itemsOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  if (!isFields(value)) return null;
  for (const name of ['items', 'annotations', 'rows']) if (Array.isArray(value[name])) return value[name] as unknown[];
  if (isFields(value['first'])) return itemsOf(value['first']);
  return value['target'] === undefined ? null : [value];
}

/** An annotation, or why it cannot be one here. */
function annotationOf(item: Fields, number: number): ForeignAnnotation | string {
  if (listOf(item['references']).length > 0) return m.taken_reply({ number });
  const target = listOf(item['target'])[0];
  if (target === undefined) return m.taken_not_annotation({ number });
  const selectors = isFields(target) ? listOf(target['selector']).flatMap(withRefinements) : [];
  const quote = quoteOf(selectors);
  if (selectors.length > 0 && quote === null) return m.taken_no_quote({ number });
  const { note, tags } = wordsOf(item);
  if (quote === null && note === '' && tags.length === 0) return m.taken_empty({ number });
  const createdAt = timeOf(item['created']);
  return {
    uid: uidOf(textOf(item['id'])),
    color: HIGHLIGHT_COLOR_IDS.find((id) => id === item['color']) ?? DEFAULT_HIGHLIGHT_COLOR,
    note,
    tags,
    createdAt,
    updatedAt: timeOf(item['modified'] ?? item['updated']) || createdAt,
    quote,
    position: positionOf(selectors),
  };
}

/** A selector and what makes it narrower. */
function withRefinements(selector: unknown): Fields[] {
  return isFields(selector) ? [selector, ...listOf(selector['refinedBy']).flatMap(withRefinements)] : [];
}

function quoteOf(selectors: readonly Fields[]): ForeignAnnotation['quote'] {
  const found = selectors.find(({ type, exact }) => type === 'TextQuoteSelector' && textOf(exact).trim() !== '');
  if (!found) return null;
  const [exact, prefix, suffix] = [found['exact'], found['prefix'], found['suffix']].map((value) => wellFormed(textOf(value)));
  return { exact: exact ?? '', prefix: prefix ?? '', suffix: suffix ?? '' };
}

function positionOf(selectors: readonly Fields[]): Passage | null {
  const found = selectors.find(({ type }) => type === 'TextPositionSelector');
  const [start, end] = [found?.['start'], found?.['end']];
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) ? { start: start as number, end: end as number } : null;
}

/** The person's words: bodies as the model has them, or Hypothesis' `text` and `tags`. */
function wordsOf(item: Fields): { note: string; tags: string[] } {
  const notes = [textOf(item['bodyValue']), textOf(item['text'])];
  const tags = listOf(item['tags']).map(textOf);
  for (const body of listOf(item['body'])) {
    if (!isFields(body)) notes.push(textOf(body));
    else if (listOf(body['purpose']).includes('tagging')) tags.push(textOf(body['value']));
    else notes.push(textOf(body['value']));
  }
  const kept = (texts: readonly string[]) => texts.filter((text) => text.trim() !== '').map(wellFormed);
  return { note: kept(notes).join('\n\n'), tags: [...new Set(kept(tags))] };
}

function timeOf(value: unknown): string {
  const time = new Date(textOf(value));
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}

function uidOf(id: string): string {
  const uid = id.slice(annotationAddress('').length);
  return id === annotationAddress(uid) && UID_PATTERN.test(uid) ? uid : '';
}
