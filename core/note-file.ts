/**
 * How a file of notes is taken apart again: what stands in front of it, each highlight, the person's own words, and the story. The marks
 * are written by the exporters of Markdown; they are found line by line, whatever flavour the file is in and whatever a person did to the
 * lines between them.
 */

import { blockIdOf, blocksBelow, outlinedClipping, PAGE_PROPERTIES, pageProperties } from './note-outline';
import { uuidOf } from './ulid-uuid';

/** A highlight or note as it stands in a file. */
export interface FiledClipping {
  uid: string;
  /** The quotation above its mark, with the signs of quotations; empty for a note without one. */
  quotation: string;
  note: string;
  /** JSON of what is not shown. */
  facts: string;
}

export interface NoteFile {
  /** Front matter, without the lines of dashes around it; of an outline, what its page's properties say. */
  properties: string | Readonly<Record<string, unknown>>;
  /** What stands behind the properties. */
  body: string;
  clippings: FiledClipping[];
  /** Where the person's own words begin and end; `null` when their two lines are not both there. */
  own: { start: number; end: number } | null;
  /** The story's Markdown below its heading; `null` when the file holds none. */
  story: string | null;
}

const FRONT = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;
/** The line below a quotation by which a highlight is known, in each flavour. */
const CLIPPING = /^(?:\^|<a id="|\[\]\{#)hl-(\w{26})(?:"><\/a>|\})?\s*$/;
const BEGIN = /^(?:- )?(?:%%|<!--) begin notes (?:%%|-->)\s*$/;
const END = /^(?:- )?(?:%%|<!--) end notes (?:%%|-->)\s*$/;
const STORY = /^\s*(?:- )?## [^\n]*(?:\n|$)/;

/** The last line of a highlight. It names the highlight, so that a note may hold those of others. */
const LAST = /#hl-(\w{26})\) (?:%%|<!--) (\{.*\}) (?:%%|-->)\s*$/;

export function readNoteFile(text: string): NoteFile {
  const [front, yaml = ''] = FRONT.exec(text) ?? [];
  const page = front === undefined ? PAGE_PROPERTIES.exec(text)?.[0] : undefined;
  const head = front ?? page ?? '';
  const properties = page === undefined ? yaml : pageProperties(page);
  return { properties, body: text.slice(head.length), ...partsOf(text, linesOf(text, head.length), page !== undefined) };
}

function partsOf(text: string, lines: readonly Line[], isOutline: boolean): Pick<NoteFile, 'clippings' | 'own' | 'story'> {
  const lasts = lastLines(lines, isOutline ? uuidOf : (uid) => uid);
  const nameOf = isOutline ? blockIdOf : (line: string) => CLIPPING.exec(line)?.[1]?.toUpperCase();
  const clippings: FiledClipping[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]?.text ?? '';
    if (BEGIN.test(line)) return { clippings, ...endOf(text, lines, index, isOutline) };
    const name = nameOf(line);
    const last = name === undefined ? undefined : lasts.get(name)?.find((at) => at > index);
    if (last === undefined) continue;
    clippings.push(isOutline ? outlined(lines, index, last) : clippingBetween(lines, index, last));
    index = last;
  }
  return { clippings, own: null, story: null };
}

/** Where each highlight may end, by what its mark calls it. */
function lastLines(lines: readonly Line[], nameOf: (uid: string) => string): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { text }] of lines.entries()) {
    const uid = LAST.exec(text)?.[1]?.toUpperCase();
    if (uid === undefined) continue;
    const name = nameOf(uid);
    found.set(name, [...(found.get(name) ?? []), index]);
  }
  return found;
}

interface Line {
  text: string;
  start: number;
}

function linesOf(text: string, from: number): Line[] {
  let start = from;
  return text
    .slice(from)
    .split('\n')
    .map((line) => {
      const at = start;
      start += line.length + 1;
      return { text: line, start: at };
    });
}

/** The person's words may hold anything, the last line's like included; the story never does. */
function endOf(text: string, lines: readonly Line[], begin: number, isOutline: boolean): Pick<NoteFile, 'own' | 'story'> {
  const end = lines.findLastIndex((line, at) => at > begin && END.test(line.text));
  const [first, last, behind] = [lines[begin + 1], lines[end], lines[end + 1]];
  if (!first || !last || end < 0) return { own: null, story: null };
  const rest = behind ? text.slice(behind.start) : '';
  const story = STORY.test(rest) ? rest.replace(STORY, '') : null;
  return { own: { start: first.start, end: last.start }, story: story !== null && isOutline ? blocksBelow(story.split('\n')) : story };
}

function outlined(lines: readonly Line[], mark: number, last: number): FiledClipping {
  const above = lines.slice(0, last).map(({ text }) => text);
  const { quotation, note } = outlinedClipping(above, mark, last);
  return { ...endingIn(lines[last]?.text ?? ''), quotation, note: note.trim() };
}

/** What the last line of a highlight says. */
function endingIn(line: string): Pick<FiledClipping, 'uid' | 'facts'> {
  const [, uid = '', facts = ''] = LAST.exec(line) ?? [];
  return { uid: uid.toUpperCase(), facts };
}

function clippingBetween(lines: readonly Line[], mark: number, last: number): FiledClipping {
  const text = (index: number) => lines[index]?.text ?? '';
  let above = mark;
  while (above > 0 && text(above - 1).trim() === '') above -= 1;
  let top = above;
  while (top > 0 && text(top - 1).startsWith('>')) top -= 1;
  const between = (from: number, to: number) => lines.slice(from, to).map((line) => line.text);
  return {
    ...endingIn(text(last)),
    quotation: between(top, above).join('\n'),
    note: between(mark + 1, last)
      .join('\n')
      .trim(),
  };
}

/** What a file of notes is of, as its beginning says: a story's uid, or that and a highlight's; empty for any other file. */
export function ownerOf(head: string): string {
  const value = (name: string) => new RegExp(String.raw`^${name}::? ["']?([0-9A-Z]{26})["']?\s*$`, 'm').exec(front)?.[1] ?? '';
  const front = FRONT.exec(head)?.[1] ?? PAGE_PROPERTIES.exec(head)?.[0] ?? '';
  const story = value('broadsheet-id');
  const note = value('broadsheet-note');
  return note === '' || story === '' ? story : `${story}#${note}`;
}

/**
 * A file of notes written again: as it would be written now, with the person's own words of the file there was, byte for byte, and with
 * those of its properties that are their own.
 * @param isOurs whether a property is one that Broadsheet writes
 * @returns `null` when nobody can tell which words are the person's
 */
export function renewedNoteFile(before: string, fresh: string, isOurs: (name: string) => boolean): string | null {
  const own = readNoteFile(before).own;
  const place = readNoteFile(fresh).own;
  if (own === null || place === null) return null;
  const whole = fresh.slice(0, place.start) + before.slice(own.start, own.end) + fresh.slice(place.end);
  const kept = ownProperties(before, isOurs);
  if (kept === '') return whole;
  const front = FRONT.exec(whole);
  if (front) return `${front[0].trimEnd().slice(0, -3)}${kept}---\n${whole.slice(front[0].length)}`;
  const lines = PAGE_PROPERTIES.exec(whole)?.[0] ?? '';
  return lines + kept + whole.slice(lines.length);
}

/** The lines of properties that Broadsheet does not write. */
function ownProperties(text: string, isOurs: (name: string) => boolean): string {
  const front = FRONT.exec(text)?.[1] ?? PAGE_PROPERTIES.exec(text)?.[0] ?? '';
  let kept = '';
  let isKept = false;
  for (const line of front.split('\n')) {
    const name = /^["']?([^\s:"'#][^:"']*)["']?::?(?:\s|$)/.exec(line)?.[1];
    if (name !== undefined) isKept = !isOurs(name);
    if (isKept && line.trim() !== '') kept += `${line.trimEnd()}\n`;
  }
  return kept;
}
