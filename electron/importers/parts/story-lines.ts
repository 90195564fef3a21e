import { inMegabytes } from '../../../core/figures';
import type { ParsedArticle } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import type { UnreadableStory } from '../importer';
import { MAX_LINE, type Line } from './lines';
import { storyOfRecord, type StoryRecord } from './story-record';

/** A story, and the record that it was read from. */
export interface StoryOfLine {
  story: ParsedArticle;
  record: StoryRecord;
}

/** The object in a line, or `null`. */
export function parseRecord(text: string): StoryRecord | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as StoryRecord) : null;
  } catch {
    return null;
  }
}

/** The story in a line; `null` for a blank one. */
export function storyOfLine({ number, text, damaged }: Line): StoryOfLine | UnreadableStory | null {
  if (text === null) return { unreadable: m.import_line_long({ line: number, most: inMegabytes(MAX_LINE / 1_048_576) }) };
  if (text.trim() === '') return null;
  const record = parseRecord(text);
  if (!record) return { unreadable: m.import_line_no_object({ line: number }) };
  const story = storyOfRecord(record);
  if (!story) return { unreadable: m.import_line_no_body({ line: number }) };
  if (damaged) story.warnings.unshift(m.import_damaged_characters({ mark: '\uFFFD' }));
  return { story, record };
}
