import type { ParsedArticle } from '../../core/importing';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { FileImporter, ImportFile } from './importer';
import { decode, notText } from './parts/decode';
import { readStory } from './parts/plain-story';
import { splitBlocks } from './parts/blocks';
import { isPrintButton } from './parts/page-lines';
import { findDateline } from './parts/dateline';

const TEXT_FILE = /\.(txt|text)$|^[^.]+$/i;
/** Text in another format: markup, data, programs. */
const OTHER_FORMAT = /^\s*(<(!doctype|\?xml|html|head|body|!--|[a-z]+[ >])|[{[]["\s{[]|---\n|#!|WARC\/|From: <Saved by)/i;

/** What a person has after choosing "print" on a news site and saving or pasting the text; any plain text story as well. */
export const printPage: FileImporter = {
  id: 'print-page',
  label: m.format_print_page,
  extensions: ['txt', 'text'],
  mediaType: 'text/plain',
  maxBytes: 20 * 1_048_576,
  keeps: m.format_print_page_import_keeps,

  sniff(head, name) {
    if (notText(head) !== null) return 0;
    const { text } = decode(head, name);
    if (OTHER_FORMAT.test(text)) return 0;
    const blocks = splitBlocks(text.slice(0, 8_000));
    const opening = blocks.slice(0, 6).flat();
    if (opening.length === 0) return 0;
    if (isPrintButton(opening[0] ?? '')) return 0.9;
    const isTextFile = TEXT_FILE.test(name);
    if (opening.some((line) => findDateline(line.trim()) !== null)) return isTextFile ? 0.8 : 0.3;
    return isTextFile ? 0.4 : 0;
  },

  async *read(file: ImportFile): AsyncIterable<ParsedArticle> {
    const { text, warning } = decode(file.bytes, file.name);
    const story = readStory(text);
    if (!story) throw new BroadsheetError('unrecognised', m.error_no_story_in_page({ name: file.name }));
    if (warning !== '') story.warnings.unshift(warning);
    yield story;
  },
};
