import type { ParsedArticle } from '../../core/importing';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { ImportStream, StreamImporter, UnreadableStory } from './importer';
import { unpacked, unpackedHead } from './parts/gzip';
import { linesOf } from './parts/lines';
import { parseRecord, storyOfLine } from './parts/story-lines';
import { storyOfRecord } from './parts/story-record';

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
    if (lines.length === 1 && text.length > 0 && parseRecord(first) === null) {
      // The first story is longer than what is looked at.
      return /^\{\s*"/.test(first) && /"body"\s*:\s*"/.test(first) ? (isNamedSo ? 0.95 : 0.5) : isNamedSo ? 0.4 : 0;
    }
    const record = parseRecord(first);
    if (record && storyOfRecord(record)) return isNamedSo ? 1 : 0.7;
    return isNamedSo ? 0.6 : 0;
  },

  async *readStream({ name, chunks }: ImportStream): AsyncIterable<ParsedArticle | UnreadableStory> {
    let found = false;
    for await (const line of linesOf(unpacked(chunks, name))) {
      const item = storyOfLine(line);
      if (item === null) continue;
      found = true;
      yield 'unreadable' in item ? item : item.story;
    }
    if (!found) throw new BroadsheetError('unrecognised', m.error_only_blank_lines({ name }));
  },
};
