import { inMegabytes } from '../../core/figures';
import type { ParsedArticle } from '../../core/importing';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { ImportStream, StreamImporter, UnreadableStory } from './importer';
import { unpacked, unpackedHead } from './parts/gzip';
import { linesOf, MAX_LINE, type Line } from './parts/lines';
import { storyOfRecord, type StoryRecord } from './parts/story-record';

const NAMED_SO = /\.(jsonl|ndjson)(\.gz)?$/i;

/** The archive's own bulk form: one JSON object a line, one story an object (https://jsonlines.org). */
export const jsonl: StreamImporter = {
  id: 'jsonl',
  label: m.format_jsonl,
  extensions: ['jsonl', 'ndjson', 'gz'],
  mediaType: 'application/jsonl',
  keeps: m.format_jsonl_import_keeps,

  sniff(head, name) {
    const isNamedSo = NAMED_SO.test(name);
    const text = Buffer.from(unpackedHead(head)).toString('utf8');
    const lines = text
      .replace(/^\uFEFF/, '')
      .trimStart()
      .split('\n');
    const first = lines[0] ?? '';
    if (lines.length === 1 && text.length > 0 && parse(first) === null) {
      // The first story is longer than what is looked at.
      return /^\{\s*"/.test(first) && /"body"\s*:\s*"/.test(first) ? (isNamedSo ? 0.95 : 0.5) : isNamedSo ? 0.4 : 0;
    }
    const record = parse(first);
    if (record && storyOfRecord(record)) return isNamedSo ? 1 : 0.7;
    return isNamedSo ? 0.6 : 0;
  },

  async *readStream({ name, chunks }: ImportStream): AsyncIterable<ParsedArticle | UnreadableStory> {
    let found = false;
    for await (const line of linesOf(unpacked(chunks, name))) {
      const item = storyOf(line);
      if (item === null) continue;
      found = true;
      yield item;
    }
    if (!found) throw new BroadsheetError('unrecognised', m.error_only_blank_lines({ name }));
  },
};

/** The object in a line, or `null`. */
function parse(text: string): StoryRecord | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as StoryRecord) : null;
  } catch {
    return null;
  }
}

/** The story in a line; `null` for a blank one. */
function storyOf({ number, text, damaged }: Line): ParsedArticle | UnreadableStory | null {
  if (text === null) return { unreadable: m.import_line_long({ line: number, most: inMegabytes(MAX_LINE / 1_048_576) }) };
  if (text.trim() === '') return null;
  const record = parse(text);
  if (!record) return { unreadable: m.import_line_no_object({ line: number }) };
  const story = storyOfRecord(record);
  if (!story) return { unreadable: m.import_line_no_body({ line: number }) };
  if (damaged) story.warnings.unshift(m.import_damaged_characters({ mark: '\uFFFD' }));
  return story;
}
